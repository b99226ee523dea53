from __future__ import annotations

import tracemalloc
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metabgm.music.musicgen.form import FREEDOM_S, LoopPoint
from metabgm.music.musicgen.repeating import CROSSFADE_S, Repeating
from metabgm.music.musicgen.runtime import Audio
from tests.e2e.clicks import loneliest_jump

RATE = 8000
FADE = round(CROSSFADE_S * RATE)
LOOPS = (LoopPoint(8.0, 4.0, 1), LoopPoint(13.0, 5.0, 2))


def beats(seconds: float, period: float = 0.5) -> Audio:
    """Decaying tones of changing pitch, four to a bar of two seconds."""
    at = np.arange(round(seconds * RATE)) / RATE
    pitch = 220.0 * 2.0 ** (np.array([0, 4, 7, 12])[(at // period).astype(int) % 4] / 12.0)
    wave = (
        0.4
        * np.sin(2.0 * np.pi * pitch * at)
        * np.exp(-6.0 * (at % period))
        * np.minimum(at % period * 200.0, 1.0)
    )
    return np.asarray(wave[:, None], np.float32)


def noise(seconds: float) -> Audio:
    return (0.1 * np.random.default_rng(4).standard_normal((round(seconds * RATE), 1))).astype(np.float32)


def heard(material: Audio, loops: Sequence[LoopPoint] = LOOPS, cuts: Sequence[int] = (999,)) -> Audio:
    repeating = Repeating(tuple(loops), RATE, material.shape[1])
    edges = [0, *sorted(cut % len(material) for cut in cuts), len(material)]
    parts = [out for first, end in pairwise(edges) for out in repeating.feed(material[first:end])]
    return np.concatenate([*parts, repeating.finish()])


def test_without_loop_points_it_passes() -> None:
    material = noise(3.0)
    assert np.array_equal(heard(material, ()), material)
    late = (LoopPoint(8.0, 4.0, 1),)
    assert np.array_equal(heard(material, late), material), (
        "a loop point that isn't reached holds nothing back"
    )


MATERIAL = beats(16.0)
WHOLE = heard(MATERIAL)


@settings(deadline=None, max_examples=20)
@given(cuts=st.lists(st.integers(0, len(MATERIAL)), max_size=12))
def test_however_it_is_cut_the_same_is_heard(cuts: list[int]) -> None:
    assert np.array_equal(heard(MATERIAL, cuts=cuts), WHOLE)


def test_it_goes_back_and_comes_to_the_same_place_again() -> None:
    at = 8 * RATE
    assert np.array_equal(WHOLE[: at - FADE], MATERIAL[: at - FADE])
    one = heard(MATERIAL, LOOPS[:1])
    length = len(one) - len(MATERIAL)
    assert abs(length - 4 * RATE) <= FREEDOM_S * RATE
    assert np.array_equal(one[at:], MATERIAL[at - length :])
    two = heard(MATERIAL, (LoopPoint(8.0, 4.0, 2),))
    assert np.array_equal(two[at + length :], one[at:]), "the second time as the first"
    assert len(two) == len(MATERIAL) + 2 * length


def test_a_loop_keeps_to_the_bar() -> None:
    length = len(heard(MATERIAL, LOOPS[:1])) - len(MATERIAL)
    assert length == pytest.approx(4.0 * RATE, abs=0.02 * RATE)


def test_a_loop_makes_up_for_those_before() -> None:
    wanted = (LoopPoint(8.0, 4.9, 1), LoopPoint(14.0, 5.0, 1))
    one, two = (len(heard(MATERIAL, loops)) - len(MATERIAL) for loops in (wanted[:1], wanted))
    assert min(abs(one / RATE - bars) for bars in (4.0, 6.0)) < 0.05
    assert abs(two / RATE - 9.9) <= FREEDOM_S


@pytest.mark.parametrize("material", [beats(16.0), noise(16.0), np.zeros((16 * RATE, 2), np.float32)])
def test_no_seam_clicks(material: Audio) -> None:
    mix = heard(material, LOOPS[:1]).astype(np.float64)
    first = 8 * RATE
    again = first + len(mix) - len(material)
    for seam in (first, again):
        around = mix[seam - RATE // 4 : seam + RATE // 4]
        # Noise has lonely jumps of its own.
        assert loneliest_jump(around) <= max(2.0, 1.1 * loneliest_jump(material[:RATE].astype(np.float64)))


def test_the_level_stays_even_over_a_seam() -> None:
    mix = heard(noise(16.0))
    window = RATE // 20
    powers = (mix[: len(mix) // window * window].reshape(-1, window) ** 2).mean(axis=1)
    assert powers.min() / powers.mean() > 0.7
    assert powers.max() / powers.mean() < 1.4


def test_it_says_no_more_can_be_heard_than_will_be() -> None:
    repeating = Repeating(LOOPS, RATE, 1)
    promised = {end: repeating.heard_of(end) for end in range(0, len(MATERIAL) + 1, RATE // 2)}
    given = 0
    for end in range(RATE // 2, len(MATERIAL) + 1, RATE // 2):
        assert repeating.heard_of(end) >= promised[end], "it never has to take anything back"
        given += sum(len(out) for out in repeating.feed(MATERIAL[end - RATE // 2 : end]))
        assert promised[end] - FADE <= given
        assert repeating.heard_of(end) - FADE <= given


def test_broken_off_it_goes_back_for_its_last_second() -> None:
    repeating = Repeating((), RATE, 1)
    before = np.concatenate(list(repeating.feed(MATERIAL[: 5 * RATE])))
    rest = repeating.broken_off(1.0)
    assert len(rest) == pytest.approx(RATE, abs=FADE)
    assert loneliest_jump(np.concatenate([before, rest]).astype(np.float64)) < 2.0


def test_broken_off_before_there_is_anything_it_is_over() -> None:
    assert not len(Repeating((), RATE, 1).broken_off(1.0))
    early = Repeating(LOOPS, RATE, 1)
    out = np.concatenate([*early.feed(MATERIAL[: RATE // 2]), early.broken_off(1.0)])
    assert np.array_equal(out, MATERIAL[: RATE // 2])


def test_minutes_of_it_take_no_more_memory() -> None:
    repeating = Repeating((LoopPoint(900.0, 8.0, 1),), RATE, 1)
    second = beats(1.0)
    tracemalloc.start()
    for _ in range(200):
        for _ in repeating.feed(second):
            pass
    left, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert left < 26 * RATE * 4
    assert most < 60 * RATE * 4
