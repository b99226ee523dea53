"""Peaks between the samples (ITU-R BS.1770-4, annex 2): the signal seen at four times its rate."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_PHASES = 4
MARGIN = 8  # frames to either side that an interpolated value is made from
_BETA = 7.0
# Music's peaks between samples stay within 6 dB of the samples beside them: softer ones are passed over.
_SURELY_SOFTER = 0.5


def _interpolators() -> NDArray[np.float32]:
    """Windowed sinc for the points between two samples, shape (2 * MARGIN, _PHASES - 1)."""
    shift = np.arange(1, _PHASES) / _PHASES
    at = np.arange(-MARGIN + 1, MARGIN + 1)[:, None] - shift[None, :]
    window = np.i0(_BETA * np.sqrt(np.clip(1.0 - (at / MARGIN) ** 2, 0.0, 1.0))) / np.i0(_BETA)
    taps = np.sinc(at) * window
    return np.asarray(taps / taps.sum(axis=0), np.float32)


_TAPS = _interpolators()


def peaks(signal: NDArray[np.float32], ceiling: float) -> NDArray[np.float32]:
    """Peak of both sides at each frame and on the way to its neighbours, MARGIN frames in from either end.

    ``signal``: shape (2, n + 2 * MARGIN), gives shape (n,). Where nothing comes near ``ceiling`` it is the
    peak of the samples alone.
    """
    sampled = np.abs(signal).max(axis=0)[MARGIN - 1 : 1 - MARGIN]
    # Way k leads from frame k - 1 to frame k of the result.
    ways = np.maximum(sampled[:-1], sampled[1:])
    near = np.flatnonzero(ways > _SURELY_SOFTER * ceiling)
    found = sampled[1:-1].copy()
    if len(near):
        windows = np.lib.stride_tricks.sliding_window_view(signal, 2 * MARGIN, axis=1)
        between = np.zeros(len(ways), np.float32)
        between[near] = np.abs(windows[:, near] @ _TAPS).max(axis=(0, 2))
        found = np.maximum(found, np.maximum(between[:-1], between[1:]))
    return np.asarray(found, np.float32)
