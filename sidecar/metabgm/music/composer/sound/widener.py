"""Width for sounds that have none: a side signal that a mono sum takes away again."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

SIDE_ENERGY = 0.2  # that it adds on each side, beside the sound's own 1
_TAPS = 14
_FIRST_S, _LAST_S = 0.004, 0.035
_FALL = 1.2  # nepers from the first tap to the last
_SEED = 77_003


class Widener:
    """Velvet noise (Alary, Politis, Valimaki 2017): a few taps of either sign at uneven times."""

    def __init__(self, rate: int) -> None:
        rng = np.random.Generator(np.random.PCG64(_SEED))
        slots = (np.arange(_TAPS) + rng.random(_TAPS)) / _TAPS
        gains = rng.choice([-1.0, 1.0], _TAPS) * np.exp(-_FALL * slots)
        gains *= np.sqrt(SIDE_ENERGY / (gains**2).sum())
        delays = ((_FIRST_S + (_LAST_S - _FIRST_S) * slots) * rate).astype(int)
        self._taps = [(int(delay), np.float32(one)) for delay, one in zip(delays, gains, strict=True)]
        self._past = np.zeros(int(_LAST_S * rate) + 1, np.float32)

    def process(self, sound: NDArray[np.float32]) -> NDArray[np.float32]:
        """Shape (n,) to the side signal, shape (n,): to be added on the left and taken off on the right."""
        reach, count = len(self._past), len(sound)
        signal = np.concatenate([self._past, sound])
        self._past = signal[count:].copy()
        side = np.zeros(count, np.float32)
        for delay, tap in self._taps:
            side += tap * signal[reach - delay : reach - delay + count]
        return side
