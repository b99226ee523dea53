from __future__ import annotations

import json
import wave
from pathlib import Path

import numpy as np
import pytest

from metabgm.cli.main import run


def composed(path: Path, *arguments: str) -> np.ndarray:
    assert run(["compose", "slow solo harp in D dorian", "--seconds", "12", "-o", str(path), *arguments]) == 0
    with wave.open(str(path)) as file:
        assert (file.getframerate(), file.getnchannels(), file.getsampwidth()) == (48000, 2, 2)
        return np.frombuffer(file.readframes(file.getnframes()), "<i2").reshape(-1, 2)


def test_same_seed_same_file_and_another_seed_another(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = composed(tmp_path / "a.wav", "--seed", "1")
    parameters = json.loads(capsys.readouterr().out)
    assert parameters["seed"] == 1
    assert parameters["title"]
    assert np.array_equal(first, composed(tmp_path / "b.wav", "--seed", "1"))
    other = composed(tmp_path / "c.wav", "--seed", "2")
    assert len(first) != len(other) or not np.array_equal(first, other)
    assert 6 * 48000 < len(first) < 30 * 48000
    assert 500 < np.abs(first).max() < 32767


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--seconds", "0"], "--seconds: 0, expected 1 to 3600"),
        (["--seconds", "nan"], "--seconds: nan"),
        (["--seed", "-1"], "--seed: -1, expected 0 to 2**63 - 1"),
    ],
)
def test_wrong_option_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], expected: str
) -> None:
    assert run(["compose", "x", "-o", str(tmp_path / "x.wav"), *arguments]) == 2
    assert expected in capsys.readouterr().err


def test_folder_that_is_not_there_leaves_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["compose", "x", "--seconds", "2", "-o", str(tmp_path / "none" / "x.wav")]) == 1
    assert "No such file" in capsys.readouterr().err
