"""Chord progressions by mode, as degrees counted from 1, and the cadences that end sections."""

from __future__ import annotations

import numpy as np

from metabgm.music.composer.randomness import chance, pick
from metabgm.music.composer.theory.keys import Mode

# The idioms of each mode: every one shows the degree that tells the mode from its neighbours
# (lydian II, mixolydian VII, dorian IV, phrygian II, ...). The first list opens on the tonic and serves
# the first section, the second starts away from it and serves the contrasting one.
_IDIOMS: dict[str, tuple[str, str]] = {
    "major": (
        "1 5 6 4|1 4 6 5|1 3 4 5|1 6 4 5|1 4 2 5|1 3 6 4|1 4 1 5",
        "4 5 3 6|6 4 1 5|2 5 3 6|4 1 2 6|6 3 4 1",
    ),
    "lydian": ("1 2 1 2|1 2 6 5|1 5 2 3|1 2 3 2|1 3 2 5", "2 3 5 2|6 2 5 1|3 6 2 5|5 2 6 2"),
    "mixolydian": ("1 7 4 1|1 4 7 4|1 5 7 4|1 2 7 1|1 7 6 7", "4 7 1 5|7 4 2 4|2 4 7 1|6 7 4 1"),
    "dorian": ("1 4 1 4|1 4 7 3|1 3 4 7|1 2 3 4|1 7 4 1|1 5 4 7", "4 7 3 1|3 4 7 1|7 4 2 5|2 3 4 4"),
    "minor": ("1 6 3 7|1 4 6 5|1 7 6 7|1 3 6 4|1 6 4 5|1 4 7 3", "6 7 3 1|4 7 3 6|3 7 4 6|6 3 4 5"),
    "melodic minor": ("1 4 1 5|1 2 5 1|1 4 5 4|1 3 4 5", "4 5 1 2|2 5 4 5|4 1 2 5"),
    "harmonic minor": ("1 4 5 1|1 6 4 5|1 4 6 5|1 5 6 4", "6 4 2 5|4 1 6 5|4 6 1 5"),
    "phrygian dominant": ("1 2 1 2|1 4 2 1|1 7 2 1|1 2 7 1", "4 2 7 1|7 1 2 2|4 7 2 1"),
    "phrygian": ("1 2 1 7|1 2 3 2|1 7 6 2|1 4 2 1|1 6 2 1", "6 2 7 3|2 3 7 6|4 7 2 2|3 2 6 7"),
    "locrian": ("1 2 1 6|1 5 6 2|1 3 2 6", "2 6 3 4|6 5 2 3|5 6 4 2"),
}
_CADENCES: dict[str, str] = {
    "major": "4 5|2 5|4 4",
    "lydian": "2 5|2 2|5 2",
    "mixolydian": "4 7|7 4|7 7",
    "dorian": "4 7|7 4|4 4",
    "minor": "6 7|4 5|4 7",
    "melodic minor": "2 5|4 5",
    "harmonic minor": "4 5|6 5",
    "phrygian dominant": "2 7|7 2",
    "phrygian": "7 2|6 2",
    "locrian": "6 2|2 6",
}
_CHORD_MODE = {"major pentatonic": "major", "minor pentatonic": "minor", "hirajoshi": "minor"}
_SUBSTITUTION = 0.2  # of inner chords replaced by the chord a third below, which shares two tones


def progression(rng: np.random.Generator, mode: Mode, *, contrasting: bool) -> list[int]:
    """Four degrees (0 = tonic) for a section."""
    idiom = pick(rng, _IDIOMS[_CHORD_MODE.get(mode.name, mode.name)][contrasting].split("|"))
    degrees = [int(degree) - 1 for degree in idiom.split()]
    at = 1 + int(rng.random() * 2)
    if chance(rng, _SUBSTITUTION) and degrees[at] != 0:
        degrees[at] = (degrees[at] - 2) % 7
    return degrees


def cadence(rng: np.random.Generator, mode: Mode) -> list[int]:
    """Degrees that lead home, the tonic last."""
    approach = pick(rng, _CADENCES[_CHORD_MODE.get(mode.name, mode.name)].split("|"))
    return [*(int(degree) - 1 for degree in approach.split()), 0]
