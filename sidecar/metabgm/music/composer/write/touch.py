"""How each note of a bar is touched: when, for how long, how firmly; whatever the game asks for."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from math import pi, sin

import numpy as np

from metabgm.music.composer.plan.parameters import Parameters
from metabgm.music.composer.write.clock import Clock
from metabgm.music.composer.write.drift import Drift
from metabgm.music.composer.write.idioms import idiom
from metabgm.music.composer.write.phrasing import ALONE, Place
from metabgm.music.composer.write.score import Note, Span

_LEVEL_SPREAD = 0.045
_ARCH = 0.1  # of the level, from a phrase's ends to its middle
_LEGATO_S = 0.05  # how long the notes of a line overlap
_TOGETHER_S = 0.004  # between notes that one player strikes at once
# Played with one hand after the other string: seconds from note to note, upwards.
_STRUMMED_S = {
    "harp": 0.034,
    "nylon_guitar": 0.026,
    "steel_guitar": 0.024,
    "electric_guitar": 0.02,
    "lute": 0.028,
    "koto": 0.03,
    "sitar": 0.028,
    "banjo": 0.018,
    "dulcimer": 0.022,
}
_STRUM_NOTES = 3  # from how many on a chord is strummed
# How long notes may ring into each other while the chord lasts, seconds.
_PEDAL_S = {"lead": 1.6, "counter": 1.6, "accompaniment": 3.5, "sparkle": 3.0, "bass": 2.0}
_UNDAMPED_S = 1.6
_STRICT_PEDAL_S = 0.8  # combat and stings stay dry


@dataclass(frozen=True)
class Touch:
    """``onset_s`` from the start of the piece. ``level``: 0..1. ``place``: in its phrase.

    ``chance``: three numbers of the note's own, evenly in 0..1.
    """

    note: Note
    onset_s: float
    held_s: float
    level: float
    place: Place
    chance: tuple[float, float, float]


def touches(
    notes: Sequence[Note],
    places: Sequence[Place],
    rng: np.random.Generator,
    *,
    clock: Clock,
    drift: Drift,
    spans: Sequence[Span],
    parameters: Parameters,
) -> list[Touch]:
    """Of the notes of one bar, in their order, which decides the numbers that each is given."""
    strict = parameters.role != "base"
    uneven: list[list[float]] = rng.standard_normal((len(notes), 2)).tolist()
    even: list[list[float]] = rng.random((len(notes), 3)).tolist()
    struck: dict[tuple[str, str, float], list[int]] = {}
    for at, note in enumerate(notes):
        struck.setdefault((note.part, note.instrument.name, note.beat), []).append(at)
    made: dict[int, Touch] = {}
    for together in struck.values():
        first = notes[together[0]]
        bar = first.beat / parameters.metre.beats
        apart = first.part == "bed"
        for turn, at in enumerate(sorted(together, key=lambda at: notes[at].pitch)):
            note = notes[at]
            own = at if apart else together[0]
            offset = drift.offset_s(note.part, note.instrument.name, bar, uneven[own][0])
            onset = max(0.0, clock.at(note.beat) + offset + turn * _spread_s(note, len(together)))
            held = clock.at(note.beat + note.beats) - clock.at(note.beat)
            made[at] = Touch(
                note,
                onset,
                _held_s(note, places[at], onset, held, clock=clock, spans=spans, strict=strict),
                _level(note, places[at], parameters, uneven[at][1]),
                places[at],
                (even[at][0], even[at][1], even[at][2]),
            )
    return [made[at] for at in range(len(notes))]


def _spread_s(note: Note, count: int) -> float:
    if note.part in ("bed", "percussion"):
        return 0.0
    return _STRUMMED_S.get(note.instrument.name, _TOGETHER_S) if count >= _STRUM_NOTES else _TOGETHER_S


def _held_s(
    note: Note,
    place: Place,
    onset_s: float,
    written_s: float,
    *,
    clock: Clock,
    spans: Sequence[Span],
    strict: bool,
) -> float:
    """Lines overlap; what a pedal or nothing at all damps rings on until the chord changes."""
    if note.part in ("percussion", "bed"):
        return written_s
    if note.instrument.sustained:
        return written_s + _LEGATO_S if place.joined else written_s
    way = idiom(note.instrument.name)
    if not (way.pedal or way.rings):
        return written_s
    longest = _STRICT_PEDAL_S if strict else _PEDAL_S[note.part] if way.pedal else _UNDAMPED_S
    until = clock.at(_chord_end(spans, note.beat)) - onset_s
    return max(written_s, min(longest, until))


def _chord_end(spans: Sequence[Span], beat: float) -> float:
    at = max(bisect_right(spans, beat + 1e-6, key=lambda span: span.beat) - 1, 0)
    return spans[at].beat + spans[at].beats


def _level(note: Note, place: Place, parameters: Parameters, uneven: float) -> float:
    level = note.level + 0.25 * (parameters.dynamics - 0.5) + _LEVEL_SPREAD * min(max(uneven, -2.0), 2.0)
    if place is not ALONE:
        level += _ARCH * (sin(pi * (0.05 + 0.9 * place.through)) - 0.6)
    return min(max(level, 0.02), 1.0)
