"""Tells what a file or folder that the user names is."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from metabgm.models.errors import ModelError
from metabgm.music.musicgen.checkpoint import is_musicgen_folder

SourceFormat = Literal["gguf", "huggingface", "ctranslate2", "musicgen"]

_GGUF_MAGIC = b"GGUF"
_LISTED_NAMES = 8


def source_format(path: Path) -> SourceFormat:
    """Raises ModelError for what is no model in a supported format."""
    if path.is_file():
        return _file_format(path)
    if not path.is_dir():
        raise ModelError(f"{path}: no such file or folder")
    if (path / "model.bin").is_file():
        return "ctranslate2"
    if _is_musicgen(path):
        return "musicgen"
    if (path / "config.json").is_file():
        return "huggingface"
    names = sorted(entry.name for entry in path.iterdir())
    shown = ", ".join(names[:_LISTED_NAMES]) + (", ..." if len(names) > _LISTED_NAMES else "")
    raise ModelError(
        f"{path} holds no model: a GGUF file is named itself, a Hugging Face folder has config.json, "
        f"a CTranslate2 folder model.bin; it holds {shown or 'nothing'}"
    )


def _is_musicgen(path: Path) -> bool:
    try:
        return is_musicgen_folder(path)
    except ModelError:
        # A configuration that can't be read is told of by whatever reads it next.
        return False


def _file_format(path: Path) -> SourceFormat:
    try:
        with path.open("rb") as file:
            magic = file.read(len(_GGUF_MAGIC))
    except OSError as error:
        raise ModelError(f"{path}: {error.strerror}") from error
    if magic != _GGUF_MAGIC:
        raise ModelError(f"{path} is no GGUF file: it begins with {magic!r}, expected {_GGUF_MAGIC!r}")
    return "gguf"
