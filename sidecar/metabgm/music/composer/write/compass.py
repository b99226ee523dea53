"""The degrees a line may use, and which of its turns a singer would refuse."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from metabgm.music.composer.plan.registers import Band
from metabgm.music.composer.theory.keys import Key

WIDEST_STEP = 5  # semitones (a fourth); anything wider is a leap, which the next note takes back by a step

UNRESOLVED = 1e3  # more than all that a line may otherwise cost


@dataclass(frozen=True, eq=False)
class Compass:
    """Ascending scale degrees (0 = the tonic at MIDI pitch ``zero``) and their pitches."""

    key: Key
    zero: int
    degrees: NDArray[np.int64]
    pitches: NDArray[np.int64]
    # Semitones from each degree (row) to each other one (column).
    semitones: NDArray[np.int64]
    # Scale steps, likewise, and whether they are a leap.
    steps: NDArray[np.int64]
    leaps: NDArray[np.bool_]
    # Whether they are neighbours.
    neighbours: NDArray[np.bool_]
    # What a leap from the first degree to the second costs that is left unresolved by the third.
    unresolved: NDArray[np.float64]


@cache
def compass(key: Key, band: Band) -> Compass:
    """What of ``key``'s melodic scale lies within a band of MIDI pitches at least an octave wide."""
    low, high = band
    middle = (low + high) / 2
    zero = min((key.tonic + 12 * octave for octave in range(11)), key=lambda pitch: abs(pitch - middle))
    reach = range(-3 * len(key.mode.steps), 3 * len(key.mode.steps) + 1)
    inside = [degree for degree in reach if low <= key.pitch(degree, zero) <= high]
    degrees = np.array(inside)
    pitches = np.array([key.pitch(degree, zero) for degree in inside])
    semitones = pitches[None, :] - pitches[:, None]
    steps = degrees[None, :] - degrees[:, None]
    leaps = np.abs(semitones) > WIDEST_STEP
    neighbours = np.abs(steps) == 1
    back = neighbours[None, :, :] & (steps[:, :, None] * steps[None, :, :] < 0)
    unresolved = UNRESOLVED * (leaps[:, :, None] & ~back)
    return Compass(key, zero, degrees, pitches, semitones, steps, leaps, neighbours, unresolved)
