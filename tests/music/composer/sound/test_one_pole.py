from __future__ import annotations

import numpy as np

from metabgm.music.composer.sound.one_pole import OnePole

RATE, BLOCK = 48_000, 2048


def test_it_is_the_recursion_across_blocks() -> None:
    hertz = (15.0, 260.0, 5000.0)
    lanes = np.random.default_rng(2).standard_normal((3, 5 * BLOCK)).astype(np.float32) + np.float32(0.5)
    filters = OnePole(hertz, RATE, BLOCK)
    out = np.concatenate(
        [filters.process(lanes[:, at : at + BLOCK]) for at in range(0, lanes.shape[1], BLOCK)], axis=1
    )
    poles = np.exp(-2 * np.pi * np.array(hertz) / RATE)
    state = np.zeros(3)
    for frame in range(lanes.shape[1]):
        state = poles * state + (1 - poles) * lanes[:, frame]
        assert np.abs(out[:, frame] - state).max() < 2e-6


def test_a_constant_passes() -> None:
    filters = OnePole((100.0,), RATE, BLOCK)
    ones = np.ones((1, BLOCK), np.float32)
    out = [filters.process(ones) for _ in range(6)][-1]
    assert np.abs(out - 1.0).max() < 1e-4
