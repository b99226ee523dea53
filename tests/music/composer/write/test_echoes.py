from __future__ import annotations

import pytest

from metabgm.music.composer.write.score import Note, Score, chord_at
from tests.music.composer.write.sung import written


def longest_rest_s(score: Score, bpm: float, intensity: float) -> float:
    heard = [note for note in score.notes if note.from_intensity <= intensity < note.below_intensity]
    longest, end = 0.0, heard[0].beat
    for note in heard:
        longest = max(longest, note.beat - end)
        end = max(end, note.beat + note.beats)
    return longest * 60.0 / bpm


@pytest.mark.parametrize("text", ["solo flute, silence", "solo piano, very sparse", "solo cello, slow rests"])
@pytest.mark.parametrize("intensity", [0.5, 0.2, 0.05])
def test_a_piece_without_bed_never_seems_to_have_ended(text: str, intensity: float) -> None:
    for seed in range(12):
        parameters, score = written(text, seed, seconds=120.0)
        assert not parameters.cast.bed
        assert longest_rest_s(score, parameters.bpm, intensity) <= 6.5


def test_echoes_are_soft_chord_tones_of_the_singer() -> None:
    found: list[Note] = []
    for seed in range(20):
        parameters, score = written("solo flute, silence", seed, seconds=120.0)
        soft = [note for note in score.notes if note.level == 0.3]
        for note in soft:
            assert note.pitch % 12 in chord_at(score.spans, note.beat).tones
            assert note.instrument in parameters.cast.lead
        found += soft
    assert found
