from __future__ import annotations

import json
import wave
from pathlib import Path

import mido
import numpy as np
import pytest

from metabgm.cli import compose
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
        (["--steer", "5:loud"], "--steer: '5:loud', expected seconds:intensity (0 to 1) or seconds:end"),
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


def test_notes_and_picture_without_sound(tmp_path: Path) -> None:
    notes, picture = tmp_path / "x.mid", tmp_path / "x.png"
    arguments = ["compose", "slow harp", "--seconds", "12", "--seed", "1"]
    assert run([*arguments, "--midi", str(notes)]) == 0
    assert [file.name for file in tmp_path.iterdir()] == ["x.mid"]
    assert 8.0 < mido.MidiFile(notes).length < 20.0
    assert run([*arguments, "--plot", str(picture)]) == 0
    assert picture.read_bytes().startswith(b"\x89PNG")


def test_an_end_is_steered_and_a_place_is_heard(tmp_path: Path) -> None:
    whole = composed(tmp_path / "a.wav", "--seed", "1", "--seconds", "40")
    ended = composed(tmp_path / "b.wav", "--seed", "1", "--seconds", "40", "--steer", "0:0.5,4:end")
    assert len(ended) < len(whole) / 2
    cave = composed(tmp_path / "c.wav", "--seed", "1", "--seconds", "40", "--place", "cave")
    assert len(cave) == len(whole)
    assert not np.array_equal(cave, whole)


def test_somewhere_to_write_to_is_needed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["compose", "slow harp"]) == 2
    assert "expected -o OUT.wav, --midi OUT.mid or --plot OUT.png" in capsys.readouterr().err


def test_a_missing_matplotlib_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(compose, "find_spec", lambda _: None)
    assert run(["compose", "slow harp", "--plot", str(tmp_path / "x.png")]) == 1
    assert "pip install 'metabgm-sidecar[plot]'" in capsys.readouterr().err
