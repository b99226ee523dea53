import wave
from pathlib import Path

import numpy as np
import pytest

from journey.wav import WavError, loudness_lufs, read_mix


def write(path: Path, samples: np.ndarray, rate: int = 48_000, channels: int = 2) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(samples.astype("<i2").tobytes())
    return path


def test_samples_are_read_as_fractions_of_full_scale(tmp_path: Path) -> None:
    path = write(tmp_path / "mix.wav", np.array([0, 16_384, -32_768, 32_767]))
    assert np.allclose(read_mix(path), [[0, 0.5], [-1, 32_767 / 32_768]], rtol=0, atol=1e-7)


def test_another_rate_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WavError, match=r"44100, 2, 2.*expected \(48000, 2, 2\)"):
        read_mix(write(tmp_path / "mix.wav", np.zeros(8), rate=44_100))


def test_a_file_that_is_no_wav_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mix.wav").write_bytes(b"RIFX")
    with pytest.raises(WavError, match=r"mix\.wav"):
        read_mix(tmp_path / "mix.wav")


def test_loudness_of_a_known_tone() -> None:
    # BS.1770: a 997 Hz sine at 0 dBFS in one channel measures -3.01 LUFS; both channels at -20 dBFS: -20.
    wave_ = 0.1 * np.sin(2 * np.pi * 997 * np.arange(96_000) / 48_000)
    frames = np.stack([wave_, wave_], axis=1).astype(np.float32)
    assert loudness_lufs(frames) == pytest.approx(-20.0, abs=0.1)


def test_silence_and_scraps_have_no_loudness() -> None:
    assert loudness_lufs(np.zeros((100, 2), dtype=np.float32)) is None
    assert loudness_lufs(np.zeros((96_000, 2), dtype=np.float32)) is None
