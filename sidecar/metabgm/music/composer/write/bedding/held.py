"""Long notes: renewed before they grow too long, and cut where the bed rests."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import ceil

from metabgm.music.composer.sound.instruments import Instrument
from metabgm.music.composer.write.score import Note, Part, Section, Span

_STAGGER = 0.15  # of a note's length, by which neighbouring voices renew theirs at different times
_SHORTEST = 0.25  # beats


@dataclass(frozen=True)
class Holder:
    """Who holds the notes. ``longest_beats``: a longer note is struck again on the way."""

    instrument: Instrument
    longest_beats: float
    part: Part = "bed"
    from_intensity: float = 0.0

    def hold(self, begin: float, beats: float, pitch: int, *, level: float, voice: int) -> list[Note]:
        """One note as parts that follow each other; empty for next to nothing."""
        if beats < _SHORTEST:
            return []
        parts = max(1, ceil(beats / self.longest_beats - 1e-6))
        stagger = _STAGGER * (voice - 1.5) * beats / parts if parts > 1 else 0.0
        bounds = [begin, *(begin + beats * at / parts + stagger for at in range(1, parts)), begin + beats]
        return [
            Note(low, high - low, pitch, level, self.part, self.instrument, voice, self.from_intensity)
            for low, high in pairwise(bounds)
        ]


def stretches(spans: Sequence[Span], plan: Sequence[Section], part: Part, bar: float) -> list[list[Span]]:
    """The chords of each row of sections in which a part plays, cut at the row's ends."""
    rows: list[tuple[float, float]] = []
    for section in plan:
        begin, end = section.first_bar * bar, (section.first_bar + section.bars) * bar
        if part not in section.parts:
            continue
        if rows and abs(rows[-1][1] - begin) < 1e-6:
            rows[-1] = (rows[-1][0], end)
        else:
            rows.append((begin, end))
    return [inside for begin, end in rows if (inside := cut(spans, begin, end))]


def cut(spans: Iterable[Span], begin: float, end: float) -> list[Span]:
    """What of the chords lies between two beats; a cadence stays where its chord ends inside."""
    found = []
    for span in spans:
        first, last = max(span.beat, begin), min(span.end, end)
        if last - first > 1e-6:
            found.append(replace(span, beat=first, beats=last - first))
    return found


def clipped(notes: Iterable[Note], begin: float, end: float) -> list[Note]:
    """What of the notes lies between two beats."""
    found = []
    for note in notes:
        first, last = max(note.beat, begin), min(note.beat + note.beats, end)
        if last - first >= _SHORTEST:
            found.append(replace(note, beat=first, beats=last - first))
    return found
