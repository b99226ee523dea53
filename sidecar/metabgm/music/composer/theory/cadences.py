"""Cadences: how phrases close, and how any moment is led home."""

from __future__ import annotations

from typing import Literal

import numpy as np

from metabgm.music.composer.randomness import chance, weighted
from metabgm.music.composer.theory.chords import Chord, numeral, triad
from metabgm.music.composer.theory.grammar import Style, styles
from metabgm.music.composer.theory.keys import Key, Mode

Cadence = Literal["half", "authentic", "plagal", "modal", "deceptive"]

# The last chords of a phrase, weights behind; a question stays open, an answer comes home.
_FUNCTIONAL: dict[Cadence, dict[str, str]] = {
    "half": {
        "major": "4 5M 2|2 5M 2|6 5M 1|5/5 5M 1",
        "minor": "4 5M 2|6 5M 1.5|2o 5M 1",
        "harmonic minor": "4 5M 2|6 5M 1.5|2o 5M 1",
        "melodic minor": "2 5M 1|4 5M 2",
    },
    "authentic": {
        "major": "4 5M 1 2|2 5M 1 2|5/5 5M 1 .7|2 7o 1 .3",
        "minor": "4 5M 1 2|2o 5M 1 1.5|b2 5M 1 .4",
        "harmonic minor": "4 5M 1 2|2o 5M 1 1.5|b2 5M 1 .4",
        "melodic minor": "2 5M 1 1|4 5M 1 1.5",
    },
    "plagal": {
        "major": "6 4 1 1|2 4 1 .6|4 4m 1 .9",
        "minor": "6 4 1 1",
        "harmonic minor": "6 4 1 1",
        "melodic minor": "5M 4 1 1",
    },
    "deceptive": {
        "major": "4 5M 6 1|2 5M 6 1",
        "minor": "4 5M 6 1",
        "harmonic minor": "4 5M 6 1",
        "melodic minor": "2 5M 4 1",
    },
}
_MODAL_CLOSES: dict[str, str] = {
    "major": "2 4 1 1|6 4 1 1|4 5 1 .6|3 4 1 .7|b7 4 1 .2",
    "lydian": "6 2 1 1|5 2 1 1|2 7 1 .6|2 5 1 .6",
    "mixolydian": "4 7 1 1.5|7 4 1 1|6 7 1 .5",
    "dorian": "4 7 1 1|7 4 1 1|3 4 1 .7",
    "minor": "6 7 1 1.5|4 7 1 1|6 4 1 .7|4 5 1 .6",
    "phrygian dominant": "7 2 1 1|4 2 1 1|2 7 1 .7",
    "phrygian": "7 2 1 .8|6 2 1 1|3 2 1 .7|2 7 1 .6",
    "locrian": "6 2 1 1|5 6 1 .5",
}
_MODAL_OPENS: dict[str, str] = {
    "major": "1 4 1|6 5 1|4 2 1|4 6 .7",
    "lydian": "1 2 2|6 2 1|2 5 1|2 6 .7",
    "mixolydian": "1 7 1.5|4 7 1|7 4 1|7 5 .4",
    "dorian": "1 4 1.5|7 4 1|4 7 1|3 4 .7",
    "minor": "6 7 1|1 7 1|4 6 .8|4 5 .7",
    "phrygian dominant": "1 2 1|4 2 1|2 7 1",
    "phrygian": "1 2 1|3 2 1|2 7 1|7 6 .6",
    "locrian": "1 2 1|5 6 1|6 2 1",
}
_PLAINER = {"major pentatonic": "major", "minor pentatonic": "minor", "hirajoshi": "minor"}
_PLAGAL, _DECEPTIVE = 0.3, 0.3
_DOMINANTS = frozenset({4, 6})
_PREDOMINANTS = frozenset({1, 3})


def opening(rng: np.random.Generator, mode: Mode, style: Style) -> tuple[Cadence, list[str]]:
    """How a question ends: two numerals, the last away from the tonic."""
    if style == "functional":
        return "half", _one_of(rng, _FUNCTIONAL["half"][mode.name])
    return "half", _one_of(rng, _MODAL_OPENS[_PLAINER.get(mode.name, mode.name)])


def closing(
    rng: np.random.Generator, mode: Mode, style: Style, *, may_deceive: bool
) -> tuple[Cadence, list[str]]:
    """How an answer ends: three numerals, the tonic last unless it deceives."""
    if style == "modal":
        return "modal", _one_of(rng, _MODAL_CLOSES[_PLAINER.get(mode.name, mode.name)])
    kind: Cadence = "plagal" if chance(rng, _PLAGAL) else "authentic"
    if may_deceive and chance(rng, _DECEPTIVE):
        kind = "deceptive"
    return kind, _one_of(rng, _FUNCTIONAL[kind][mode.name])


def confirming(rng: np.random.Generator, mode: Mode) -> list[str]:
    """How a key that the harmony has gone to is made sure of: the numerals of an authentic cadence."""
    return _one_of(rng, _FUNCTIONAL["authentic"][mode.name])


def _one_of(rng: np.random.Generator, text: str) -> list[str]:
    choices = [formula.split() for formula in text.split("|")]
    return weighted(rng, [(formula[:-1], float(formula[-1])) for formula in choices])


def ending_chords(key: Key, sounding: Chord) -> tuple[Chord, ...]:
    """One or two chords that lead from whatever sounds to the tonic triad, which is the last. Pure.

    From the tonic, a dominant or a plagal chord one step is enough; from farther off the dominant comes
    between, or in a mode without one the chord of the mode's own cadence.
    """
    home = triad(key, 0)
    if sounding.degree == 0 or sounding.rising is not None:
        return (home,)
    if "functional" not in styles(key.mode):
        approach = numeral(key, _MODAL_CLOSES[_PLAINER.get(key.mode.name, key.mode.name)].split()[1])
        return (home,) if sounding.degree == approach.degree else (approach, home)
    if sounding.degree in _DOMINANTS:
        return (home,)
    if sounding.degree in _PREDOMINANTS:
        return (numeral(key, "5M"), home)
    return (triad(key, 3), home)
