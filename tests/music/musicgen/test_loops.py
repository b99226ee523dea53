from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from metabgm.music.composer import Composer
from metabgm.music.engine import Brief
from metabgm.music.musicgen.form import FREEDOM_S, LoopPoint
from metabgm.music.musicgen.loops import crossfade, loop_length
from metabgm.music.musicgen.repeating import Repeating
from metabgm.music.musicgen.runtime import Audio
from tests.e2e.clicks import loneliest_jump

soxr = pytest.importorskip("soxr")

RATE = 32_000
RANGE = round(8.5 * RATE), round(11.5 * RATE)


def music(composer: Composer, description: str, seed: int) -> tuple[Audio, float]:
    """A piece as the codec would give it, and its beat in seconds."""
    piece = composer.compose(Brief(description, seed=seed, seconds=32.0))
    frames = np.concatenate(list(piece.chunks()))
    audio = soxr.resample(frames, 48_000, RATE).mean(axis=1, keepdims=True)
    return np.asarray(audio, np.float32), 60.0 / float(piece.parameters["bpm"])


@pytest.mark.parametrize(
    ("description", "seed"),
    [
        ("a heroic battle with drums, fast", 2),
        ("lively folk dance with flute and drums", 5),
    ],
)
def test_in_music_a_loop_goes_over_whole_beats_and_is_not_heard(
    composer: Composer, description: str, seed: int
) -> None:
    audio, beat = music(composer, description, seed)
    ends = (15.3, 17.9, 20.1, 23.7)
    beats = np.array([loop_length(audio[: round(end * RATE)], RATE, *RANGE) / RATE / beat for end in ends])
    # The players' tempo drifts, so that over twenty beats a tenth of one comes together.
    off = np.abs(beats - beats.round())
    assert np.median(off) < 0.15
    assert off.max() < 0.35
    repeating = Repeating((LoopPoint(15.3, 10.0, 1),), RATE, 1)
    mix = np.concatenate([*repeating.feed(audio), repeating.finish()]).astype(np.float64)
    longer = len(mix) - len(audio)
    assert longer == pytest.approx(10 * RATE, abs=FREEDOM_S * RATE)
    first = round(15.3 * RATE)
    for seam in (first, first + longer):
        assert loneliest_jump(mix[seam - RATE // 4 : seam + RATE // 10]) < 2.0


def test_what_repeats_exactly_is_found_to_the_sample() -> None:
    bar = np.random.default_rng(3).standard_normal((round(2.37 * RATE), 1)).astype(np.float32)
    bar *= np.linspace(1.0, 0.01, len(bar), dtype=np.float32)[:, None]
    audio = np.concatenate([bar] * 8)[: 17 * RATE]
    assert loop_length(audio, RATE, *RANGE) == 4 * len(bar)


def test_silence_goes_back_by_the_middle() -> None:
    assert loop_length(np.zeros((20 * RATE, 2), np.float32), RATE, 100, 200) == 150


@pytest.mark.parametrize(("shortest", "longest"), [(0, 5), (6, 5), (5, 1000)])
def test_a_loop_that_can_not_be_is_named(shortest: int, longest: int) -> None:
    with pytest.raises(ValueError, match=r"^loop: "):
        loop_length(np.zeros((1000, 1), np.float32), RATE, shortest, longest)


def test_a_crossfade_keeps_the_power_of_what_is_alike_and_of_what_is_not() -> None:
    draws = np.random.default_rng(7)
    one, other = (draws.standard_normal((64_000, 1)).astype(np.float32) for _ in range(2))
    for beginning in (one, other, np.float32(0.5) * one + np.float32(0.866) * other):
        made = crossfade(one, beginning)
        powers = [float((part**2).mean()) for part in np.split(made, 8)]
        assert powers == pytest.approx([1.0] * 8, abs=0.06)
    assert abs(made[0] - one[0]) < 0.001
    assert abs(made[-1] - beginning[-1]) < 0.001
    assert not crossfade(one * 0.0, other * 0.0).any()


def test_loops_differ_where_the_music_does() -> None:
    draws = np.random.default_rng(9)
    audio = draws.standard_normal((30 * RATE, 1)).astype(np.float32)
    found = [loop_length(audio[: end * RATE], RATE, *RANGE) for end in range(18, 30, 4)]
    assert all(one != other for one, other in pairwise(found))
    assert all(RANGE[0] <= one <= RANGE[1] for one in found)
