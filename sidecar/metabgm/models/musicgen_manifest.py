"""``metabgm-musicgen.json``: what a MusicGen folder holds, and whether it still does."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import msgspec

from metabgm.models.errors import ModelError
from metabgm.models.manifest import FileRecord, check_files, file_records, read_record, write_record
from metabgm.models.musicgen_packages import Stored
from metabgm.music.musicgen.decoder_choice import DecoderRuntime
from metabgm.music.musicgen.shape import MusicGenShape

MUSICGEN_MANIFEST = "metabgm-musicgen.json"
GRAPHS = 2
"""Rises whenever other graphs are built, so that old folders are made again."""

MusicGenPrecision = Literal["int8", "int4", "f16", "f32"]


class MusicGenDescription(msgspec.Struct, frozen=True, kw_only=True):
    """``license``: of the weights. ``source``: the folder or repository that it was made from.

    ``quantization``: of the decoder's matrices. ``random``: the weights were never trained. ``stored``: what
    the files are, which decides what can run them. ``decoder``: what runs its graph, where they are graphs.
    """

    name: str
    license: str
    source: str
    quantization: MusicGenPrecision
    parameters: int
    random: bool
    shape: MusicGenShape
    stored: Stored = "graphs"
    decoder: DecoderRuntime = "openvino"


class _Manifest(msgspec.Struct, frozen=True):
    graphs: int
    model: MusicGenDescription
    files: dict[str, FileRecord]


class MusicGenFolder(msgspec.Struct, frozen=True):
    """A MusicGen that can be loaded."""

    path: Path
    model: MusicGenDescription
    files: Mapping[str, FileRecord]

    @property
    def name(self) -> str:
        return self.model.name

    @property
    def size(self) -> int:
        """Bytes of all files, without what OpenVINO compiled from them."""
        return sum(record.size for record in self.files.values())


def write_musicgen_manifest(path: Path, model: MusicGenDescription) -> None:
    """Records every file that lies in ``path`` now. Raises OSError."""
    write_record(path / MUSICGEN_MANIFEST, _Manifest(GRAPHS, model, file_records(path)))


def holds_musicgen(path: Path) -> bool:
    """Whether a folder in the user's cache is a MusicGen, intact or not."""
    return (path / MUSICGEN_MANIFEST).is_file()


def open_musicgen(path: Path, *, full: bool = False) -> MusicGenFolder:
    """Compares the sizes of all files with the manifest; ``full`` compares their hashes too.

    Raises ModelError saying what is missing or changed.
    """
    manifest_path = path / MUSICGEN_MANIFEST
    manifest = read_record(manifest_path, _Manifest)
    if manifest.graphs != GRAPHS:
        raise ModelError(f"{manifest_path} has graphs of version {manifest.graphs}, not {GRAPHS}")
    check_files(manifest_path, manifest.model.name, manifest.files, full=full)
    return MusicGenFolder(path, manifest.model, manifest.files)
