"""A look-ahead limiter of true peaks."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from metabgm.music.composer.sound import true_peak

_RELEASE_S = 0.07  # over which a reduction dies away by one neper


class Limiter:
    """Keeps peaks, also those between samples, at or below ``ceiling``; the signal comes out ``delay`` late.

    The reduction that a frame needs is held for ``hold`` frames, then dies away, and the mean of the last
    ``hold`` of these is what a frame gets: it is there in full when the peak arrives, without a step.
    """

    def __init__(self, ceiling: float, delay: int, rate: int) -> None:
        self._ceiling = ceiling
        self._hold = delay + 1 - true_peak.MARGIN
        self._signal = np.zeros((2, delay), np.float32)
        self._fall = 1.0 / (_RELEASE_S * rate)
        self._needed = np.zeros(self._hold - 1)
        self._falling = np.zeros(self._hold)

    def process(self, block: NDArray[np.float32]) -> NDArray[np.float32]:
        """Shape (2, n) to shape (2, n)."""
        count, hold = block.shape[1], self._hold
        signal = np.concatenate([self._signal, block], axis=1)
        self._signal = signal[:, count:].copy()
        peaks = true_peak.peaks(signal[:, -count - 2 * true_peak.MARGIN :], self._ceiling)
        out = signal[:, :count]
        if peaks.max() <= self._ceiling and not self._needed.any() and not self._falling.any():
            return out
        needed = np.concatenate([self._needed, np.log(np.maximum(peaks / self._ceiling, 1.0))])
        self._needed = needed[count:].copy()
        falling = np.concatenate([self._falling, self._released(_sliding_maximum(needed, hold))])
        self._falling = falling[count:].copy()
        sums = np.concatenate([[0.0], np.cumsum(falling[1:])])
        reduction = (sums[hold:] - sums[:-hold]) / hold
        return np.asarray(out * np.exp(-reduction), np.float32)

    def _released(self, held: NDArray[np.float64]) -> NDArray[np.float64]:
        """The least curve above ``held`` that never falls faster than the release, and ends at 0."""
        fallen = np.arange(1, len(held) + 1) * self._fall
        start = max(float(self._falling[-1]), 0.0)
        curve = np.maximum.accumulate(np.concatenate([[start], held + fallen]))[1:] - fallen
        return np.asarray(np.maximum(curve, held))


def _sliding_maximum(values: NDArray[np.float64], width: int) -> NDArray[np.float64]:
    """Maximum of each ``width`` consecutive values, by doubling."""
    reach = 1
    while 2 * reach <= width:
        values = np.maximum(values[:-reach], values[reach:])
        reach *= 2
    rest = width - reach
    return np.maximum(values[: len(values) - rest], values[rest:]) if rest else values
