"""A look-ahead peak limiter."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


class Limiter:
    """Keeps peaks at or below ``ceiling``; the signal comes out ``lookahead`` frames late.

    Gain at a frame: the mean, over the ``lookahead`` frames up to it, of the least gain that each of
    their own next ``lookahead`` frames needs; so it has fallen in full when the peak arrives, without a step.
    """

    def __init__(self, ceiling: float, lookahead: int) -> None:
        self._ceiling = np.float32(ceiling)
        self._lookahead = lookahead
        self._delayed = np.zeros((2, 2 * lookahead), np.float32)

    def process(self, block: NDArray[np.float32]) -> NDArray[np.float32]:
        """Shape (2, n) to shape (2, n)."""
        ahead, count = self._lookahead, block.shape[1]
        signal = np.concatenate([self._delayed, block], axis=1)
        self._delayed = signal[:, -2 * ahead :].copy()
        out = signal[:, ahead : ahead + count]
        peak = np.abs(signal).max(axis=0)
        if peak.max() <= self._ceiling:
            return out
        needed = self._ceiling / np.maximum(peak, self._ceiling)
        least = _sliding_minimum(needed, ahead + 1)
        sums = np.concatenate([[0.0], np.cumsum(least, dtype=np.float64)])
        gain = (sums[ahead : ahead + count] - sums[:count]) / ahead
        return np.asarray(np.minimum(gain, 1.0) * out, np.float32)


def _sliding_minimum(values: NDArray[np.float32], width: int) -> NDArray[np.float32]:
    """Minimum of each ``width`` consecutive values, by doubling."""
    reach = 1
    while 2 * reach <= width:
        values = np.minimum(values[:-reach], values[reach:])
        reach *= 2
    rest = width - reach
    return np.minimum(values[: len(values) - rest], values[rest:]) if rest else values
