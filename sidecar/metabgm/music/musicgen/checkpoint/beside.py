"""Networks that audiocraft's files only name, T5 and sometimes EnCodec: Hugging Face folders beside them."""

from __future__ import annotations

import re
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from metabgm.models.errors import ModelError
from metabgm.music.musicgen.checkpoint.hf import CONFIG, read_config
from metabgm.music.musicgen.checkpoint.hf_config import read_codec, read_text_encoder
from metabgm.music.musicgen.checkpoint.safetensors_folder import open_folder
from metabgm.music.musicgen.checkpoint.stored import Stored
from metabgm.music.musicgen.checkpoint.text_tokenizer import read_tokenizer
from metabgm.music.musicgen.shape import CodecShape, TextEncoderShape

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_OTHER_HALF = ("decoder.", "lm_head.")
"""A whole T5 translates; MusicGen reads texts only."""


@dataclass(frozen=True)
class TextEncoder:
    shape: TextEncoderShape
    tensors: dict[str, Stored]
    tokenizer: bytes
    sources: tuple[Path, ...]


@dataclass(frozen=True)
class Codec:
    shape: CodecShape
    tensors: dict[str, Stored]
    sources: tuple[Path, ...]


def open_text_encoder(folder: Path, name: str, stack: ExitStack) -> TextEncoder:
    """``name``: as audiocraft has it. Raises ModelError if there is none, or it is damaged."""
    found = _find(folder, "t5", name, "the text encoder")
    shape = read_text_encoder(read_config(found))
    tensors, files = open_folder(found, stack)
    kept = {
        f"text_encoder.{tensor}": stored
        for tensor, stored in tensors.items()
        if not tensor.startswith(_OTHER_HALF)
    }
    return TextEncoder(shape, kept, read_tokenizer(found, shape.vocabulary), files)


def open_codec(folder: Path, name: str, stack: ExitStack) -> Codec:
    """``name``: with its owner, as audiocraft has it. Raises ModelError: there is none, or it is damaged."""
    found = _find(folder, "encodec", name.rpartition("/")[2], "the codec")
    shape = read_codec(read_config(found))
    tensors, files = open_folder(found, stack)
    return Codec(shape, {f"audio_encoder.{tensor}": stored for tensor, stored in tensors.items()}, files)


def _find(folder: Path, short: str, name: str, what: str) -> Path:
    candidates = [folder / short]
    if _NAME.fullmatch(name):
        candidates += [folder / name, folder.parent / name]
    for candidate in candidates:
        if (candidate / CONFIG).is_file():
            return candidate
    raise ModelError(
        f"{folder} has no {short}: audiocraft's files lack {what}; copy the Hugging Face folder of"
        f" {name if _NAME.fullmatch(name) else short} ({CONFIG}, model.safetensors"
        f"{', tokenizer.json' if short == 't5' else ''}) to {folder / short}"
    )
