"""A gentle bus compressor: it holds the whole together and never pumps."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from metabgm.music.composer.sound.one_pole import OnePole

HOP = 64  # frames over which level is taken and gain moves in a straight line
_THRESHOLD_DB, _KNEE_DB = -20.0, 8.0
_RATIO = 2.0
_MOST_DB = 3.0
_ATTACK_S, _RELEASE_S = 0.03, 0.25
_LEAST_POWER = 1e-10
_DEAF_BELOW_HZ = 110.0  # a low note would otherwise push everything else down


def reduction_db(level_db: NDArray[np.float64]) -> NDArray[np.float64]:
    """By how many dB a steady level, dBFS RMS, is brought down: 2:1 above -20, never more than 3."""
    over = level_db - _THRESHOLD_DB
    knee = np.clip(over + _KNEE_DB / 2.0, 0.0, _KNEE_DB)
    bent = knee**2 / (2.0 * _KNEE_DB) + np.maximum(over - _KNEE_DB / 2.0, 0.0)
    wished = bent * (1.0 - 1.0 / _RATIO)
    # The approach to the most is smooth, so that loud passages keep their shape.
    return np.asarray(_MOST_DB * np.tanh(wished / _MOST_DB))


class Compressor:
    """Both sides alike, by their mean power; the state is the power so far and the last gain."""

    def __init__(self, rate: int, block: int) -> None:
        self._lows = OnePole((_DEAF_BELOW_HZ,) * 2, rate, block)
        self._rise = float(np.exp(-HOP / (_ATTACK_S * rate)))
        self._fall = float(np.exp(-HOP / (_RELEASE_S * rate)))
        self._power = 0.0
        self._gain = 1.0
        self._ramp = np.arange(1, HOP + 1, dtype=np.float32) / np.float32(HOP)

    def process(self, block: NDArray[np.float32]) -> NDArray[np.float32]:
        """Shape (2, block) to the same."""
        heard = block - self._lows.process(block)
        hops = np.einsum("ij,ij->j", heard, heard).reshape(-1, HOP).mean(axis=1, dtype=np.float64) / 2.0
        followed = np.empty(len(hops))
        power = self._power
        for at, now in enumerate(hops.tolist()):
            power = now + (power - now) * (self._rise if now > power else self._fall)
            followed[at] = power
        self._power = power
        levels = 10.0 * np.log10(np.maximum(followed, _LEAST_POWER))
        gains = 10.0 ** (-reduction_db(levels) / 20.0)
        before = np.concatenate([[self._gain], gains[:-1]])
        self._gain = float(gains[-1])
        curve = before[:, None].astype(np.float32) + (gains - before)[:, None].astype(np.float32) * self._ramp
        return np.asarray(block * curve.reshape(-1), np.float32)
