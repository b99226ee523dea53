from __future__ import annotations

from metabgm.music.composer.sound.instruments import instruments
from metabgm.music.composer.theory.chords import numeral
from metabgm.music.composer.theory.keys import MODES, Key
from metabgm.music.composer.write.inflection import inflected
from metabgm.music.composer.write.score import Note, Span

KEY = Key(0, MODES["major"])
SPANS = [
    Span(0.0, 4.0, numeral(KEY, "1")),
    Span(4.0, 4.0, numeral(KEY, "5/5")),
    Span(8.0, 4.0, numeral(KEY, "5M")),
]


def note(beat: float, beats: float, pitch: int) -> Note:
    return Note(beat, beats, pitch, 0.5, "lead", instruments()["flute"])


def test_a_note_takes_the_accidental_of_its_chord_only() -> None:
    line = [note(0.0, 1.0, 77), note(4.0, 1.0, 77), note(8.0, 1.0, 77)]
    assert [one.pitch for one in inflected(line, KEY, SPANS)] == [77, 78, 77]


def test_a_note_held_into_a_chord_that_alters_it_stops_there() -> None:
    assert [one.beats for one in inflected([note(2.0, 4.0, 77), note(2.0, 4.0, 79)], KEY, SPANS)] == [
        2.0,
        4.0,
    ]
