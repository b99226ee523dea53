from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from metabgm.music.composer.sound.image import Image
from metabgm.music.composer.sound.instruments import instruments
from metabgm.music.composer.sound.mixer import LEFT, RIGHT, SEND, WIDE, is_wide
from metabgm.music.composer.sound.widener import SIDE_ENERGY
from tests.music.composer.sound.spectra import RATE

BLOCK = 16_384


def imaged(lanes: NDArray[np.float32]) -> NDArray[np.float32]:
    image = Image(RATE, BLOCK)
    blocks = [image.process(lanes[:, at : at + BLOCK]) for at in range(0, lanes.shape[1], BLOCK)]
    return np.concatenate(blocks, axis=1)


def lanes_of(left: NDArray[np.float64], right: NDArray[np.float64], wide: float = 0.0) -> NDArray[np.float32]:
    lanes = np.zeros((4, len(left)))
    lanes[LEFT], lanes[RIGHT] = left, right
    lanes[WIDE] = wide * (left + right) * np.sqrt(0.5)
    lanes[SEND] = left
    return lanes.astype(np.float32)


def sine(hertz: float, blocks: int = 6) -> NDArray[np.float64]:
    return np.asarray(np.sin(2 * np.pi * hertz * np.arange(blocks * BLOCK) / RATE))


def noise(blocks: int = 8) -> NDArray[np.float64]:
    return np.random.default_rng(6).standard_normal(blocks * BLOCK)


def alike(sides: NDArray[np.float32]) -> float:
    left, right = sides.astype(np.float64)
    return float((left * right).sum() / np.sqrt((left**2).sum() * (right**2).sum()))


def test_many_players_are_wide_and_a_mono_sum_does_not_hear_it() -> None:
    centred = noise() * np.sqrt(0.5)
    narrow, wide = imaged(lanes_of(centred, centred)), imaged(lanes_of(centred, centred, wide=1.0))
    assert np.abs(wide.sum(axis=0) - narrow.sum(axis=0)).max() < 1e-5
    assert alike(narrow) > 0.999
    assert 0.2 < alike(wide) < 0.7
    extra = (wide.astype(np.float64) ** 2).mean() / (narrow.astype(np.float64) ** 2).mean() - 1.0
    assert extra == pytest.approx(2 * SIDE_ENERGY, rel=0.2)


def test_the_low_end_has_no_direction() -> None:
    for hertz, most_db, least_db in ((45.0, 5.0, 0.0), (1500.0, 30.0, 15.0)):
        out = imaged(lanes_of(sine(hertz), np.zeros(6 * BLOCK)))[:, BLOCK:].astype(np.float64)
        apart_db = 10 * np.log10((out[0] ** 2).mean() / (out[1] ** 2).mean())
        assert least_db <= apart_db <= most_db


def test_a_constant_part_is_taken_away() -> None:
    out = imaged(lanes_of(noise() * 0.1 + 0.2, noise() * 0.1 + 0.1))
    assert np.abs(out[:, 3 * BLOCK :].mean(axis=1)).max() < 0.001


def test_blocks_do_not_matter() -> None:
    lanes = lanes_of(noise(4), noise(4)[::-1], wide=0.7)
    whole = Image(RATE, 4 * BLOCK).process(lanes)
    assert np.abs(imaged(lanes) - whole).max() < 2e-5


def test_sections_and_pads_are_wide_and_soloists_are_not() -> None:
    wide = {name for name, one in instruments().items() if is_wide(one)}
    assert {"strings", "warm_pad", "halo_pad", "choir"} <= wide
    assert not {"contrabass", "violin", "flute", "piano", "horn"} & wide
