from __future__ import annotations

import numpy as np
import pytest

from metabgm.music.composer.sound.true_peak import MARGIN, peaks
from tests.music.composer.sound.spectra import RATE, true_peak


def test_it_sees_what_lies_between_the_samples() -> None:
    turn = 2 * np.pi * 12_000 * np.arange(4000) / RATE + np.pi / 4
    signal = np.stack([np.sin(turn), 0.1 * np.sin(turn)]).astype(np.float32)
    assert np.abs(signal).max() == pytest.approx(0.7071, abs=1e-4)
    assert peaks(signal, 0.9).max() == pytest.approx(1.0, abs=0.01)


@pytest.mark.parametrize("seed", range(5))
def test_it_misses_little_of_music(seed: int) -> None:
    rng = np.random.default_rng(seed)
    spectrum = np.fft.rfft(rng.standard_normal((2, 8192)))
    spectrum[:, 2400:] = 0.0  # 14 kHz
    signal = (np.fft.irfft(spectrum, 8192) * np.hanning(8192)).astype(np.float32)
    padded = np.pad(signal, ((0, 0), (MARGIN, MARGIN)))
    found = peaks(padded, float(np.abs(signal).max()))
    assert found.shape == (8192,)
    assert np.all(found >= np.abs(signal).max(axis=0))
    assert -0.25 < 20 * np.log10(found.max() / true_peak(signal)) < 0.05


def test_soft_sound_is_passed_over() -> None:
    signal = np.full((2, 100 + 2 * MARGIN), 0.1, np.float32)
    signal[0, 50] = -0.3
    assert np.array_equal(peaks(signal, 0.9), np.abs(signal).max(axis=0)[MARGIN:-MARGIN])
