from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from metabgm.music.composer.sound.limiter import Limiter

CEILING, AHEAD = 0.5, 60


def limited(signal: NDArray[np.float32], block: int) -> NDArray[np.float32]:
    limiter = Limiter(CEILING, AHEAD)
    padded = np.concatenate([signal, np.zeros((2, AHEAD), np.float32)], axis=1)
    blocks = [limiter.process(padded[:, at : at + block]) for at in range(0, padded.shape[1], block)]
    return np.concatenate(blocks, axis=1)[:, AHEAD:]


@pytest.fixture
def loud() -> NDArray[np.float32]:
    rng = np.random.default_rng(3)
    signal = 0.3 * rng.standard_normal((2, 4000))
    signal[:, 2000:2100] *= 6.0
    signal[0, 700] = 5.0
    return signal.astype(np.float32)


def test_nothing_exceeds_the_ceiling(loud: NDArray[np.float32]) -> None:
    out = limited(loud, 512)
    assert np.abs(loud).max() > 4.0
    assert np.abs(out).max() <= CEILING * 1.000001


@pytest.mark.parametrize("block", [100, 777, 4060])
def test_blocks_do_not_matter(loud: NDArray[np.float32], block: int) -> None:
    assert np.abs(limited(loud, block) - limited(loud, 512)).max() < 1e-6


def test_what_is_soft_passes_untouched_and_in_place() -> None:
    signal = (0.4 * np.sin(np.arange(3000) / 7.0)).astype(np.float32)[None].repeat(2, axis=0)
    assert np.array_equal(limited(signal, 512), signal)


def test_gain_moves_without_steps() -> None:
    steady = np.full((2, 3000), 0.4, np.float32)
    steady[:, 1500] = 4.0
    out = limited(steady, 512)[0]
    gain = np.delete(out / 0.4, 1500)
    assert np.abs(np.diff(gain)).max() < 1.5 / AHEAD
    assert gain.min() < 0.2
