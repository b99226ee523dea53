from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from metabgm.music.composer.sound.limiter import Limiter
from tests.music.composer.sound.spectra import RATE, tone, true_peak

CEILING, DELAY = 0.5, 240
TOLERANCE = 10 ** (0.2 / 20)  # what four times the rate may miss


def limited(signal: NDArray[np.float32], block: int) -> NDArray[np.float32]:
    limiter = Limiter(CEILING, DELAY, RATE)
    padded = np.concatenate([signal, np.zeros((2, DELAY), np.float32)], axis=1)
    blocks = [limiter.process(padded[:, at : at + block]) for at in range(0, padded.shape[1], block)]
    return np.concatenate(blocks, axis=1)[:, DELAY:]


@pytest.fixture
def loud() -> NDArray[np.float32]:
    spectrum = np.fft.rfft(0.3 * np.random.default_rng(3).standard_normal((2, 24_000)))
    spectrum[:, 6000:] = 0.0  # 12 kHz
    signal = np.fft.irfft(spectrum, 24_000)
    signal[:, 12_000:12_600] *= 6.0
    signal[0, 4200] = 3.0
    return signal.astype(np.float32)


def test_true_peaks_stay_below_the_ceiling(loud: NDArray[np.float32]) -> None:
    out = limited(loud, 512)
    assert true_peak(loud) > 2.5
    assert np.abs(out).max() <= CEILING * 1.00001
    assert true_peak(out) <= CEILING * TOLERANCE


def test_a_peak_between_samples_is_limited_too() -> None:
    turn = 2 * np.pi * 12_000 * np.arange(24_000) / RATE + np.pi / 4
    signal = (0.7 * np.sin(turn) * np.hanning(24_000)).astype(np.float32)[None].repeat(2, axis=0)
    assert np.abs(signal).max() < CEILING
    assert true_peak(limited(signal, 4096)) <= CEILING * TOLERANCE


@pytest.mark.parametrize("block", [100, 777, 24_240])
def test_blocks_do_not_matter(loud: NDArray[np.float32], block: int) -> None:
    assert np.abs(limited(loud, block) - limited(loud, 512)).max() < 1e-6


def test_what_is_soft_passes_untouched_and_in_place() -> None:
    signal = tone(1100.0, 0.3, 0.49)
    assert np.array_equal(limited(signal, 512), signal)


def test_gain_moves_without_steps_and_comes_back_slowly() -> None:
    steady = np.full((2, 30_000), 0.2, np.float32)
    steady[:, 5000] = 2.0
    gain = np.delete(limited(steady, 512)[0] / 0.2, 5000)
    assert np.abs(np.diff(gain)).max() < 8.0 / DELAY
    assert gain.min() < 0.3
    assert gain[:4700].min() == 1.0
    assert gain[5000 + 1000] < 0.6
    assert gain[-1] == pytest.approx(1.0, abs=1e-3)


def test_a_loud_low_tone_is_not_bent() -> None:
    out = limited(tone(100.0, 1.0, 0.9), 4096)[0, 20_000:40_000].astype(np.float64)
    power = np.abs(np.fft.rfft(out * np.hanning(len(out)))) ** 2
    hertz = np.fft.rfftfreq(len(out), 1 / RATE)
    assert power[hertz > 170].sum() < 1e-5 * power.sum()
