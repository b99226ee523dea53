from __future__ import annotations

from itertools import pairwise

import pytest

from metabgm.music.composer.randomness import stream
from metabgm.music.composer.sound.instruments import instruments
from metabgm.music.composer.write.breath import breathing
from metabgm.music.composer.write.score import Note

FLUTE = instruments()["flute"]


def line(seed: int) -> list[Note]:
    rng = stream(seed, "line")
    notes: list[Note] = []
    beat = 0.0
    for _ in range(60):
        beats = float(rng.choice([0.5, 1.0, 2.0, 9.0], p=[0.4, 0.35, 0.2, 0.05]))
        notes.append(Note(beat, 0.96 * beats, 72, 0.5, "lead", FLUTE))
        beat += beats
    return notes


@pytest.mark.parametrize("seed", range(30))
def test_nobody_runs_out_of_air(seed: int) -> None:
    notes = line(seed)
    told = breathing(notes, longest_beats=6.0, breath_beats=0.3)
    assert [note.beat for note in told] == [note.beat for note in notes]
    begin = told[0].beat
    for before, after in pairwise(told):
        end = before.beat + before.beats
        if after.beat - end >= 0.2:
            assert end - begin <= 6.0 + 1e-6
            begin = after.beat
    assert all(note.beats >= 0.24 for note in told)


def test_short_phrases_are_left_alone() -> None:
    notes = [Note(0.0, 2.0, 72, 0.5, "lead", FLUTE), Note(3.0, 2.0, 74, 0.5, "lead", FLUTE)]
    assert breathing(notes, longest_beats=4.0, breath_beats=0.5) == notes
