"""The chords of phrases: walks through the mode's graph that close with a cadence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from metabgm.music.composer.randomness import chance, weighted
from metabgm.music.composer.theory.cadences import Cadence, closing, confirming, opening
from metabgm.music.composer.theory.grammar import Style, vocabulary, walk
from metabgm.music.composer.theory.keys import Mode

# Where the sections that contrast dwell: factors on the chords of the graph, by minor or major third.
# B leans to the relative key, C to the subdominant.
_AREAS: dict[str, tuple[Mapping[str, float], Mapping[str, float]]] = {
    "A": ({}, {}),
    "B": (
        {"1": 0.3, "6": 2.2, "3": 1.8, "4": 1.3, "5": 1.3, "2": 1.2, "5/6": 2.0},
        {"1": 0.3, "3": 2.4, "7": 1.8, "6": 1.5, "2": 1.3, "4": 1.2},
    ),
    "C": (
        {"1": 0.45, "4": 2.0, "2": 2.0, "5/4": 2.5, "4m": 2.0, "b7": 2.0},
        {"1": 0.45, "4": 2.0, "6": 1.8, "2": 1.5, "5/4": 2.5},
    ),
}
_KEPT_ANSWER, _KEPT_RETURN = 0.85, 0.65  # chance that a chord is what it was the first time
_FORGETTING = 0.12  # by which each further return keeps less


@dataclass(frozen=True)
class Phrase:
    """``numerals``: its chords in order. ``cadence``: how it closes."""

    numerals: tuple[str, ...]
    cadence: Cadence


@dataclass
class Harmonist:
    """Finds the chords of one piece phrase by phrase; what comes back comes back changed."""

    rng: np.random.Generator
    mode: Mode
    style: Style
    _said: dict[str, list[str]] = field(default_factory=dict)

    def question(self, letter: str, slots: int, variation: int) -> Phrase:
        """``slots`` >= 1 chords that stay open. ``variation``: how often the letter came before."""
        cadence, close = opening(self.rng, self.mode, self.style)
        return Phrase(self._phrase(letter, slots, variation, close), cadence)

    def answer(self, letter: str, slots: int, variation: int, *, may_deceive: bool = False) -> Phrase:
        """``slots`` >= 1 chords that come home, or nearly, where they may deceive."""
        cadence, close = closing(self.rng, self.mode, self.style, may_deceive=may_deceive)
        return Phrase(self._phrase(letter, slots, variation, close), cadence)

    def excursion(self, slots: int, pivot: str) -> Phrase:
        """``slots`` >= 1 chords that open with a pivot and close with an authentic cadence."""
        close = confirming(self.rng, self.mode)
        kept = close[-min(len(close), max(1, slots - 1)) :]
        fixed = {0: pivot, **{slots - len(kept) + at: one for at, one in enumerate(kept)}}
        found = walk(self.rng, self.mode, self.style, slots, fixed=fixed, favour={})
        return Phrase(tuple(found), "authentic")

    def _phrase(self, letter: str, slots: int, variation: int, close: list[str]) -> tuple[str, ...]:
        kept = close[-min(len(close), max(1, slots - 1)) :]
        fixed = {slots - len(kept) + at: one for at, one in enumerate(kept)}
        area = _AREAS.get(letter, _AREAS["A"])[self.mode.minor]
        if slots > len(kept):
            fixed[0] = self._start(letter, variation, area)
        said = self._said.get(letter, [])
        base = _KEPT_ANSWER if variation == 1 else _KEPT_RETURN
        for at in range(1, min(slots - len(kept), len(said))):
            if chance(self.rng, base - _FORGETTING * variation):
                fixed[at] = said[at]
        found = walk(self.rng, self.mode, self.style, slots, fixed=fixed, favour=area)
        self._said.setdefault(letter, found)
        return tuple(found)

    def _start(self, letter: str, variation: int, area: Mapping[str, float]) -> str:
        """The tonic opens the first section, another chord the contrasting ones."""
        if letter in self._said and not (variation > 1 and chance(self.rng, _FORGETTING)):
            return self._said[letter][0]
        names = vocabulary(self.mode, self.style)
        if letter not in ("B", "C"):
            return "1"
        options = [(name, area.get(name, 0.3)) for name in names if name.isdigit() and name != "1"]
        return weighted(self.rng, options)
