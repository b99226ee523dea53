"""The tensors of a folder with ``model.safetensors``, or with shards and their index."""

from __future__ import annotations

from contextlib import ExitStack
from functools import partial
from pathlib import Path

import numpy as np

from metabgm.models.errors import ModelError
from metabgm.models.json_file import read_object, shown
from metabgm.models.safetensors_file import SafetensorsFile
from metabgm.music.musicgen.checkpoint.stored import FloatArray, Stored

SINGLE = "model.safetensors"
INDEX = "model.safetensors.index.json"

_INDEX_MAX_BYTES = 1024 * 1024
"""MusicGen large has about 1,200 tensors; an index takes about 100 bytes for each."""

_SHARDS_MAX = 64
"""All are open at once, and systems allow 256 open files; MusicGen large comes in two or three."""


def open_folder(folder: Path, stack: ExitStack) -> tuple[dict[str, Stored], tuple[Path, ...]]:
    """Tensors by their names in the files, and the files, which ``stack`` closes.

    Raises ModelError naming a file that is missing or damaged, or a tensor that stands in none or in two.
    """
    placed = None if (folder / SINGLE).exists() or not (folder / INDEX).exists() else _placed(folder)
    shards = [SINGLE] if placed is None else sorted(set(placed.values()))
    tensors: dict[str, Stored] = {}
    for shard in shards:
        file = SafetensorsFile(folder / shard)
        stack.callback(file.close)
        for name, tensor in file.tensors.items():
            if name in tensors:
                raise ModelError(f"{shown(name)} stands in {tensors[name].file} and in {shard}")
            tensors[name] = Stored(shard, tensor.shape, partial(_load, file, name))
    for name, shard in (placed or {}).items():
        if name not in tensors or tensors[name].file != shard:
            raise ModelError(f"{shard} lacks the tensor {shown(name)} that {INDEX} places there")
    return tensors, tuple(folder / shard for shard in shards)


def _load(file: SafetensorsFile, name: str) -> FloatArray:
    """The header was held against the file's size, so at most twice the file is allocated."""
    shape = file.tensors[name].shape
    whole = np.empty(shape or (1,), dtype=np.float32)
    first = 0
    for block in file.blocks(name):
        whole[first : first + len(block)] = block
        first += len(block)
    return whole.reshape(shape)


def _placed(folder: Path) -> dict[str, str]:
    """Tensor -> the shard that it stands in."""
    weights = read_object(folder / INDEX, _INDEX_MAX_BYTES).object("weight_map")
    shards = {name: weights.text(name) for name in weights.names()}
    for name, shard in shards.items():
        if Path(shard).name != shard or not shard.endswith(".safetensors") or not shard.isprintable():
            raise weights.error(name, "the name of a safetensors file in the same folder")
    if not 1 <= len(set(shards.values())) <= _SHARDS_MAX:
        raise ModelError(f"{INDEX} names {len(set(shards.values()))} files; expected 1 to {_SHARDS_MAX}")
    return shards
