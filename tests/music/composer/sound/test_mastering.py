from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

import numpy as np
import pytest
from numpy.typing import NDArray

from metabgm.music.composer.sound.leveller import BIN_S
from metabgm.music.composer.sound.mastering import LOOKAHEAD, Master, Mastering
from metabgm.music.composer.sound.mixer import LEFT, RIGHT, SEND, WIDE
from metabgm.music.composer.sound.rooms import room
from metabgm.music.engine import Place
from tests.music.composer.sound.spectra import RATE, jaggedness, level_db, tone, true_peak

BLOCK = 16_384
TRUE_PEAK = 10 ** (-1 / 20)
PLACES: tuple[Place, ...] = get_args(Place)


def mastered(
    sides: NDArray[np.float32],
    *,
    gain: float = 1.0,
    place: Place = "open",
    warmth: Sequence[float] = (),
    planned: float = 0.0,
) -> NDArray[np.float32]:
    """Left and right through everything; as many frames as went in, as late as they come out."""
    bins = np.full(int(sides.shape[1] / RATE / BIN_S), planned)
    mastering = Mastering(Master(gain, 1.0, 1.0, room(place, 0.6), bins), RATE, BLOCK)
    lanes = np.zeros((4, sides.shape[1]), np.float32)
    lanes[[LEFT, RIGHT]] = sides
    lanes[SEND] = lanes[WIDE] = 0.3 * sides.mean(axis=0)
    fades = np.ones(BLOCK, np.float32)
    settings = list(warmth) or [0.5] * (sides.shape[1] // BLOCK)
    return np.concatenate(
        [
            mastering.process(lanes[:, at * BLOCK : (at + 1) * BLOCK], fades, one)
            for at, one in enumerate(settings)
        ],
        axis=1,
    )


def chord(blocks: int, amplitude: float = 0.08) -> NDArray[np.float32]:
    """Swells in, so that only the effects could click."""
    seconds = blocks * BLOCK / RATE
    whole = sum((tone(hertz, seconds, amplitude) for hertz in (110.0, 277.2, 659.3)), np.zeros((2, 1)))
    rise = np.clip(np.arange(whole.shape[1]) / RATE, 0.0, 1.0)
    return np.asarray(whole * rise**2, np.float32)[:, : blocks * BLOCK]


@pytest.mark.parametrize("place", PLACES)
def test_no_seam_clicks_in_any_room(place: Place) -> None:
    out = mastered(chord(8), place=place, gain=2.0, planned=0.05)
    for seam in range(2 * BLOCK, 8 * BLOCK, BLOCK):
        assert jaggedness(out, seam) < 1.5


@pytest.mark.parametrize("place", ["open", "water"])
def test_warmth_that_jumps_does_not_click(place: Place) -> None:
    out = mastered(chord(8), place=place, warmth=(0.0, 0.0, 0.0, 1.0, 1.0, 0.0, 0.5, 0.5))
    for seam in range(2 * BLOCK, 8 * BLOCK, BLOCK):
        for at in (seam, seam + LOOKAHEAD):
            assert jaggedness(out, at) < 1.5


@pytest.mark.parametrize("seed", range(3))
def test_whatever_comes_true_peaks_stay_below_one_decibel(seed: int) -> None:
    rng = np.random.default_rng(seed)
    spectrum = np.fft.rfft(rng.standard_normal((2, 4 * BLOCK)))
    spectrum[:, 24_000:] = 0.0  # 17 kHz
    bursts = np.repeat(rng.choice([0.01, 0.1, 2.0], 32), 2048)
    sides = np.asarray(np.fft.irfft(spectrum, 4 * BLOCK) * bursts, np.float32)
    out = mastered(sides, gain=3.0)
    assert true_peak(sides) > 2.0
    assert np.abs(out).max() > 0.5
    assert true_peak(out) < TRUE_PEAK


def test_silence_stays_silent() -> None:
    assert not mastered(np.zeros((2, 4 * BLOCK), np.float32), planned=0.05).any()


def test_no_constant_part_is_left() -> None:
    shifted = chord(9) + np.float32(0.05)
    out = mastered(shifted)[:, 4 * BLOCK :]
    assert np.abs(out.mean(axis=1)).max() < 0.0005


def test_places_are_heard() -> None:
    clicks = np.zeros((2, 8 * BLOCK), np.float32)
    clicks[:, 1000] = 0.5
    tails = {place: mastered(clicks, place=place)[:, BLOCK:] for place in PLACES}
    assert level_db(tails["indoors"]) < level_db(tails["open"]) - 6.0
    assert level_db(tails["open"]) < level_db(tails["cave"]) - 3.0
    late = {place: level_db(tail[:, 4 * BLOCK :]) for place, tail in tails.items()}
    assert max(late, key=late.__getitem__) == "end"


def test_a_sound_under_water_is_dull() -> None:
    high = tone(6000.0, 2.8, 0.1)[:, : 8 * BLOCK]
    low = tone(300.0, 2.8, 0.1)[:, : 8 * BLOCK]

    def dulled_db(place: Place) -> float:
        return level_db(mastered(low, place=place)) - level_db(mastered(high, place=place))

    assert abs(dulled_db("open")) < 3.0
    assert dulled_db("water") > 6.0


def test_a_mono_sum_keeps_its_strength() -> None:
    noise = np.random.default_rng(9).standard_normal(8 * BLOCK).astype(np.float32) * np.float32(0.05)
    for place in PLACES:
        out = mastered(np.stack([noise, noise]), place=place).astype(np.float64)
        mono = 2.0 * (out.mean(axis=0) ** 2).sum()
        assert 10 * np.log10(mono / (out**2).sum()) > -3.0
