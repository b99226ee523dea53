from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from metabgm.music.musicgen.ending import CLOSE_S, PATIENCE_S, Ending

RATE, BLOCK = 48_000, 12_288


def block(level: float = 0.5) -> NDArray[np.float32]:
    return np.full((2, BLOCK), level, np.float32)


def gains(ending: Ending, blocks: list[NDArray[np.float32]], asked_from: int) -> NDArray[np.float32]:
    made = [
        ending.gains(number * BLOCK, one, asked=number >= asked_from) for number, one in enumerate(blocks)
    ]
    return np.concatenate(made)


def test_unasked_it_fades_over_its_last_seconds() -> None:
    ending = Ending(10 * BLOCK, RATE)
    made = gains(ending, [block()] * 11, 99)
    assert made[0] == 0.0
    assert (made[1000 : 10 * BLOCK - 2 * RATE] == 1.0).all()
    assert (np.diff(made[10 * BLOCK - 2 * RATE : 10 * BLOCK]) <= 0.0).all()
    assert made[10 * BLOCK - 1] < 1e-6
    assert not made[10 * BLOCK :].any()


def test_a_piece_shorter_than_its_fade_still_sounds() -> None:
    ending = Ending(RATE, RATE)
    made = gains(ending, [block()] * 5, 99)
    assert made.max() > 0.9
    assert ending.end == RATE


def test_asked_it_begins_to_fade_at_a_quiet_spot() -> None:
    ending = Ending(100 * BLOCK, RATE)
    music = [block() for _ in range(20)]
    music[11][:, 4096:8192] = 0.1
    made = gains(ending, music, 10)
    assert (made[1000 : 11 * BLOCK + 4096] == 1.0).all()
    assert ending.end == 11 * BLOCK + 4096 + CLOSE_S * RATE
    assert not made[ending.end :].any()


def test_without_a_quiet_spot_it_waits_no_longer_than_its_patience() -> None:
    ending = Ending(100 * BLOCK, RATE)
    gains(ending, [block()] * 20, 10)
    assert ending.end == 10 * BLOCK + int((PATIENCE_S + CLOSE_S) * RATE)


@pytest.mark.parametrize("left_s", [0.5, 1.9, 2.5])
def test_near_its_own_end_it_never_fades_twice(left_s: float) -> None:
    total = 10 * BLOCK + int(left_s * RATE)
    ending = Ending(total, RATE)
    made = gains(ending, [block()] * 24, 10)
    assert ending.end <= total
    assert np.abs(np.diff(made[1000:])).max() < 1e-4, "no step"
    assert (np.diff(made[1000:]) <= 0.0).all()


def test_broken_off_it_fades_over_what_is_left() -> None:
    ending = Ending(100 * BLOCK, RATE)
    before = gains(ending, [block()] * 4, 99)
    ending.close_at(5 * BLOCK, BLOCK)
    after = ending.gains(4 * BLOCK, block(), asked=False)
    made = np.concatenate([before, after])
    assert np.abs(np.diff(made[1000:])).max() < 3e-4
    assert made[-1] < 1e-6
    ending.close_at(50 * BLOCK, BLOCK)
    assert ending.end == 5 * BLOCK, "it never becomes longer"
