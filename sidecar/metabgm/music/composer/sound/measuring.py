"""Measures how loud a bank's instruments are, note by note."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from itertools import groupby

import numpy as np

from metabgm.music.composer.sound.envelope import grid_points
from metabgm.music.composer.sound.instruments import Instrument
from metabgm.music.composer.sound.loudness import SILENCE_DB, SLICES_S, VELOCITIES, Energies
from metabgm.music.composer.sound.sampler import Tone
from metabgm.music.composer.sound.weighting import weighted_mean_squares

RATE = 48_000
_MOST_KEYS = 6  # of one sample, for which one measured key may stand
_WHOLE_SLICES = 3  # the first ones are measured as they are, in the later ones a probe stands for the whole
_PROBE_S = 0.35
Progress = Callable[[str, float], None]
"""Told what is being done and the fraction 0..1. May raise: the work then stops."""


def measure(tone: Tone) -> Energies:
    """Renders what the slices need of a held note and weighs it."""
    edges = [int(second * RATE) for second in SLICES_S[: _WHOLE_SLICES + 1]]
    found = [weighted_mean_squares(_held(tone, 0, edges[-1]), edges)]
    for low, high in zip(SLICES_S[_WHOLE_SLICES:-1], SLICES_S[_WHOLE_SLICES + 1 :], strict=True):
        count = int(_PROBE_S * RATE)
        # A note falls by a constant of dB a second: its mean lies a little before the slice's middle.
        first = int((low + 0.42 * (high - low)) * RATE)
        found.append(weighted_mean_squares(_held(tone, first, count), [0, count]))
    return np.concatenate(found)


def measured(
    instruments: Sequence[Instrument],
    tone: Callable[[Instrument, int, int], Tone],
    progress: Progress = lambda _what, _fraction: None,
) -> dict[str, dict[str, list[list[float]]]]:
    """The table's rows, see ``loudness.Rows``. ``tone``: of an instrument, a key and a velocity."""
    rows: dict[str, dict[str, list[list[float]]]] = {}
    for at, instrument in enumerate(instruments):
        progress("measuring instruments", at / len(instruments))
        rows[instrument.name] = {
            str(velocity): [
                [first, *_decibels(measure(tone(instrument, middle, velocity)))]
                for first, middle in _groups(instrument, velocity, tone)
            ]
            for velocity in VELOCITIES
        }
    progress("measuring instruments", 1.0)
    return rows


def _held(tone: Tone, first: int, count: int) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    return tone.read(first, count, np.ones(len(grid_points(first, count))))


def _decibels(energies: Energies) -> list[float]:
    decibels = 10.0 * np.log10(np.maximum(energies, 10.0 ** (SILENCE_DB / 10.0)))
    return [round(float(value), 1) for value in decibels]


def _groups(
    instrument: Instrument, velocity: int, tone: Callable[[Instrument, int, int], Tone]
) -> Iterator[tuple[int, int]]:
    """(first key, middle key) of keys that play the same samples and lie near each other."""

    def samples(key: int) -> Hashable:
        return tuple(layer.zone.start for layer in tone(instrument, key, velocity).layers)

    for _, keys in groupby(range(instrument.low, instrument.high + 1), samples):
        alike = list(keys)
        parts = -(-len(alike) // _MOST_KEYS)
        for part in range(parts):
            some = alike[len(alike) * part // parts : len(alike) * (part + 1) // parts]
            yield some[0], some[len(some) // 2]
