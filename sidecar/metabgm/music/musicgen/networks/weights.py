"""What the graphs are built from: a checkpoint's tensors by their names."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from metabgm.music.musicgen.shape import MusicGenShape

Array = NDArray[np.float32]


class WeightsError(ValueError):
    """One line: the tensor, what it is and what was expected."""


class Weights(Protocol):
    """An open checkpoint. Names are those of transformers' MusicgenForConditionalGeneration."""

    @property
    def shape(self) -> MusicGenShape:
        """Of its networks."""

    @property
    def names(self) -> Collection[str]:
        """Of all its tensors."""

    def tensor(self, name: str) -> Array:
        """One of ``names``, weight norm folded in."""


def take(weights: Weights, name: str, *shape: int) -> Array:
    """The tensor of this shape; raises WeightsError where it is missing, of another shape or not finite."""
    if name not in weights.names:
        raise WeightsError(f"tensor {name}: missing, expected shape {shape}")
    tensor = np.ascontiguousarray(weights.tensor(name), dtype=np.float32)
    if tensor.shape != shape:
        raise WeightsError(f"tensor {name}: shape {tensor.shape}, expected {shape}")
    # A NaN would become a whole number, silently, where the weights are compressed.
    if not np.isfinite(tensor).all():
        raise WeightsError(f"tensor {name}: holds {_odd(tensor)}, expected finite numbers")
    return tensor


def _odd(tensor: Array) -> float:
    return float(tensor[~np.isfinite(tensor)][0])
