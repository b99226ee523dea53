from __future__ import annotations

import numpy as np
import pytest

from metabgm.music.musicgen.metered import LEAST_S, REMEMBERED_S, MeteredRuntime
from metabgm.music.musicgen.runtime import Decoding
from metabgm.music.musicgen.tokens.options import Options
from metabgm.music.musicgen.tokens.stream import Conditioning, TokenStream
from tests.music.musicgen.numpy_runtime import NumpyRuntime

STEP = np.zeros((4, 1), np.int64)


class Clock:
    """Each call takes ``step_s``: it is asked before and after."""

    def __init__(self, step_s: float) -> None:
        self.step_s = step_s
        self._now = 0.0

    def __call__(self) -> float:
        self._now += self.step_s
        return self._now


def decoding_of(metered: MeteredRuntime) -> Decoding:
    return metered.decode(metered.encode_text("calm"), None, guided=True)


def test_pace_is_the_work_for_a_second_of_music() -> None:
    clock = Clock(0.04)
    metered = MeteredRuntime(NumpyRuntime(), clock)
    decoding = decoding_of(metered)
    for _ in range(150):
        decoding.feed(STEP)
    assert metered.pace() == pytest.approx(50 * 0.04)
    codec = metered.codec_stream()
    codec.feed(np.repeat(STEP, 10, axis=1))
    assert metered.pace() == pytest.approx(2.0 + 0.04 / 0.2)


def test_what_is_read_again_makes_no_music() -> None:
    metered = MeteredRuntime(NumpyRuntime(), Clock(0.04))
    decoding = decoding_of(metered)
    for _ in range(100):
        decoding.feed(STEP)
        decoding.feed(np.repeat(STEP, 8, axis=1))
        decoding.keep_last(4)
    assert metered.pace() == pytest.approx(50 * 3 * 0.04)


def test_nothing_is_said_of_too_little_work() -> None:
    metered = MeteredRuntime(NumpyRuntime(), Clock(LEAST_S / 100))
    decoding = decoding_of(metered)
    for _ in range(99):
        decoding.feed(STEP)
    assert metered.pace() is None
    for _ in range(2):
        decoding.feed(STEP)
    assert metered.pace() is not None


def test_only_the_latest_work_counts() -> None:
    clock = Clock(0.08)
    metered = MeteredRuntime(NumpyRuntime(), clock)
    decoding = decoding_of(metered)
    for _ in range(500):
        decoding.feed(STEP)
    clock.step_s = 0.02
    for _ in range(round(REMEMBERED_S / 0.02) + 1):
        decoding.feed(STEP)
    assert metered.pace() == pytest.approx(50 * 0.02, rel=0.01)


def test_tokens_are_those_of_the_runtime() -> None:
    def tokens(runtime: NumpyRuntime | MeteredRuntime) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
        conditioning = Conditioning.of(runtime, "calm", Options())
        stream = TokenStream(runtime, conditioning, Options(), seed=1, frames=30)
        return np.concatenate(list(stream.blocks(10)), axis=1)

    assert np.array_equal(tokens(NumpyRuntime()), tokens(MeteredRuntime(NumpyRuntime())))
