"""Fewer bits for a matrix: how its numbers are rounded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from metabgm.music.musicgen.networks.weights import Array

Precision = Literal["f32", "int8", "int4"]

# Smaller groups round better and cost a scale more often; 128 was not faster.
GROUP = 64
# OpenVINO's name for how many inputs of a matrix share a scale when they are rounded, while it runs. It has
# to divide a group of the weights; 0, which switches that off, was a quarter slower.
DYNAMIC_GROUP: dict[Precision, int] = {"f32": 0, "int8": 32, "int4": GROUP}


@dataclass(frozen=True)
class Rows:
    """A matrix (rows, columns) in signed 8 bits: ``values * scales``; scales: (rows, 1)."""

    values: NDArray[np.int8]
    scales: Array


@dataclass(frozen=True)
class Groups:
    """A matrix in unsigned 4 bits: ``(values - zeros) * scales``.

    ``values``: (rows, groups, GROUP), 0..15 each; ``zeros`` and ``scales``: (rows, groups, 1).
    """

    values: NDArray[np.uint8]
    zeros: NDArray[np.uint8]
    scales: Array


def by_rows(matrix: Array) -> Rows:
    """Each row by its own largest number."""
    scales = np.abs(matrix).max(axis=1, keepdims=True) / np.float32(127)
    scales[scales == 0] = 1
    return Rows(np.rint(matrix / scales).astype(np.int8), scales)


def fits_groups(matrix: Array) -> bool:
    """Whether its rows are made of whole groups."""
    return bool(matrix.shape[1] % GROUP == 0)


def by_groups(matrix: Array) -> Groups:
    """Each group from its least to its largest number; raises ValueError where ``fits_groups`` is false."""
    if not fits_groups(matrix):
        raise ValueError(f"columns: {matrix.shape[1]}, expected a multiple of {GROUP}")
    grouped = matrix.reshape(matrix.shape[0], -1, GROUP)
    # Zero itself has to be among the sixteen, for the zero point to be one of them.
    least = np.minimum(grouped.min(axis=2, keepdims=True), 0)
    scales = (np.maximum(grouped.max(axis=2, keepdims=True), 0) - least) / np.float32(15)
    scales[scales == 0] = 1
    zeros = np.rint(-least / scales)
    values = np.clip(np.rint(grouped / scales) + zeros, 0, 15)
    return Groups(values.astype(np.uint8), zeros.astype(np.uint8), scales)


def packed(values: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Two numbers of 4 bits a byte, the first in the low half; an odd count is filled up with 0."""
    flat = values.reshape(-1)
    if flat.size % 2:
        flat = np.append(flat, np.uint8(0))
    low, high = flat[0::2], flat[1::2]
    both: NDArray[np.uint8] = low | np.left_shift(high, np.uint8(4))
    return both
