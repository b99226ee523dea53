"""Sound that sways as under water: a delay that slow waves lengthen and shorten."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

# Slow enough to be felt as swaying rather than as vibrato; left and right don't move together.
_WAVES_HZ = (0.31, 0.43)
_SECOND_HZ, _SECOND_DEPTH = 0.83, 0.3


class Drift:
    """Reads what it is given up to ``2 * depth_s`` later, by linear interpolation."""

    def __init__(self, depth_s: float, rate: int) -> None:
        self._depth = depth_s * rate
        self._rate = rate
        self._reach = int(2 * self._depth) + 2
        self._past = np.zeros((2, self._reach), np.float32)
        self._frame = 0

    def process(self, block: NDArray[np.float32]) -> NDArray[np.float32]:
        """Shape (2, n) to shape (2, n)."""
        count = block.shape[1]
        signal = np.concatenate([self._past, block], axis=1)
        self._past = signal[:, count:].copy()
        out = np.empty_like(block)
        frames = np.arange(self._frame, self._frame + count, dtype=np.float64)
        for side, hertz in enumerate(_WAVES_HZ):
            turns = frames * (2.0 * np.pi / self._rate)
            wave = np.sin(turns * hertz) + _SECOND_DEPTH * np.sin(turns * _SECOND_HZ + side)
            position = self._reach + np.arange(count) - self._depth * (1.0 + wave / (1.0 + _SECOND_DEPTH))
            at = position.astype(np.int64)
            rise = (position - at).astype(np.float32)
            before = signal[side, at]
            out[side] = before + (signal[side, at + 1] - before) * rise
        self._frame += count
        return out
