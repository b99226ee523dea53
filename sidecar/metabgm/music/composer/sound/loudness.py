"""How loud each instrument's notes are: tables measured from the banks by ``measuring``."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from metabgm.music.composer.sound.instruments import Instrument

TABLE = "loudness.json"
# A held note's energy is kept as its mean between these times after the onset, seconds.
SLICES_S = (0.0, 0.2, 0.6, 1.5, 4.0, 8.0)
SOFT, MIDDLE, HARD = 45, 80, 112  # the velocities that notes are played with; loudness is a gain of its own
VELOCITIES = (SOFT, MIDDLE, HARD)
SILENCE_DB = -120.0
_REFERENCE_SLICES = 3  # a note's strength is judged by its first 1.5 s

Energies = NDArray[np.float64]  # K-weighted mean square in each slice, for a note at gain 1
Rows = Mapping[str, Mapping[str, list[list[float]]]]
"""Instrument -> velocity -> rows of [lowest key, dB of each slice]; a row holds up to the next one's key."""


class LoudnessTable:
    """What was measured of one bank, or of several for some instruments each."""

    def __init__(self, rows: Rows) -> None:
        self._keys: dict[tuple[str, int], list[int]] = {}
        self._energies: dict[tuple[str, int], list[Energies]] = {}
        for name, by_velocity in rows.items():
            for velocity, measured in by_velocity.items():
                preset = name, int(velocity)
                self._keys[preset] = [int(row[0]) for row in measured]
                self._energies[preset] = [10.0 ** (np.array(row[1:]) / 10.0) for row in measured]

    def has(self, instrument: Instrument) -> bool:
        """Whether the instrument was measured."""
        return (instrument.name, MIDDLE) in self._keys

    def energies(self, instrument: Instrument, key: int, velocity: int) -> Energies:
        """Of a key, for one of VELOCITIES. Raises KeyError for an instrument that was not measured."""
        at = bisect_right(self._keys[instrument.name, velocity], key) - 1
        return self._energies[instrument.name, velocity][max(at, 0)]

    def strength(self, instrument: Instrument, key: int, velocity: int) -> float:
        """Root of a note's loudest mean square within its first 1.5 s at gain 1; 0.0 for a silent key."""
        loudest = float(np.max(self.energies(instrument, key, velocity)[:_REFERENCE_SLICES]))
        return float(np.sqrt(loudest)) if loudest > 10.0 ** (SILENCE_DB / 10.0) * 2.0 else 0.0


@cache
def reference() -> LoudnessTable:
    """Of the instruments as everybody has them, to whose levels other banks are brought."""
    return LoudnessTable(json.loads(files(__package__).joinpath(TABLE).read_text(encoding="utf-8")))


def energies(instrument: Instrument, key: int, velocity: int) -> Energies:
    """The reference's, see ``LoudnessTable.energies``."""
    return reference().energies(instrument, key, velocity)


@cache
def strength(instrument: Instrument, key: int, velocity: int) -> float:
    """The reference's, see ``LoudnessTable.strength``."""
    return reference().strength(instrument, key, velocity)
