"""Dark and cold to soft and warm: a low and a high shelf that follow the game."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from metabgm.music.composer.sound.one_pole import OnePole

NEUTRAL = 0.5
_LOW_HZ, _HIGH_HZ = 260.0, 2400.0
# What the shelves do at full warmth; the opposite at none.
_LOW_DB, _HIGH_DB = 3.0, -5.0


def shelf_gains(warmth: float) -> tuple[float, float]:
    """Gains of what lies below the low shelf's corner and above the high shelf's; 1.0 at neutral."""
    turn = 2.0 * (warmth - NEUTRAL)
    return float(10.0 ** (turn * _LOW_DB / 20.0)), float(10.0 ** (turn * _HIGH_DB / 20.0))


class Warmth:
    """First-order shelves: the sound with more or less of its own lows and highs added.

    A new setting is reached by the end of its block; the first one holds from the start.
    """

    def __init__(self, rate: int, block: int) -> None:
        self._filters = OnePole((_LOW_HZ, _LOW_HZ, _HIGH_HZ, _HIGH_HZ), rate, block)
        self._ramp = np.arange(1, block + 1, dtype=np.float32) / np.float32(block)
        self._gains: tuple[float, float] | None = None

    def process(self, block: NDArray[np.float32], warmth: float) -> NDArray[np.float32]:
        """Shape (2, block) to the same. ``warmth``: 0..1; at 0.5 the sound passes as it is."""
        gains = shelf_gains(warmth)
        low_before, high_before = self._gains or gains
        self._gains = gains
        passed = self._filters.process(np.concatenate([block, block]))
        if (low_before, high_before) == gains == (1.0, 1.0):
            return block
        lows = self._glide(low_before, gains[0]) * passed[:2]
        highs = self._glide(high_before, gains[1]) * (block - passed[2:])
        return np.asarray(block + lows + highs, np.float32)

    def _glide(self, before: float, now: float) -> NDArray[np.float32]:
        """What is added of a band, from one gain to the other."""
        return np.asarray(np.float32(before - 1.0) + self._ramp * np.float32(now - before), np.float32)
