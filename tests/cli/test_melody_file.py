from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import soundfile

from metabgm.cli.errors import InputError
from metabgm.cli.melody_file import MOST_SECONDS, RATE, read_melody

pytest.importorskip("soxr")


def write(path: Path, rate: int, channels: int, seconds: float, level: float = 0.3) -> Path:
    at = np.arange(int(seconds * rate)) / rate
    tone = level * np.sin(2 * np.pi * 440 * at)
    soundfile.write(path, np.tile(tone[:, None], (1, channels)), rate)
    return path


@pytest.mark.parametrize("name", ["x.wav", "x.flac", "x.ogg"])
@pytest.mark.parametrize(("rate", "channels"), [(22_050, 1), (48_000, 2)])
def test_it_is_heard_at_the_engines_rate(tmp_path: Path, name: str, rate: int, channels: int) -> None:
    heard = read_melody(write(tmp_path / name, rate, channels, 2.0))
    assert heard.dtype == np.float32
    assert heard.shape == (2 * RATE, 2)
    spectrum = np.abs(np.fft.rfft(heard[:, 0]))
    assert spectrum.argmax() == 2 * 440


def test_no_more_is_read_than_is_listened_to(tmp_path: Path) -> None:
    assert len(read_melody(write(tmp_path / "x.wav", 8_000, 1, MOST_SECONDS + 3.0))) == MOST_SECONDS * RATE


@pytest.mark.parametrize(
    ("rate", "channels", "level", "message"),
    [
        (44_100, 3, 0.3, "has 3 channels at 44100 Hz, expected 1 or 2"),
        (4_000, 1, 0.3, "has 1 channels at 4000 Hz, expected 1 or 2 at 8000 to 192000 Hz"),
        (44_100, 1, 0.0, "is silent in its first 30 s"),
    ],
)
def test_what_is_no_melody_is_named(
    tmp_path: Path, rate: int, channels: int, level: float, message: str
) -> None:
    with pytest.raises(InputError, match=rf"^--melody: .*x\.wav {message}"):
        read_melody(write(tmp_path / "x.wav", rate, channels, 0.5, level))


def test_a_file_that_is_none_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"^--melody: .*none\.wav: .*expected a sound file"):
        read_melody(tmp_path / "none.wav")
    noise = tmp_path / "noise.wav"
    noise.write_bytes(b"RIFF" + bytes(200))
    with pytest.raises(InputError, match=r"^--melody: .*noise\.wav: .*expected a sound file"):
        read_melody(noise)
    broken = tmp_path / "nan.wav"
    soundfile.write(broken, np.full(9000, np.nan, np.float32), 44_100, subtype="FLOAT")
    with pytest.raises(InputError, match=r"^--melody: .*nan\.wav holds numbers that aren't finite"):
        read_melody(broken)
