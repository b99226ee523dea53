"""Gains over time: a zone's volume envelope (SoundFont Technical Specification 2.04, 8.1.2, 34 to 40)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from metabgm.music.composer.sound.generators import Generator
from metabgm.music.composer.sound.soundfont import Zone

# Gains are worked out at every GRID-th frame of a note (0.7 ms) and are linear in between.
GRID = 32
_FULL_SCALE_DB = 100.0  # a decay's time is that of a fall by this much
_NEPERS_PER_DB = np.log(10.0) / 20.0


def grid_points(first: int, count: int) -> NDArray[np.float64]:
    """The frames of the grid that surround the frames ``first`` to ``first + count``."""
    return np.arange(first // GRID, -(-(first + count) // GRID) + 1, dtype=np.float64) * GRID


def between(gains: NDArray[np.float64], first: int, count: int) -> NDArray[np.float32]:
    """Gains at each frame from those at ``grid_points(first, count)``."""
    gains = gains.astype(np.float32)
    ramp = np.arange(GRID, dtype=np.float32) / np.float32(GRID)
    lines = gains[:-1, None] + (gains[1:] - gains[:-1])[:, None] * ramp
    offset = first % GRID
    return np.asarray(lines.reshape(-1)[offset : offset + count], np.float32)


def held(zone: Zone, key: int, frames: NDArray[np.float64], rate: int) -> NDArray[np.float64]:
    """Gain of a held note: linear attack, hold, decay by a constant dB a second to the sustain level."""
    values = zone.generators
    attack = max(1.0, _seconds(values[Generator.ATTACK]) * rate)
    hold = _seconds(values[Generator.HOLD] + values[Generator.KEY_TO_HOLD] * (60 - key)) * rate
    decay = _seconds(values[Generator.DECAY] + values[Generator.KEY_TO_DECAY] * (60 - key)) * rate
    sustain_db = min(max(values[Generator.SUSTAIN] / 10.0, 0.0), _FULL_SCALE_DB)
    fall_db = np.clip((frames - attack - hold) * (_FULL_SCALE_DB / max(decay, 1.0)), 0.0, sustain_db)
    return np.asarray(np.exp(fall_db * -_NEPERS_PER_DB) * np.minimum(frames / attack, 1.0))


def _seconds(timecents: float) -> float:
    return float(2.0 ** (timecents / 1200.0))
