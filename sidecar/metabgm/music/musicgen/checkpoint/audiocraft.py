"""A folder of audiocraft's: ``state_dict.bin``, ``compression_state_dict.bin``, and a T5 beside them."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import Any

from metabgm.models.errors import ModelError
from metabgm.models.hf_card import read_license
from metabgm.models.json_file import JsonObject, shown
from metabgm.music.musicgen.checkpoint import audiocraft_config, audiocraft_names
from metabgm.music.musicgen.checkpoint.beside import Codec, open_codec, open_text_encoder
from metabgm.music.musicgen.checkpoint.check import checked
from metabgm.music.musicgen.checkpoint.hf_config import check_codebooks
from metabgm.music.musicgen.checkpoint.opened import Checkpoint
from metabgm.music.musicgen.checkpoint.torch_file import TorchFile
from metabgm.music.musicgen.checkpoint.weight_norm import fold
from metabgm.music.musicgen.shape import MusicGenShape

LANGUAGE_MODEL = "state_dict.bin"
CODEC = "compression_state_dict.bin"

_STATE, _CONFIG, _PRETRAINED = "best_state", "xp.cfg", "pretrained"


def is_audiocraft(folder: Path) -> bool:
    """Whether the folder has audiocraft's files."""
    return (folder / LANGUAGE_MODEL).is_file() and (folder / CODEC).is_file()


def open_audiocraft(folder: Path) -> Checkpoint:
    """Nothing in the files is executed. Raises ModelError: what is missing, damaged, or not supported."""
    with ExitStack() as stack:
        file, content = _opened(folder / LANGUAGE_MODEL, stack)
        config = _config(file, content)
        kind = audiocraft_config.kind_of(config)
        text = open_text_encoder(folder, audiocraft_config.text_model(config), stack)
        codec = _codec(folder, stack)
        decoder = audiocraft_config.decoder_shape(config, text.shape.width)
        check_codebooks(config.where, decoder, codec.shape)
        bins, frames = audiocraft_config.chroma_shape(config) if kind == "melody" else (0, 0)
        shape = MusicGenShape(text.shape, decoder, codec.shape, kind, chroma=bins, chroma_frames=frames)
        tensors = audiocraft_names.language_model(file.tensors(content.get(_STATE), _STATE))
        together = text.tensors | codec.tensors | tensors
        return Checkpoint(
            shape=shape,
            tensors=checked(fold(together), shape, str(folder)),
            tokenizer=text.tokenizer,
            license_name=read_license(folder),
            sources=(file.path, *codec.sources, *text.sources),
            files=stack.pop_all(),
        )


def _codec(folder: Path, stack: ExitStack) -> Codec:
    file, content = _opened(folder / CODEC, stack)
    named = content.get(_PRETRAINED)
    if named is not None:
        # Some models only say which EnCodec they were made for.
        if not isinstance(named, str):
            raise ModelError(f"{file.path.name}: {_PRETRAINED} is {shown(named)}; expected a model's name")
        return open_codec(folder, named, stack)
    shape = audiocraft_config.codec_shape(_config(file, content))
    tensors = audiocraft_names.codec(file.tensors(content.get(_STATE), _STATE))
    return Codec(shape, tensors, (file.path,))


def _opened(path: Path, stack: ExitStack) -> tuple[TorchFile, dict[Any, Any]]:
    file = TorchFile(path)
    stack.callback(file.close)
    if not isinstance(file.content, dict):
        raise ModelError(f"{path.name} holds no dictionary; expected {_STATE} and {_CONFIG}")
    return file, file.content


def _config(file: TorchFile, content: dict[Any, Any]) -> JsonObject:
    return audiocraft_config.parse(content.get(_CONFIG), f"{file.path.name}: {_CONFIG}")
