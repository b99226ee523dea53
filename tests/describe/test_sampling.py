from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from metabgm.describe.sampling import Sampling, SeededChooser

_LOGITS = np.array([0.0, 3.0, 2.0, 2.5, -9.0, 1.0], dtype=np.float32)


def _draw(seed: str, sampling: Sampling, times: int) -> list[int]:
    chooser = SeededChooser(sampling, seed)
    return [chooser.draw(_LOGITS, 1) for _ in range(times)]


@given(st.text(max_size=8))
def test_equal_seeds_draw_alike(seed: str) -> None:
    sampling = Sampling(temperature=1.0, top_k=4, forks=9)
    assert _draw(seed, sampling, 20) == _draw(seed, sampling, 20)


def test_only_the_top_k_and_by_their_probabilities() -> None:
    drawn = _draw("seed", Sampling(temperature=1.0, top_k=3, forks=9999), 4000)
    assert set(drawn) == {1, 2, 3}
    odds = np.exp([3.0, 2.0, 2.5])
    for token, expected in zip((1, 2, 3), odds / odds.sum(), strict=True):
        assert abs(drawn.count(token) / 4000 - expected) < 0.03


def test_low_temperature_takes_the_likeliest() -> None:
    assert set(_draw("seed", Sampling(temperature=0.01, top_k=6, forks=9), 100)) == {1}


def test_what_was_written_is_less_likely() -> None:
    chooser = SeededChooser(Sampling(temperature=1.0, top_k=6, forks=9999, repetition_penalty=1.5), "seed")
    drawn = [chooser.draw(_LOGITS, 1, [1, 1, 4]) for _ in range(4000)]
    odds = np.exp([0.0, 2.0, 2.0, 2.5, -13.5, 1.0])
    for token, expected in enumerate(odds / odds.sum()):
        assert abs(drawn.count(token) / 4000 - expected) < 0.03


def test_exhausted_after_the_forks() -> None:
    chooser = SeededChooser(Sampling(temperature=50.0, top_k=6, forks=2), "seed")
    forks = 0
    while not chooser.exhausted:
        forks += chooser.draw(_LOGITS, 1) != 1
    assert forks == 2


def test_no_forks_is_greedy_from_the_start() -> None:
    assert SeededChooser(Sampling(temperature=1.0, top_k=6, forks=0), "seed").exhausted


def test_top_k_above_the_vocabulary() -> None:
    assert set(_draw("seed", Sampling(temperature=9.0, top_k=99, forks=999), 300)) == set(range(6))


def test_only_what_is_admitted_and_by_its_probabilities() -> None:
    chooser = SeededChooser(Sampling(temperature=1.0, top_k=4, forks=9999), "seed")
    drawn = [chooser.draw(_LOGITS, 1, admits=lambda token: token in {2, 3, 4}) for _ in range(4000)]
    assert set(drawn) == {2, 3}
    odds = np.exp([2.0, 2.5])
    for token, expected in zip((2, 3), odds / odds.sum(), strict=True):
        assert abs(drawn.count(token) / 4000 - expected) < 0.03


def test_the_likeliest_admitted_where_none_of_the_top_k_is() -> None:
    chooser = SeededChooser(Sampling(temperature=1.0, top_k=3, forks=9), "seed")
    assert chooser.draw(_LOGITS, 1, admits=lambda token: token in {0, 4, 5}) == 5
    assert chooser.draw(_LOGITS, 1, admits=lambda token: token == 4) == 4
    assert chooser.draw(_LOGITS, 1, admits=lambda _token: False) == 1


def test_after_the_forks_the_likeliest_admitted() -> None:
    chooser = SeededChooser(Sampling(temperature=50.0, top_k=6, forks=0), "seed")
    assert {chooser.draw(_LOGITS, 1) for _ in range(50)} == {1}
    assert {chooser.draw(_LOGITS, 1, admits=lambda token: token != 1) for _ in range(50)} == {3}
