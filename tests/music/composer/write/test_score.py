from __future__ import annotations

from collections.abc import Iterator

import pytest

from metabgm.music.composer.sound.instruments import instruments
from metabgm.music.composer.write.score import Note, Score, Section
from tests.music.composer.write.performing import performance

_HARP = instruments()["harp"]
_SECTIONS = tuple(Section(name, "A", 0, 4 * at, 4, 0.5, frozenset()) for at, name in enumerate("ABC"))


def figure(beat: float) -> Note:
    return Note(beat, 1.0, 60, 0.5, "accompaniment", _HARP)


def score_of_three(asked: list[int]) -> Score:
    """Three sections of sixteen beats with a figure each, and one that leads into the second."""

    def figures() -> Iterator[list[Note]]:
        for at in range(3):
            asked.append(at)
            yield [figure(16.0 * at), *([figure(15.0)] if at == 1 else [])]

    line = Note(8.0, 4.0, 72, 0.5, "lead", _HARP)
    return Score([line], figures(), beats=48.0, bar_beats=4.0, sections=_SECTIONS, spans=())


def test_sections_are_written_when_they_are_needed() -> None:
    asked: list[int] = []
    score = score_of_three(asked)
    assert [note.beat for note in score.figures_in(0.0, 4.0)] == [0.0]
    assert asked == [0]
    assert [note.beat for note in score.figures_in(12.0, 16.0)] == [15.0]
    assert asked == [0, 1]
    assert [note.beat for note in score.notes] == [0.0, 8.0, 15.0, 16.0, 32.0]
    assert asked == [0, 1, 2]
    assert [note.beat for note in score.figures_in(0.0, 4.0)] == [0.0]


@pytest.mark.parametrize("text", ["harp glissandi and flute", "fast drums, cymbals and brass", "solo guitar"])
def test_bar_by_bar_is_all_at_once(text: str) -> None:
    for seed in range(6):
        lazy, whole = performance(text, seed), performance(text, seed)
        notes = whole.score.notes
        assert [touch.note for bar in range(lazy.bars) for touch in lazy.bar(bar)] == list(notes)
