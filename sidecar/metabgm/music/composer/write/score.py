"""What a piece is written in: notes in beats, over chords, in sections."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Literal

from metabgm.music.composer.sound.instruments import Instrument
from metabgm.music.composer.theory.cadences import Cadence
from metabgm.music.composer.theory.chords import Chord
from metabgm.music.composer.theory.grammar import Style

Part = Literal["lead", "counter", "accompaniment", "bed", "bass", "sparkle", "percussion"]
_BEAT = attrgetter("beat")
_ORDER = attrgetter("beat", "part", "pitch")


@dataclass(unsafe_hash=True)  # not frozen: that would take three times as long, for thousands of notes
class Note:
    """``beat``: onset counted from the start of the piece. ``beats``: how long it is held. Never changed.

    ``pitch``: MIDI pitch, or the drum's key. ``level``: 0..1, loudness within its part. ``voice``: which of
    a part's voices it belongs to, 0 the highest. The note sounds while ``from_intensity`` <= intensity <
    ``below_intensity``.
    """

    beat: float
    beats: float
    pitch: int
    level: float
    part: Part
    instrument: Instrument
    voice: int = 0
    from_intensity: float = 0.0
    below_intensity: float = 1.1


@dataclass(frozen=True)
class Span:
    """A chord and the beats it lasts. ``style``: by whose rules it leads on.

    ``cadence``: how a phrase closes with this chord, None within a phrase.
    """

    beat: float
    beats: float
    chord: Chord
    style: Style = "modal"
    cadence: Cadence | None = None

    @property
    def end(self) -> float:
        """The beat at which the next chord begins."""
        return self.beat + self.beats


@dataclass(frozen=True)
class Section:
    """A stretch of bars. ``letter``: A, B, C; empty for intro and outro, which ``name`` tells apart.

    ``variation``: how often the letter came before. ``intensity``: 0..1. ``parts``: which parts play.
    """

    name: str
    letter: str
    variation: int
    first_bar: int
    bars: int
    intensity: float
    parts: frozenset[Part]


class Score:
    """Lines that are written at once, and figures that are written section by section when they are needed.

    ``lines``: bed, melody and bass. ``figures``: the notes of one section after the other; some may begin up
    to a bar before their section. ``beats``: where the last bar ends, ``bar_beats``: the length of a bar.
    """

    def __init__(
        self,
        lines: Iterable[Note],
        figures: Iterator[list[Note]],
        *,
        beats: float,
        bar_beats: float,
        sections: tuple[Section, ...],
        spans: tuple[Span, ...],
    ) -> None:
        self.lines = sorted(lines, key=_ORDER)
        self.beats = beats
        self.sections = sections
        self.spans = spans
        self._bar_beats = bar_beats
        self._unwritten = figures
        self._figures: list[Note] = []
        self._written = 0

    @property
    def notes(self) -> tuple[Note, ...]:
        """All of them, in the order of their beats."""
        self._write(len(self.sections))
        return tuple(sorted([*self.lines, *self._figures], key=_ORDER))

    def figures_in(self, first: float, last: float) -> list[Note]:
        """The figures that begin at a beat from ``first`` up to, not at, ``last``, in no order."""
        reach = last + self._bar_beats
        self._write(sum(section.first_bar * self._bar_beats < reach for section in self.sections))
        return [note for note in self._figures if first <= note.beat < last]

    def _write(self, sections: int) -> None:
        while self._written < sections:
            self._figures += next(self._unwritten)
            self._written += 1


def chord_at(spans: Sequence[Span], beat: float) -> Chord:
    """The chord that sounds at a beat; the first one before the start, the last one after the end."""
    after = bisect_right(spans, beat + 1e-6, key=_BEAT)
    return spans[max(after - 1, 0)].chord
