"""What the words dwell on, from descriptions to parameters."""

from __future__ import annotations

import statistics

import pytest

from metabgm.music.composer.plan import wanted
from metabgm.music.composer.plan.parameters import Parameters, decide
from metabgm.music.composer.words.reader import read
from metabgm.music.engine import Brief


def decided(text: str, seed: int = 0) -> Parameters:
    return decide(Brief(text, seed), read(text))


@pytest.mark.parametrize(
    ("text", "layers"),
    [
        ("a hopeful flute over soft strings", {"lead"}),
        ("harp arpeggios under a flute", {"lead", "accompaniment"}),
        ("a sparse flute", set()),
        ("solo piano", {"lead"}),
        ("piano arpeggios", {"lead", "accompaniment"}),
        ("slow tolling bells", {"accompaniment"}),
        ("bright and open", set()),
    ],
)
def test_layers_that_the_words_speak_of(text: str, layers: set[str]) -> None:
    for seed in range(10):
        assert decided(text, seed).asked == layers


def test_force_goes_with_the_dynamics_that_are_asked_for() -> None:
    loud, quiet, unsaid = (wanted.force(read(text)) for text in ("loud", "quiet", "a piano"))
    assert unsaid == 0.0
    assert -1.0 <= quiet < -0.5
    assert 0.5 < loud <= 1.0


def test_pace_lies_between_the_mood_and_the_tempo() -> None:
    fast, slow = (wanted.pace(read(f"piano at {bpm} bpm"), -0.5) for bpm in (150, 50))
    assert -1.0 <= slow < wanted.pace(read("piano"), -0.5) == -0.5 < fast < 1.0


def test_fast_and_loud_pieces_are_denser() -> None:
    def density(text: str) -> float:
        return statistics.mean(decided(text, seed).density for seed in range(30))

    assert density("piano at 150 bpm") > density("piano at 60 bpm") + 0.1
    assert density("loud piano") > density("piano") > density("quiet piano")


def test_a_fast_piece_has_figures_and_a_slow_one_may_do_without() -> None:
    for seed in range(20):
        assert decided("dark cello and horn, vivace", seed).cast.accompaniment
        assert not decided("dark cello and horn, lento", seed).cast.accompaniment
