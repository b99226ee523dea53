"""A Hugging Face folder: safetensors, ``config.json``, ``tokenizer.json``."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from metabgm.models.errors import ModelError
from metabgm.models.hf_card import read_license
from metabgm.models.json_file import JsonObject, read_object
from metabgm.music.musicgen.checkpoint import safetensors_folder
from metabgm.music.musicgen.checkpoint.check import checked
from metabgm.music.musicgen.checkpoint.hf_config import is_musicgen, read_shape
from metabgm.music.musicgen.checkpoint.opened import Checkpoint
from metabgm.music.musicgen.checkpoint.text_tokenizer import read_tokenizer
from metabgm.music.musicgen.checkpoint.weight_norm import fold

CONFIG = "config.json"

_CONFIG_MAX_BYTES = 1024 * 1024
"""MusicGen's has some 200 lines."""


def read_config(folder: Path) -> JsonObject:
    """Raises ModelError if it can't be read."""
    return read_object(folder / CONFIG, _CONFIG_MAX_BYTES)


def is_hf(folder: Path) -> bool:
    """Whether the folder's configuration calls it a MusicGen. Raises ModelError if it can't be read."""
    return (folder / CONFIG).exists() and is_musicgen(read_config(folder))


def open_hf(folder: Path) -> Checkpoint:
    """Raises ModelError naming what is missing, damaged, or not supported."""
    shape = read_shape(read_config(folder))
    _refuse_pickles_only(folder)
    tokenizer = read_tokenizer(folder, shape.text.vocabulary)
    with ExitStack() as stack:
        tensors, files = safetensors_folder.open_folder(folder, stack)
        return Checkpoint(
            shape=shape,
            tensors=checked(fold(tensors), shape, str(folder)),
            tokenizer=tokenizer,
            license_name=read_license(folder),
            sources=files,
            files=stack.pop_all(),
        )


def _refuse_pickles_only(folder: Path) -> None:
    safe = (safetensors_folder.SINGLE, safetensors_folder.INDEX)
    pickled = sorted(path.name for path in folder.glob("pytorch_model*.bin"))
    if pickled and not any((folder / name).exists() for name in safe):
        raise ModelError(
            f"{folder} has its weights in {pickled[0]} only; take the model's safetensors files, or make them"
            " with transformers:"
            " AutoModelForTextToWaveform.from_pretrained(FOLDER).save_pretrained(NEW_FOLDER)"
        )
