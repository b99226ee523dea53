"""How loud each instrument's notes are: a table measured from the bank by ``measure_loudness``."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from metabgm.music.composer.sound.envelope import grid_points
from metabgm.music.composer.sound.instruments import PERCUSSION, Instrument, instruments
from metabgm.music.composer.sound.sampler import Sampler, ToneKey
from metabgm.music.composer.sound.weighting import weighted_mean_squares

TABLE = "loudness.json"
# A held note's energy is kept as its mean between these times after the onset, seconds.
SLICES_S = (0.0, 0.2, 0.6, 1.5, 4.0, 8.0)
KEY_STEP = 4  # keys between measured ones; the nearest stands for those between
SOFT, MIDDLE, HARD = 45, 80, 112  # the velocities that notes are played with; loudness is a gain of its own
VELOCITIES = (SOFT, MIDDLE, HARD)
_SILENCE_DB = -120.0
_REFERENCE_SLICES = 3  # a note's strength is judged by its first 1.5 s

Energies = NDArray[np.float64]  # K-weighted mean square in each slice, for a note at gain 1


def measured_keys(instrument: Instrument) -> range:
    """The keys that the table has for an instrument."""
    step = 1 if instrument.name in PERCUSSION else KEY_STEP
    return range(instrument.low, instrument.high + step, step)


def measure(sampler: Sampler, instrument: Instrument, key: int, velocity: int, rate: int) -> Energies:
    """Renders one held note and weighs it."""
    edges = [int(second * rate) for second in SLICES_S]
    tone = sampler.tone(ToneKey(instrument.bank, instrument.program, key, velocity))
    held = np.ones(len(grid_points(0, edges[-1])))
    return weighted_mean_squares(tone.read(0, edges[-1], held), edges)


def measure_all(sampler: Sampler, rate: int) -> dict[str, dict[str, list[float]]]:
    """The whole table: instrument -> "key velocity" -> dB of each slice."""
    table: dict[str, dict[str, list[float]]] = {}
    for name, instrument in {**instruments(), **PERCUSSION}.items():
        rows: dict[str, list[float]] = {}
        for key in measured_keys(instrument):
            for velocity in VELOCITIES:
                energies = measure(sampler, instrument, key, velocity, rate)
                decibels = 10.0 * np.log10(np.maximum(energies, 10.0 ** (_SILENCE_DB / 10.0)))
                rows[f"{key} {velocity}"] = [round(float(value), 1) for value in decibels]
        table[name] = rows
    return table


@cache
def _table() -> dict[str, dict[str, Energies]]:
    table = json.loads(files(__package__).joinpath(TABLE).read_text(encoding="utf-8"))
    return {
        name: {key: 10.0 ** (np.array(decibels) / 10.0) for key, decibels in rows.items()}
        for name, rows in table.items()
    }


def energies(instrument: Instrument, key: int, velocity: int) -> Energies:
    """The table's entry nearest to ``key``, for one of VELOCITIES."""
    keys = measured_keys(instrument)
    nearest = keys[min(max(round((key - keys.start) / keys.step), 0), len(keys) - 1)]
    return _table()[instrument.name][f"{nearest} {velocity}"]


@cache
def strength(instrument: Instrument, key: int, velocity: int) -> float:
    """Root of a note's loudest mean square within its first 1.5 s at gain 1; 0.0 for a silent key."""
    loudest = float(np.max(energies(instrument, key, velocity)[:_REFERENCE_SLICES]))
    return float(np.sqrt(loudest)) if loudest > 10.0 ** (_SILENCE_DB / 10.0) * 2.0 else 0.0
