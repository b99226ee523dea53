from __future__ import annotations

from metabgm.music.composer.sound.instruments import instruments
from metabgm.music.composer.write.phrasing import ALONE, phrasing
from metabgm.music.composer.write.score import Note, Part


def note(beat: float, beats: float, part: Part = "lead", voice: int = 0) -> Note:
    return Note(beat, beats, 72, 0.5, part, instruments()["flute"], voice)


def test_a_rest_ends_a_phrase_and_a_gap_a_slur() -> None:
    notes = [note(0, 1), note(1, 0.5), note(2, 2), note(6, 1), note(7, 1)]
    places = phrasing(notes)
    assert [places[at].through for at in range(5)] == [0.0, 0.5, 1.0, 0.0, 1.0]
    assert [places[at].joined for at in range(5)] == [True, False, False, True, False]


def test_lines_are_told_apart_and_other_parts_left_out() -> None:
    notes = [note(0, 1), note(0, 4, "counter"), note(0, 4, "bed"), note(1, 1), note(1, 1, "lead", 1)]
    places = phrasing(notes)
    assert set(places) == {0, 1, 3, 4}
    assert places[0].joined
    assert places[1] == places[4] == ALONE
