"""Random values for MusicGen's tensors, drawn by names and shapes: the same with torch and without it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import prod, sqrt
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

Shapes = Mapping[str, tuple[int, ...]]
Values = NDArray[np.float32]

_DIRECTION, _LENGTH = "original1", "original0"
_SHARED, _TIED = "text_encoder.shared.weight", "text_encoder.encoder.embed_tokens.weight"


def random_tensors(shapes: Shapes, seed: int) -> Iterator[tuple[str, Values]]:
    """A value for each name of transformers' state dictionary of a MusicGen, one at a time.

    None is left at a value that hides a mistake (gains of one, biases of zero, codebooks of zeros).
    """
    for name, shape in shapes.items():
        if name.endswith(_LENGTH):
            # The length that weight norm gives a filter; left at the direction's own it changes nothing.
            other = name.removesuffix(_LENGTH) + _DIRECTION
            direction = _drawn(other, shapes[other], seed)
            axes = tuple(range(1, direction.ndim))
            length = np.sqrt((direction**2).sum(axis=axes, keepdims=True))
            yield name, length * (0.75 + 0.5 * _draws(name, seed).random(shape, np.float32))
        else:
            yield name, _drawn(name, shape, seed)


def _drawn(name: str, shape: tuple[int, ...], seed: int) -> Values:
    # Two names of one table, and the running sum that a codebook was divided from.
    name = name.replace(_TIED, _SHARED).replace("codebook.embed_avg", "codebook.embed")
    if name.endswith(("codebook.inited", "codebook.cluster_size")):
        return np.ones(shape, np.float32)
    draws = _draws(name, seed)
    if "norm" in name and name.endswith("weight"):
        return 0.75 + 0.5 * draws.random(shape, np.float32)
    return np.float32(_deviation(name, shape)) * draws.standard_normal(shape, np.float32)


def _deviation(name: str, shape: tuple[int, ...]) -> float:
    if name.endswith("codebook.embed") or name == _SHARED:
        return 1.0
    if ".bias" in name:
        return 0.1
    # Keeps a layer's output about as large as its input.
    level = 1.0 / sqrt(prod(shape[1:]))
    if name.endswith("SelfAttention.q.weight"):
        # T5 doesn't divide its scores by the root of the heads' width.
        return level * 0.25
    return level


def _draws(name: str, seed: int) -> np.random.Generator:
    return np.random.default_rng([seed, crc32(name.encode())])
