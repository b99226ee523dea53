from __future__ import annotations

from itertools import pairwise

import pytest

from metabgm.music.composer.plan.parameters import Parameters, decide
from metabgm.music.composer.randomness import stream
from metabgm.music.composer.theory.metre import METRES
from metabgm.music.composer.words.reader import read
from metabgm.music.composer.write.bass import drive
from metabgm.music.composer.write.score import Note, Score, chord_at
from metabgm.music.composer.write.writer import write
from metabgm.music.engine import Brief, Role


def written(text: str, seed: int, role: Role) -> tuple[Parameters, Score]:
    parameters = decide(Brief(text, seed, role, 45.0), read(text))
    return parameters, write(parameters, seed)


def at_intensity(score: Score, intensity: float) -> list[Note]:
    return [
        note
        for note in score.notes
        if note.part == "bass" and note.from_intensity <= intensity < note.below_intensity
    ]


@pytest.mark.parametrize("seed", range(20))
def test_a_calm_bass_holds_bass_tones_and_walks_when_it_gets_intense(seed: int) -> None:
    _, score = written("calm piano, strings and contrabass", seed, "base")
    held = at_intensity(score, 0.5)
    assert held
    for note in held:
        assert note.pitch % 12 == chord_at(score.spans, note.beat).bass
        assert note.pitch <= 60
    assert at_intensity(score, 0.2) == []
    assert len(at_intensity(score, 0.7)) >= 1.3 * len(held)


@pytest.mark.parametrize("seed", range(20))
def test_a_bass_plays_one_note_at_a_time_at_every_intensity(seed: int) -> None:
    for text, role in (("contrabass and strings", "base"), ("cello, contrabass, drums", "combat")):
        _, score = written(text, seed, role)  # type: ignore[arg-type]
        for intensity in (0.0, 0.34, 0.5, 0.7, 1.0):
            line = at_intensity(score, intensity)
            for before, after in pairwise(line):
                assert before.beat + before.beats <= after.beat + 1e-6


@pytest.mark.parametrize("seed", range(20))
def test_combat_drives_harder_with_the_intensity(seed: int) -> None:
    _, score = written("contrabass and drums", seed, "combat")
    counts = [len(at_intensity(score, intensity)) for intensity in (0.2, 0.5, 0.9)]
    assert counts[1] > 1.5 * counts[0]
    assert counts[2] >= counts[1]


@pytest.mark.parametrize("metre", METRES)
def test_a_driving_pattern_has_several_bars_and_leads_on(metre: str) -> None:
    lengths = set()
    for seed in range(30):
        pattern = drive(stream(seed, "p"), METRES[metre])
        lengths.add(len(pattern))
        assert pattern[-1][-1].tone == "approach"
        for bar in pattern:
            assert bar[0].position == 0.0
            assert bar[0].tone == "root"
            assert all(stroke.position < METRES[metre].beats for stroke in bar)
    assert lengths == {2, 4}
