"""Plays a performance while the game steers it: beat by beat, what is struck and what is let go."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil
from typing import NamedTuple

from metabgm.music.composer.sound.strike import Strike
from metabgm.music.composer.write.drift import EARLIEST_S
from metabgm.music.composer.write.ending import Ending, ending
from metabgm.music.composer.write.form import TAIL_S
from metabgm.music.composer.write.performance import Performance
from metabgm.music.composer.write.score import Note, Part, chord_at
from metabgm.music.composer.write.striking import strike
from metabgm.music.composer.write.touch import Touch, Touches
from metabgm.music.engine import Controls, Steering

# These follow the game at every beat, the others at every bar.
_BY_BEAT: frozenset[Part] = frozenset({"percussion", "accompaniment"})
# These come in late when the game asks for them while they would already sound.
_HELD: frozenset[Part] = frozenset({"bed", "bass"})
_LEAST_LATE_S = 1.2  # of a note that comes in late
_LEAST_LET_GO_S = 0.25  # a note that ends sooner by itself is left alone
_WAIT_S = 1.0  # an ending waits for a bar that is no farther away
_WRITTEN_S = 3.0  # with so little left the piece comes to its own end
_COMPANY_BARS = 2.0
_CLOSE = 1e-6


class Entry(NamedTuple):
    """A note that is played, and how."""

    touch: Touch
    strike: Strike

    @property
    def note(self) -> Note:
        """As it is written."""
        return self.touch.note

    @property
    def end_s(self) -> float:
        """When it is let go."""
        return self.strike.onset_s + self.strike.held_s


@dataclass(frozen=True)
class Release:
    """A strike that is let go before its time, at ``seconds`` of the piece."""

    strike: Strike
    seconds: float


@dataclass(frozen=True)
class Cues:
    """What begins, in the order of onsets; what is let go; and the controls that hold from a second on."""

    starts: tuple[Entry, ...]
    releases: tuple[Release, ...]
    controls: tuple[tuple[float, Controls], ...]


@dataclass(frozen=True)
class _Point:
    bar: int
    beat: float
    end: float
    downbeat: bool


class Player:
    """Goes through a piece once. The same steering gives the same cues, however far each call goes.

    ``rate``: frames a second. ``margin``: by so many frames before a beat its controls are read, at least
    ``EARLIEST_S``.
    """

    def __init__(self, performance: Performance, steering: Steering, rate: int, margin: int) -> None:
        self._performance = performance
        self._steering = steering
        self._rate = rate
        self._margin = margin
        self._points = _points(performance)
        self._next = next(self._points, None)
        self._controls = Controls()
        self._bar: Touches | None = None
        self._waiting: list[int] = []
        self._pending: list[Entry] = []
        self._entries: list[Entry] = []
        self._absent: list[Touch] = []
        self._ending: Ending | None = None

    @property
    def ending(self) -> Ending | None:
        """The cadence that the game asked for, once it was reached."""
        return self._ending

    @property
    def seconds(self) -> float:
        """When the piece ends with its tail, as far as is known."""
        if self._ending is None:
            return self._performance.seconds
        return self._ending.seconds + TAIL_S[self._performance.parameters.role]

    def play(self, until_s: float) -> Cues:
        """Everything up to ``until_s``, from where the last call stopped."""
        releases: list[Release] = []
        controls: list[tuple[float, Controls]] = []
        clock = self._performance.clock
        while self._next is not None and clock.at(self._next.beat) - EARLIEST_S < until_s:
            point, seconds = self._next, clock.at(self._next.beat)
            self._next = next(self._points, None)
            asked = self._steering.at(max(0, int(seconds * self._rate) - self._margin))
            if asked.ending:
                if self._may_end(point, seconds):
                    releases += self._conclude(point, seconds)
                    break
            elif asked != self._controls:
                self._controls = asked
                controls.append((seconds, asked))
            if point.downbeat or (controls and controls[-1][0] == seconds):
                releases += self._let_go(point, seconds)
            self._strike(point, seconds)
        due = sorted((entry for entry in self._pending if entry.strike.onset_s < until_s), key=_order)
        self._pending = [entry for entry in self._pending if entry.strike.onset_s >= until_s]
        return Cues(tuple(due), tuple(releases), tuple(controls))

    def _may_end(self, point: _Point, seconds: float) -> bool:
        performance = self._performance
        bar_s = performance.clock.at((point.bar + 1) * performance.parameters.metre.beats)
        waits = not point.downbeat and bar_s - seconds <= _WAIT_S
        return not waits and performance.clock.at(performance.score.beats) - seconds > _WRITTEN_S

    def _strike(self, point: _Point, seconds: float) -> None:
        """Strikes what begins at the point and what has been absent and holds now."""
        if point.downbeat:
            self._bar = self._performance.bar(point.bar)
            self._waiting = list(range(len(self._bar)))
            absent, self._absent = self._absent, []
            for touch in absent:
                self._come_in_late(touch, seconds)
        if self._bar is None:
            return
        waiting, self._waiting = self._waiting, []
        for at in waiting:
            note = self._bar.notes[at]
            if note.part in _BY_BEAT and note.beat >= point.end - _CLOSE:
                self._waiting.append(at)
            elif self._wanted(note):
                self._begin(self._bar[at])
            elif note.part in _HELD and note.instrument.sustained:
                self._absent.append(self._bar[at])

    def _come_in_late(self, touch: Touch, seconds: float) -> None:
        left_s = touch.onset_s + touch.held_s - seconds
        if left_s < _LEAST_LATE_S:
            return
        if self._wanted(touch.note):
            self._begin(touch._replace(onset_s=seconds, held_s=left_s))
        else:
            self._absent.append(touch)

    def _wanted(self, note: Note) -> bool:
        return note.from_intensity <= self._controls.intensity < note.below_intensity

    def _begin(self, touch: Touch) -> None:
        struck = strike(touch, self._performance.parameters, self._controls)
        if struck is not None:
            entry = Entry(touch, struck)
            self._entries.append(entry)
            self._pending.append(entry)

    def _let_go(self, point: _Point, seconds: float) -> list[Release]:
        """Releases held notes that the game no longer wants; forgets those that are long over."""
        since = point.beat - _COMPANY_BARS * self._performance.parameters.metre.beats
        kept: list[Entry] = []
        released: list[Release] = []
        for entry in self._entries:
            note = entry.note
            over = entry.end_s < seconds + _LEAST_LET_GO_S
            due = point.downbeat or note.part in _BY_BEAT
            if over or not due or entry.strike.onset_s >= seconds or self._wanted(note):
                if not over or note.beat >= since:
                    kept.append(entry)
                continue
            released.append(Release(entry.strike, seconds))
            if note.part in _HELD and note.instrument.sustained:
                self._absent.append(entry.touch)
        self._entries = kept
        return released

    def _conclude(self, point: _Point, seconds: float) -> list[Release]:
        """Leaves the score for a cadence."""
        performance = self._performance
        begun = [entry for entry in self._entries if entry.strike.onset_s < seconds - EARLIEST_S]
        close = ending(
            performance.parameters,
            chord_at(performance.score.spans, point.beat),
            [entry.note for entry in begun] or self._first_notes(point),
            beat=point.beat,
            seconds=seconds,
        )
        self._pending = [entry for entry in self._pending if entry.strike.onset_s < seconds - EARLIEST_S]
        for touch in performance.unwritten(close.notes, close.spans, close.clock):
            self._begin(touch)
        self._next = None
        self._ending = close
        return [Release(entry.strike, seconds) for entry in begun if entry.end_s > seconds]

    def _first_notes(self, point: _Point) -> list[Note]:
        """For a piece that is told to end before anything was heard."""
        return [note for note in self._performance.bar(point.bar).notes if self._wanted(note)]


def _order(entry: Entry) -> tuple[float, str, int]:
    return entry.strike.onset_s, entry.note.instrument.name, entry.note.pitch


def _points(performance: Performance) -> Iterator[_Point]:
    """Every beat of the score."""
    length = performance.parameters.metre.beats
    for bar in range(performance.bars):
        begin, end = bar * length, (bar + 1) * length
        for step in range(ceil(length - _CLOSE)):
            beat = begin + step
            yield _Point(bar, beat, min(beat + 1.0, end), step == 0)
