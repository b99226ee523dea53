from __future__ import annotations

from typing import get_args

import numpy as np
import pytest
from numpy.typing import NDArray

from metabgm.music.composer.sound.response import impulse_response
from metabgm.music.composer.sound.rooms import BANDS_HZ, Room, room
from metabgm.music.engine import Place
from tests.music.composer.sound.spectra import RATE

PLACES: tuple[Place, ...] = get_args(Place)


def response(one: Room) -> NDArray[np.float64]:
    return impulse_response(one, RATE).astype(np.float64)


def in_band(signal: NDArray[np.float64], low: float, high: float) -> NDArray[np.float64]:
    size = 1 << (signal.shape[1] - 1).bit_length()
    spectrum = np.fft.rfft(signal, size)
    hertz = np.fft.rfftfreq(size, 1 / RATE)
    spectrum[:, (hertz < low) | (hertz >= high)] = 0.0
    return np.asarray(np.fft.irfft(spectrum, size)[:, : signal.shape[1]])


def measured_t60_s(signal: NDArray[np.float64], begin_s: float, expected_s: float) -> float:
    """From the backward integral (Schroeder 1965), over a fall by about 25 dB."""
    left = (signal**2).sum(axis=0)[::-1].cumsum()[::-1]
    first, last = int(begin_s * RATE), int((begin_s + 0.4 * expected_s) * RATE)
    return float(-60.0 * 0.4 * expected_s / (10 * np.log10(left[last] / left[first])))


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("space", [0.1, 0.6, 1.0])
def test_every_band_rings_as_long_as_the_room_says(place: Place, space: float) -> None:
    one = room(place, space)
    whole = response(one)
    last_echo_s = max((echo.seconds for echo in one.echoes), default=0.0) + 0.05
    for centre, t60_s in zip(BANDS_HZ, one.t60_s, strict=True):
        begin_s = max(one.predelay_s + one.swell_s, min(last_echo_s, 0.3 * t60_s)) + 0.02
        measured = measured_t60_s(in_band(whole, centre / 1.41, centre * 1.41), begin_s, t60_s)
        # Short and low bands hold too few waves to be measured more closely.
        within = 0.55 if centre < 250 else 0.3
        assert measured == pytest.approx(t60_s, rel=within), centre


@pytest.mark.parametrize("place", PLACES)
def test_nothing_below_hearing(place: Place) -> None:
    whole = response(room(place, 0.6))
    power = np.abs(np.fft.rfft(whole, 1 << 20)) ** 2
    hertz = np.fft.rfftfreq(1 << 20, 1 / RATE)
    middle = power[:, (hertz >= 250) & (hertz < 2000)].mean()
    assert power[:, hertz < 20.0].max() < 0.01 * middle
    assert np.abs(whole.sum(axis=1)).max() ** 2 < 0.005 * middle


@pytest.mark.parametrize("place", PLACES)
def test_it_gives_back_what_it_is_sent_on_both_sides(place: Place) -> None:
    whole = response(room(place, 0.6))
    power = np.abs(np.fft.rfft(whole, 1 << 20)) ** 2
    hertz = np.fft.rfftfreq(1 << 20, 1 / RATE)
    assert power[:, (hertz >= 250) & (hertz < 2000)].mean(axis=1) == pytest.approx([1.2, 1.2], rel=0.25)


@pytest.mark.parametrize("place", PLACES)
def test_the_low_end_stays_in_the_middle(place: Place) -> None:
    whole = response(room(place, 0.6))
    tail = whole[:, int(0.9 * RATE) :] if whole.shape[1] > 1.5 * RATE else whole
    low_left, low_right = in_band(tail, 0.0, 140.0)
    assert np.corrcoef(low_left, low_right)[0, 1] > 0.85
    high_left, high_right = in_band(tail, 500.0, 5000.0)
    assert abs(np.corrcoef(high_left, high_right)[0, 1]) < 0.65


def test_a_cave_answers_with_echoes_that_can_be_counted() -> None:
    one = room("cave", 0.6)
    whole = response(one)
    power = np.convolve((whole**2).sum(axis=0), np.ones(480) / 480, mode="same")
    assert len(one.echoes) >= 4
    for echo in one.echoes[:3]:
        at = int((echo.seconds + 0.008) * RATE)
        nearby = np.concatenate([power[at - 2400 : at - 1200], power[at + 1800 : at + 3000]])
        assert power[at - 400 : at + 400].max() > 3.0 * np.median(nearby)


def test_it_begins_and_ends_without_a_step() -> None:
    for place in PLACES:
        whole = response(room(place, 0.6))
        loudest = np.abs(whole).max()
        assert np.abs(whole[:, 0]).max() < 0.02 * loudest
        assert np.abs(whole[:, -200:]).max() < 0.02 * loudest
