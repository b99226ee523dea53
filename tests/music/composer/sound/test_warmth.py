from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from metabgm.music.composer.sound.warmth import NEUTRAL, Warmth, shelf_gains
from tests.music.composer.sound.spectra import RATE, jaggedness, level_db, tone

BLOCK = 16_384


def warmed(signal: NDArray[np.float32], settings: list[float]) -> NDArray[np.float32]:
    warmth = Warmth(RATE, BLOCK)
    blocks = [
        warmth.process(signal[:, at * BLOCK : (at + 1) * BLOCK], one) for at, one in enumerate(settings)
    ]
    return np.concatenate(blocks, axis=1)


def test_neutral_is_the_sound_itself() -> None:
    signal = tone(700.0, 1.1, 0.3)[:, : 3 * BLOCK]
    assert np.array_equal(warmed(signal, [NEUTRAL] * 3), signal)


@pytest.mark.parametrize("warmth", [0.0, 0.25, 0.75, 1.0])
def test_shelves_reach_what_they_say(warmth: float) -> None:
    low, high = shelf_gains(warmth)
    for hertz, gain in ((20.0, low), (20_000.0, high)):
        signal = tone(hertz, 1.4, 0.3)[:, : 4 * BLOCK]
        out = warmed(signal, [warmth] * 4)
        changed_db = level_db(out[:, BLOCK:]) - level_db(signal[:, BLOCK:])
        assert changed_db == pytest.approx(20 * np.log10(gain), abs=1.2)


def test_warm_is_warm() -> None:
    assert shelf_gains(1.0)[0] > 1.0 > shelf_gains(1.0)[1]
    assert shelf_gains(0.0)[0] < 1.0 < shelf_gains(0.0)[1]


@pytest.mark.parametrize("settings", [[0.0, 1.0, 1.0, 0.0], [0.5, 0.5, 1.0, 0.5], [1.0, 0.5, 0.5, 0.0]])
def test_a_jump_does_not_click(settings: list[float]) -> None:
    out = warmed(tone(180.0, 1.4, 0.5)[:, : 4 * BLOCK] + tone(3100.0, 1.4, 0.1)[:, : 4 * BLOCK], settings)
    for seam in (BLOCK, 2 * BLOCK, 3 * BLOCK):
        assert jaggedness(out, seam) < 1.2


def test_a_setting_is_reached_by_the_end_of_its_block() -> None:
    signal = np.random.default_rng(1).standard_normal((2, 3 * BLOCK)).astype(np.float32)
    jumped, steady = warmed(signal, [0.0, 1.0, 1.0]), warmed(signal, [1.0, 1.0, 1.0])
    assert np.abs(jumped[:, 2 * BLOCK :] - steady[:, 2 * BLOCK :]).max() < 1e-5
    assert np.abs(jumped[:, BLOCK : BLOCK + 500] - steady[:, BLOCK : BLOCK + 500]).max() > 0.1
