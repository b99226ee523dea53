"""Modulation: the keys that a contrasting section goes to, and the chord it turns on."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from metabgm.music.composer.randomness import pick, weighted
from metabgm.music.composer.theory.chords import Chord, numeral
from metabgm.music.composer.theory.grammar import vocabulary
from metabgm.music.composer.theory.keys import MODES, Key

# By whether the home key is minor: (degree of the new tonic, mode), weight. Dominants and relative keys.
_GOALS = {
    False: (((4, "major"), 0.5), ((5, "minor"), 0.5)),
    True: (((2, "major"), 0.75), ((4, "minor"), 0.25)),
}
_PIVOTS = ("4", "2", "6")  # what the chord that both keys have may be in the new one


@dataclass(frozen=True)
class Excursion:
    """``key``: where the harmony goes, its tonic the ``degree`` of the home key.

    ``pivot``: the new key's numeral for a triad that the home key has too.
    """

    key: Key
    degree: int
    pivot: str

    def seen_from_home(self, one: Chord) -> Chord:
        """A chord of the new key with its degree counted in the home key."""
        return replace(one, degree=(one.degree + self.degree) % 7, within=self.key)


def excursion(rng: np.random.Generator, home: Key) -> Excursion:
    """The dominant or the relative key of a key in major or a kind of minor, by a pivot."""
    degree, mode = weighted(rng, _GOALS[home.mode.minor])
    goal = Key((home.tonic + home.mode.harmony[degree]) % 12, MODES[mode])
    known = vocabulary(goal.mode, "functional")
    pivots = [name for name in _PIVOTS if name in known and set(numeral(goal, name).tones) <= home.collection]
    return Excursion(goal, degree, pick(rng, pivots))
