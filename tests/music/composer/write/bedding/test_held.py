from __future__ import annotations

from metabgm.music.composer.sound.instruments import instruments
from metabgm.music.composer.theory.chords import triad
from metabgm.music.composer.theory.keys import MODES, Key
from metabgm.music.composer.write.bedding.held import Holder, clipped, cut, stretches
from metabgm.music.composer.write.score import Part, Section, Span

TONIC = triad(Key(0, MODES["major"]), 0)
HOLDER = Holder(instruments()["strings"], 8.0)


def section(first: int, *parts: Part) -> Section:
    return Section("x", "A", 0, first, 2, 0.5, frozenset(parts))


def test_a_long_note_is_renewed_and_a_short_one_is_not() -> None:
    assert len(HOLDER.hold(0.0, 8.0, 60, level=0.5, voice=0)) == 1
    renewed = HOLDER.hold(1.0, 20.0, 60, level=0.5, voice=0)
    assert len(renewed) == 3
    assert renewed[0].beat == 1.0
    assert sum(note.beats for note in renewed) == 20.0
    assert HOLDER.hold(0.0, 0.1, 60, level=0.5, voice=0) == []


def test_stretches_are_the_rows_of_sections_with_the_part() -> None:
    plan = [section(0, "bed"), section(2, "bed", "lead"), section(4, "lead"), section(6, "bed")]
    spans = [Span(12.0 * at, 12.0, TONIC) for at in range(3)]
    found = stretches(spans, plan, "bed", 4.0)
    assert [(row[0].beat, row[-1].end) for row in found] == [(0.0, 16.0), (24.0, 32.0)]


def test_what_is_cut_lies_between() -> None:
    assert [(span.beat, span.beats) for span in cut([Span(0.0, 8.0, TONIC)], 2.0, 5.0)] == [(2.0, 3.0)]
    notes = HOLDER.hold(0.0, 8.0, 60, level=0.5, voice=0)
    assert [(note.beat, note.beats) for note in clipped(notes, 3.0, 20.0)] == [(3.0, 5.0)]
    assert clipped(notes, 8.0, 20.0) == []
