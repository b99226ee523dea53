from __future__ import annotations

import numpy as np

from tests.e2e.clicks import loneliest_jump

RATE = 48_000
SECONDS = np.arange(RATE)[:, None] / RATE
TONES = 0.3 * np.sin(2 * np.pi * np.array([220.0, 330.0]) * SECONDS)


def test_steady_and_faded_music_has_no_click() -> None:
    assert loneliest_jump(TONES) < 1.5
    assert loneliest_jump(TONES * np.linspace(1, 0, RATE)[:, None]) < 1.5


def test_an_attack_is_no_click() -> None:
    noise = np.random.default_rng(1).normal(0, 0.1, TONES.shape)
    assert loneliest_jump(np.where(SECONDS > 0.5, noise, 0)) < 2.5


def test_a_gain_that_jumps_is_a_click() -> None:
    cut_off = TONES.copy()
    cut_off[int(0.5011 * RATE) :] = 0
    assert loneliest_jump(cut_off) > 5
    lowered = TONES.copy()
    lowered[int(0.5011 * RATE) :] *= 0.5
    assert loneliest_jump(lowered) > 5
