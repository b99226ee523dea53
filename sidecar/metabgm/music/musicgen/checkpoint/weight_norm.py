"""Weight norm undone: a filter's direction and length become the filter.

Source: Salimans & Kingma 2016, w = g * v / |v|; torch takes the length over all axes but the first, for
transposed convolutions too.
"""

from __future__ import annotations

from functools import partial

import numpy as np

from metabgm.models.errors import ModelError
from metabgm.models.json_file import shown
from metabgm.music.musicgen.checkpoint.stored import FloatArray, Stored, Tensors

# torch.nn.utils.weight_norm, and torch.nn.utils.parametrizations.weight_norm after it.
_PAIRS = (
    ("weight_g", "weight_v"),
    ("parametrizations.weight.original0", "parametrizations.weight.original1"),
)


def fold(tensors: Tensors) -> dict[str, Stored]:
    """All tensors, each pair as one that is called ``weight``.

    Raises ModelError if half of a pair is missing, or the lengths don't fit the directions.
    """
    folded = dict(tensors)
    for length_name, direction_name in _PAIRS:
        stems = {
            name.removesuffix(suffix)
            for suffix in (length_name, direction_name)
            for name in tensors
            if name.endswith("." + suffix)
        }
        for stem in stems:
            length, direction = (folded.pop(stem + suffix, None) for suffix in (length_name, direction_name))
            if length is None or direction is None:
                missing = stem + (length_name if length is None else direction_name)
                raise ModelError(f"the tensor {shown(missing)} is missing beside its other half")
            _check(stem + length_name, length, direction)
            name = stem + "weight"
            if name in folded:
                raise ModelError(f"{direction.file}: {shown(name)} stands there folded and in halves")
            load = partial(_load, direction.file, name, length, direction)
            folded[name] = Stored(direction.file, direction.shape, load)
    return folded


def _check(name: str, length: Stored, direction: Stored) -> None:
    expected = (*direction.shape[:1], *(1 for _ in direction.shape[1:]))
    if length.shape != expected or not expected:
        raise ModelError(f"{length.file}: {shown(name)} is {list(length.shape)}; expected {list(expected)}")


def _load(file: str, name: str, length: Stored, direction: Stored) -> FloatArray:
    filters = direction.load()
    axes = tuple(range(1, filters.ndim))
    norm = np.sqrt(np.sum(np.square(filters, dtype=np.float64), axis=axes, keepdims=True))
    if not norm.all():
        raise ModelError(f"{file}: {name} has a filter without a direction; expected none of zeros only")
    scaled: FloatArray = (filters * (length.load() / norm)).astype(np.float32)
    return scaled
