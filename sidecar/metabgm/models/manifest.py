"""``metabgm-model.json``: what a model folder holds, and whether it still does."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal, TypeVar, get_args

import msgspec

from metabgm.models.chat_turns import ChatTurns
from metabgm.models.digest import sha256_of
from metabgm.models.errors import ModelError

MANIFEST_NAME = "metabgm-model.json"
TOKENIZER_NAME = "tokenizer.json"
WORDS_NAME = "words.txt"
"""Of a fine-tuned model: the words of the descriptions that it was trained on, one a line."""

CONVERTER = 6
"""Rises whenever the conversion writes something else, so that old folders are made again."""

_MANIFEST_MAX_BYTES = 64 * 1024
"""A manifest has a few dozen lines; anything larger is not one."""

Origin = Literal["wheel", "gguf", "huggingface", "ctranslate2"]
Quantization = Literal["int8", "int8_float32", "float16", "other"]


_Read = TypeVar("_Read")


class FileRecord(msgspec.Struct, frozen=True):
    """``size`` in bytes."""

    size: int
    sha256: str


class Description(msgspec.Struct, frozen=True, kw_only=True):
    """What there is to know of a model besides its files.

    ``license``: SPDX identifier where the source states one. ``origin``: the source's format. ``source``: the
    file, folder or repository that it was made from; ``source_sha256``: over all files that were used.
    ``quantization``: of the weights; ``other`` only in folders that came ready-made. ``context``: most
    tokens, None where the source does not say. ``adapter_sha256``: of the adapter that
    is merged in, empty without one.
    """

    name: str
    license: str
    origin: Origin
    source: str
    source_sha256: str
    quantization: Quantization
    parameters: int
    context: int | None
    chat: ChatTurns
    adapter_sha256: str = ""

    @property
    def tuned(self) -> bool:
        """For the two stages."""
        return self.adapter_sha256 != ""


class _Manifest(msgspec.Struct, frozen=True):
    converter: int
    model: Description
    files: dict[str, FileRecord]


class ModelFolder(msgspec.Struct, frozen=True):
    """A model that can be loaded."""

    path: Path
    model: Description
    files: Mapping[str, FileRecord]

    @property
    def name(self) -> str:
        return self.model.name

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(record.size for record in self.files.values())


def quantization_named(name: str) -> Quantization:
    """``other`` for what this program doesn't make itself."""
    known: dict[str, Quantization] = {known: known for known in get_args(Quantization)}
    return known.get(name, "other")


def write_manifest(path: Path, model: Description) -> None:
    """Records every file that lies in ``path`` now. Raises OSError."""
    write_record(path / MANIFEST_NAME, _Manifest(CONVERTER, model, file_records(path)))


def open_folder(path: Path, *, full: bool = False) -> ModelFolder:
    """Reads the manifest and compares the sizes of all files with it; ``full`` compares their hashes too.

    Raises ModelError saying what is missing or changed.
    """
    manifest_path = path / MANIFEST_NAME
    manifest = read_record(manifest_path, _Manifest)
    if manifest.converter != CONVERTER:
        name = manifest.model.name
        written = f"{manifest_path} was written by converter {manifest.converter}, not {CONVERTER}"
        raise ModelError(f"{written}: metabgm-sidecar models remove {name}, then add it again")
    check_files(manifest_path, manifest.model.name, manifest.files, full=full)
    return ModelFolder(path, manifest.model, manifest.files)


def file_records(path: Path) -> dict[str, FileRecord]:
    """Of every file that lies in a folder now. Raises OSError."""
    return {file.name: FileRecord(file.stat().st_size, sha256_of(file)) for file in sorted(path.iterdir())}


def write_record(path: Path, record: msgspec.Struct) -> None:
    """As JSON that people can read. Raises OSError."""
    path.write_bytes(msgspec.json.format(msgspec.json.encode(record), indent=2) + b"\n")


def read_record(path: Path, kind: type[_Read]) -> _Read:
    """Raises ModelError for a file that is missing or not of this kind."""
    try:
        with path.open("rb") as file:
            text = file.read(_MANIFEST_MAX_BYTES + 1)
    except OSError:
        raise ModelError(f"no model in {path.parent}: {path.name} is missing") from None
    try:
        if len(text) > _MANIFEST_MAX_BYTES:
            raise msgspec.ValidationError("too large")
        return msgspec.json.decode(text, type=kind)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise ModelError(f"{path} is damaged or from another version ({error})") from error


def check_files(manifest_path: Path, name: str, files: Mapping[str, FileRecord], *, full: bool) -> None:
    """Whether the files beside a manifest are those it lists. Raises ModelError."""
    folder = manifest_path.parent
    for file_name in files:
        if Path(file_name).name != file_name or file_name == ".." or "\\" in file_name:
            raise ModelError(f"{manifest_path}: file name {file_name!r} leads out of the folder")
    for file_name, record in files.items():
        file = folder / file_name
        if not file.is_file():
            raise ModelError(f"model {name}: {file_name} is missing from {folder}")
        if file.stat().st_size != record.size:
            raise ModelError(f"model {name}: {file_name} has {file.stat().st_size} bytes, not {record.size}")
        if full and sha256_of(file) != record.sha256:
            raise ModelError(f"model {name}: {file_name} has changed since the model was added")
