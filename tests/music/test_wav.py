from __future__ import annotations

import wave
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from metabgm.music.engine import Frames
from metabgm.music.wav import write_wav


def test_written_frames_are_the_given_ones(tmp_path: Path) -> None:
    blocks = [np.array([[0.0, 1.0], [-1.0, 0.5]], np.float32), np.array([[1.5, -2.0]], np.float32)]
    assert write_wav(tmp_path / "a.wav", blocks, 48_000) == 3
    with wave.open(str(tmp_path / "a.wav")) as file:
        assert file.getparams()[:4] == (2, 2, 48_000, 3)
        samples = np.frombuffer(file.readframes(3), "<i2")
    assert samples.tolist() == [0, 32767, -32767, 16384, 32767, -32767]


def test_a_failing_piece_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    def failing() -> Iterator[Frames]:
        yield np.zeros((10, 2), np.float32)
        raise RuntimeError("engine failed")

    path = tmp_path / "a.wav"
    path.write_bytes(b"old")
    with pytest.raises(RuntimeError, match="engine failed"):
        write_wav(path, failing(), 48_000)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_missing_folder_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_wav(tmp_path / "none" / "a.wav", [], 48_000)


def test_permissions_are_those_of_any_new_file(tmp_path: Path) -> None:
    usual = tmp_path / "usual"
    usual.touch()
    write_wav(tmp_path / "a.wav", [], 48_000)
    assert (tmp_path / "a.wav").stat().st_mode == usual.stat().st_mode
