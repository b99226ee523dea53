"""How alike the texts of a set are."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from metabgm.describe.sentences import words_of

_RUN = 4
_BUCKETS = 4096
"""Runs of characters are hashed into so many counts."""


class Neighbour(NamedTuple):
    """The text most like another. ``place``: of the set. ``similarity``: 0..1, 1 for equal words."""

    place: int
    similarity: float


def nearest_neighbours(texts: Sequence[str]) -> list[Neighbour]:
    """Cosine of counts of four-character runs, weighted by how rare they are; for each text the best other.

    Empty for fewer than two texts.
    """
    if len(texts) < 2:
        return []
    vectors = _vectors(texts)
    alike = vectors @ vectors.T
    np.fill_diagonal(alike, -1.0)
    best = alike.argmax(axis=1)
    return [Neighbour(int(index), float(row[index])) for index, row in zip(best, alike, strict=True)]


def _vectors(texts: Sequence[str]) -> npt.NDArray[np.float32]:
    """(texts, buckets), each of length 1."""
    counts = np.zeros((len(texts), _BUCKETS), np.float32)
    for row, text in zip(counts, texts, strict=True):
        line = f" {' '.join(words_of(text))} "
        for start in range(len(line) - _RUN + 1):
            row[zlib.crc32(line[start : start + _RUN].encode()) % _BUCKETS] += 1.0
    texts_with = np.count_nonzero(counts, axis=0)
    counts *= np.log((1 + len(texts)) / (1 + texts_with)).astype(np.float32)
    lengths = np.linalg.norm(counts, axis=1, keepdims=True)
    vectors: npt.NDArray[np.float32] = counts / np.maximum(lengths, np.float32(1e-6))
    return vectors
