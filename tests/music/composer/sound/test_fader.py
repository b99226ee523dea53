from __future__ import annotations

import numpy as np
import pytest

from metabgm.music.composer.sound.fader import Fader, level_db
from metabgm.music.engine import Controls

RATE = 1000


def test_the_ends_and_the_middle_of_the_range() -> None:
    assert [level_db(intensity) for intensity in (0.0, 0.25, 0.5, 1.0)] == [-4.0, -2.0, 0.0, 3.0]


def test_it_moves_smoothly_and_starts_where_it_is() -> None:
    fader = Fader(RATE)
    fader.follow(500, Controls(1.0, 0.9))
    fader.follow(650, Controls(0.0, 0.2))
    assert (fader.warmth(0), fader.warmth(500), fader.warmth(649), fader.warmth(650)) == (0.5, 0.9, 0.9, 0.2)
    fader = Fader(RATE)
    fader.follow(500, Controls(1.0))
    fader.follow(650, Controls(0.0))
    decibels = 20.0 * np.log10(fader.gains(0, 1500))
    assert np.all(decibels[:501] == 0.0)
    assert decibels[-1] == pytest.approx(-4.0)
    assert 0.5 < decibels.max() < 2.9
    assert np.abs(np.diff(decibels)).max() < 0.04


def test_at_the_start_it_is_there_at_once() -> None:
    fader = Fader(RATE)
    fader.follow(0, Controls(0.0))
    assert 20.0 * np.log10(fader.gains(0, 3)) == pytest.approx([-4.0] * 3)


@pytest.mark.parametrize("seed", range(5))
def test_blocks_make_the_whole(seed: int) -> None:
    rng = np.random.default_rng(seed)
    frames = np.sort(rng.integers(0, 4000, 12))
    steers = [(int(frame), Controls(float(rng.random()), float(rng.random()))) for frame in frames]
    whole, parts = Fader(RATE), Fader(RATE)
    for frame, controls in steers:
        whole.follow(frame, controls)
    joined = []
    for first in range(0, 5000, 250):
        for frame, controls in steers:
            if first <= frame < first + 250:
                parts.follow(frame, controls)
        joined.append(parts.gains(first, 250))
    assert np.array_equal(np.concatenate(joined), whole.gains(0, 5000))
