"""Which format a folder is in."""

from __future__ import annotations

from pathlib import Path

from metabgm.models.errors import ModelError
from metabgm.music.musicgen.checkpoint.audiocraft import CODEC, LANGUAGE_MODEL, is_audiocraft, open_audiocraft
from metabgm.music.musicgen.checkpoint.hf import CONFIG, is_hf, open_hf
from metabgm.music.musicgen.checkpoint.opened import Checkpoint


def is_musicgen_folder(folder: Path) -> bool:
    """Whether it looks like a MusicGen: cheap, and no promise that it can be opened.

    Raises ModelError if there is a configuration that can't be read.
    """
    return is_hf(folder) or is_audiocraft(folder)


def open_checkpoint(folder: Path) -> Checkpoint:
    """Raises ModelError naming the file, the field or tensor, and what was expected."""
    if is_hf(folder):
        return open_hf(folder)
    if is_audiocraft(folder):
        return open_audiocraft(folder)
    raise ModelError(
        f"{folder} holds no MusicGen; expected a {CONFIG} with model_type musicgen or musicgen_melody, or"
        f" audiocraft's {LANGUAGE_MODEL} and {CODEC}"
    )
