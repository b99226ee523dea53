"""How each note of a bar is touched: when, for how long, how firmly; whatever the game asks for."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from math import pi, sin
from operator import attrgetter
from typing import NamedTuple

import numpy as np

from metabgm.music.composer.plan.parameters import Parameters
from metabgm.music.composer.write.clock import Clock
from metabgm.music.composer.write.drift import Drift
from metabgm.music.composer.write.idioms import idiom
from metabgm.music.composer.write.phrasing import ALONE, Place
from metabgm.music.composer.write.score import Note, Span

_BEAT = attrgetter("beat")
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


class Touch(NamedTuple):
    """``onset_s`` from the start of the piece. ``level``: 0..1. ``place``: in its phrase.

    ``chance``: three numbers of the note's own, evenly in 0..1.
    """

    note: Note
    onset_s: float
    held_s: float
    level: float
    place: Place
    chance: tuple[float, float, float]


class Touches:
    """Of the notes of one bar, in their order, which decides the numbers that each is given.

    Each is worked out when it is asked for: many notes of a bar are there for other intensities.
    """

    def __init__(
        self,
        notes: Sequence[Note],
        places: Sequence[Place],
        rng: np.random.Generator,
        *,
        clock: Clock,
        drift: Drift,
        spans: Sequence[Span],
        parameters: Parameters,
    ) -> None:
        self.notes = notes
        self._places = places
        self._clock = clock
        self._drift = drift
        self._spans = spans
        self._parameters = parameters
        self._strict = parameters.role != "base"
        self._uneven: list[list[float]] = rng.standard_normal((len(notes), 2)).tolist()
        self._even: list[list[float]] = rng.random((len(notes), 3)).tolist()
        self._struck: dict[tuple[str, str, float], list[int]] = {}
        for at, note in enumerate(notes):
            self._struck.setdefault((note.part, note.instrument.name, note.beat), []).append(at)

    def __len__(self) -> int:
        return len(self.notes)

    def __iter__(self) -> Iterator[Touch]:
        return (self[at] for at in range(len(self.notes)))

    def __getitem__(self, at: int) -> Touch:
        note, place, clock = self.notes[at], self._places[at], self._clock
        together = self._struck[note.part, note.instrument.name, note.beat]
        own = at if note.part == "bed" else together[0]
        bar = note.beat / self._parameters.metre.beats
        begin = clock.at(note.beat)
        onset = begin + self._drift.offset_s(note.part, note.instrument.name, bar, self._uneven[own][0])
        if len(together) > 1:
            turn = sorted(together, key=lambda one: self.notes[one].pitch).index(at)
            onset += turn * _spread_s(note, len(together))
        onset = max(0.0, onset)
        held = clock.at(note.beat + note.beats) - begin
        early, deep, wide = self._even[at]
        return Touch(
            note,
            onset,
            _held_s(note, place, onset, held, clock=clock, spans=self._spans, strict=self._strict),
            _level(note, place, self._parameters, self._uneven[at][1]),
            place,
            (early, deep, wide),
        )


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
    at = max(bisect_right(spans, beat + 1e-6, key=_BEAT) - 1, 0)
    return spans[at].beat + spans[at].beats


def _level(note: Note, place: Place, parameters: Parameters, uneven: float) -> float:
    level = note.level + 0.25 * (parameters.dynamics - 0.5) + _LEVEL_SPREAD * min(max(uneven, -2.0), 2.0)
    if place is not ALONE:
        level += _ARCH * (sin(pi * (0.05 + 0.9 * place.through)) - 0.6)
    return min(max(level, 0.02), 1.0)
