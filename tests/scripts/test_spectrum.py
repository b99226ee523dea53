import numpy as np
import pytest

from journey.spectrum import FLOOR_DB, spectrogram, waveform


def tone(hertz: float, seconds: float, peak: float) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    wave = peak * np.sin(2 * np.pi * hertz * np.arange(round(seconds * 48_000)) / 48_000)
    return np.stack([wave, wave], axis=1).astype(np.float32)


@pytest.mark.parametrize("hertz", [55.0, 440.0, 5_000.0])
def test_a_tone_stands_in_its_band_at_its_level(hertz: float) -> None:
    cells = spectrogram(tone(hertz, 2.0, peak=0.1), columns=20, bands=200)
    strongest = cells.levels.argmax(axis=0)
    assert np.allclose(cells.band_hz[strongest], hertz, rtol=0.06)
    assert np.allclose(cells.levels.max(axis=0), -20, atol=1.5)


def test_silence_lies_on_the_floor() -> None:
    cells = spectrogram(np.zeros((48_000, 2), dtype=np.float32), columns=7, bands=50)
    assert cells.levels.shape == (50, 7)
    assert np.allclose(cells.levels, FLOOR_DB)


def test_a_mix_shorter_than_a_window() -> None:
    cells = spectrogram(tone(440, 0.01, peak=0.5), columns=30, bands=50)
    assert np.isfinite(cells.levels).all()


def test_the_waveform_keeps_the_extremes_of_each_column() -> None:
    frames = np.zeros((1_000, 2), dtype=np.float32)
    frames[150, 0], frames[950, 1] = 0.7, -0.4
    least, greatest = waveform(frames, columns=10)
    assert greatest.tolist() == pytest.approx([0, 0.7, *[0.0] * 8])
    assert least.tolist() == pytest.approx([*[0.0] * 9, -0.4])
