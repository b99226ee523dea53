"""Grooves: the bars of a pattern of two, four or eight, each a variation of the first."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from metabgm.music.composer.randomness import chance, pick
from metabgm.music.composer.theory.metre import Metre
from metabgm.music.composer.write.drums.rules import (
    BODY,
    GROOVES,
    SIDE_STICK,
    SOFTLY,
    TAIKO_HIGH,
    TAIKO_MIDDLE,
    Rule,
)

# Bars of a pattern: A the first, B its second half played anew, C anew and busier.
_FORMS = ("AB", "AABC", "ABAC", "ABABAABC", "AABAABAC")
_ENERGY_LEVEL = 0.33
_SOFT_SNARE = 0.45  # energy below which the stick lies on the rim
_SLOWEST_SIXTEENTH_S = 0.11
_CALL = (0.25, 0.5)  # chance of a stroke in a dialogue's cell: at no energy, and added at full


class Blow(NamedTuple):
    """A stroke of a groove. ``at``: beats into the bar. ``key``: drum, or semitones above a root."""

    at: float
    beats: float
    key: int
    level: float
    since: float


def groove(
    rng: np.random.Generator, kind: str, metre: Metre, energy: float, beat_s: float
) -> list[list[Blow]]:
    """The bars of a pattern, from its first beat; the piece repeats it. ``energy``: 0..1."""
    form = pick(rng, _FORMS)
    first = _bar(rng, kind, metre, energy, beat_s)
    bars = {"A": first}
    half = metre.accents[-1] or metre.beats / 2
    for letter, busier in (("B", 0.0), ("C", 0.3)):
        anew = _bar(rng, kind, metre, min(energy + busier, 1.0), beat_s)
        bars[letter] = [blow for blow in first if blow.at < half] + [blow for blow in anew if blow.at >= half]
    pattern = [list(bars[letter]) for letter in form]
    if kind == "taiko":
        call = _call(rng, metre, energy)
        for at, bar in enumerate(pattern):
            drum = TAIKO_MIDDLE if at % 2 else TAIKO_HIGH
            pattern[at] = _without_doubles([*bar, *(_spoken(blow, drum) for blow in call)])
    return pattern


def _bar(rng: np.random.Generator, kind: str, metre: Metre, energy: float, beat_s: float) -> list[Blow]:
    rules = GROOVES.get(kind) or SOFTLY[kind]
    finer = 2 if metre.division == 2 and beat_s / 4 >= _SLOWEST_SIXTEENTH_S else 1
    steps = metre.division * finer
    blows: list[Blow] = []
    for at in range(round(metre.beats * steps)):
        position = at / steps
        letter, weight = place(metre, position), metre.weight(position)
        for rule in rules:
            if letter in rule.places and chance(rng, rule.often + rule.more * energy):
                level = rule.level + rule.accent * weight + _ENERGY_LEVEL * energy
                blows.append(Blow(position, rule.beats, _key(rng, rule, energy), level, rule.since))
    return _without_doubles(blows)


def place(metre: Metre, position: float) -> str:
    """Letter of a position in the bar.

    d: downbeat, g: first beat of another group, t: beat, b: last beat where no group answers, o: between
    beats, s: finer than the metre divides.
    """
    if abs(position * metre.division - round(position * metre.division)) > 1e-6:
        return "s"
    weight = metre.weight(position)
    if weight == 0.4 and len(metre.accents) == 1 and position == metre.beats - 1.0:
        return "b"
    return {1.0: "d", 0.7: "g", 0.4: "t", 0.1: "o"}[weight]


def _key(rng: np.random.Generator, rule: Rule, energy: float) -> int:
    if SIDE_STICK in rule.keys and energy < _SOFT_SNARE:
        return SIDE_STICK
    return pick(rng, rule.keys[1:] if SIDE_STICK in rule.keys else rule.keys)


def _call(rng: np.random.Generator, metre: Metre, energy: float) -> list[Blow]:
    """What one taiko says in a bar's last group, for another to answer in the next bar."""
    begin = metre.accents[-1] or metre.beats / 2
    often, more = _CALL
    steps = round((metre.beats - begin) * metre.division)
    return [
        Blow(begin + at / metre.division, 0.5, 0, 0.26 + _ENERGY_LEVEL * energy, BODY)
        for at in range(steps)
        if chance(rng, often + more * energy)
    ]


def _spoken(blow: Blow, drum: int) -> Blow:
    return Blow(blow.at, blow.beats, drum, blow.level, blow.since)


def _without_doubles(blows: list[Blow]) -> list[Blow]:
    """Of two blows on one drum at a time the one that is heard from the lower intensity."""
    kept: dict[tuple[float, int], Blow] = {}
    for blow in sorted(blows, key=lambda one: -one.since):
        kept[blow.at, blow.key] = blow
    return sorted(kept.values(), key=lambda blow: (blow.at, blow.key))
