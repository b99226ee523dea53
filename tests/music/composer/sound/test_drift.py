from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from metabgm.music.composer.sound.drift import Drift
from tests.music.composer.sound.spectra import RATE, tone

DEPTH_S = 0.002


def drifted(signal: NDArray[np.float32], block: int) -> NDArray[np.float32]:
    drift = Drift(DEPTH_S, RATE)
    blocks = [drift.process(signal[:, at : at + block]) for at in range(0, signal.shape[1], block)]
    return np.concatenate(blocks, axis=1)


@pytest.mark.parametrize("block", [1000, 4097])
def test_blocks_do_not_matter(block: int) -> None:
    signal = np.random.default_rng(4).standard_normal((2, 30_000)).astype(np.float32)
    assert np.abs(drifted(signal, block) - drifted(signal, 30_000)).max() < 1e-6


def test_what_comes_out_is_a_little_late_and_never_early() -> None:
    click = np.zeros((2, 20_000), np.float32)
    click[:, 10_000] = 1.0
    heard = np.flatnonzero(np.abs(drifted(click, 20_000)).max(axis=0))
    assert heard.min() >= 10_000
    assert heard.max() <= 10_000 + 2 * DEPTH_S * RATE + 2


def test_sides_sway_apart_without_changing_the_level() -> None:
    out = drifted(tone(440.0, 6.0, 0.5), 16_384)[:, 1000:]
    assert np.sqrt((out**2).mean(axis=1)) == pytest.approx([0.3535] * 2, rel=0.02)
    apart = np.abs(out[0] - out[1])
    assert apart.max() > 0.3
