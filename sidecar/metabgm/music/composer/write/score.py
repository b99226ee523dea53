"""What a piece is written in: notes in beats, over chords, in sections."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Literal

from metabgm.music.composer.sound.instruments import Instrument
from metabgm.music.composer.theory.cadences import Cadence
from metabgm.music.composer.theory.chords import Chord
from metabgm.music.composer.theory.grammar import Style

Part = Literal["lead", "counter", "accompaniment", "bed", "bass", "sparkle", "percussion"]
_BEAT = attrgetter("beat")


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


@dataclass(frozen=True)
class Score:
    """``notes`` in the order of their beats. ``beats``: where the last bar ends."""

    notes: tuple[Note, ...]
    beats: float
    sections: tuple[Section, ...]
    spans: tuple[Span, ...]


def chord_at(spans: Sequence[Span], beat: float) -> Chord:
    """The chord that sounds at a beat; the first one before the start, the last one after the end."""
    after = bisect_right(spans, beat + 1e-6, key=_BEAT)
    return spans[max(after - 1, 0)].chord
