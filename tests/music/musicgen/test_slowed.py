from __future__ import annotations

import math

import numpy as np
import pytest

from metabgm.music.engine import Brief
from metabgm.music.musicgen.engine import MusicGen
from metabgm.music.musicgen.runtime import Primed
from metabgm.music.musicgen.slowed import SlowedRuntime
from tests.music.musicgen.numpy_runtime import NumpyRuntime


class Watch:
    """Every reading is a tenth of a second after the one before."""

    def __init__(self) -> None:
        self.now = 0.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        self.now += 0.1
        return self.now


def test_each_call_of_the_decoder_takes_so_many_times_as_long() -> None:
    watch = Watch()
    slowed = SlowedRuntime(NumpyRuntime(), 3.0, watch.slept.append, watch)
    decoding = slowed.decode(slowed.encode_text("calm"), None, guided=True)
    decoding.feed(np.full((4, 1), 64))
    decoding.keep_last(0)
    assert isinstance(decoding, Primed)
    assert not decoding.prime()
    assert watch.slept == pytest.approx([0.2, 0.2, 0.2])
    assert (decoding.rows, decoding.length) == (2, 0)


def test_the_music_is_the_same() -> None:
    brief = Brief("calm", seed=1, seconds=1.0)
    slept: list[float] = []
    engines = (
        MusicGen(one, "tiny", random=True)
        for one in (NumpyRuntime(), SlowedRuntime(NumpyRuntime(), 2.0, slept.append))
    )
    plain, slowed = (np.concatenate(list(made.compose(brief).chunks())) for made in engines)
    assert np.array_equal(plain, slowed)
    assert len(slept) >= 50


@pytest.mark.parametrize("factor", [0.0, 0.99, -2.0, math.nan, math.inf])
def test_a_factor_out_of_range_is_named(factor: float) -> None:
    with pytest.raises(ValueError, match=r"^factor: "):
        SlowedRuntime(NumpyRuntime(), factor)
