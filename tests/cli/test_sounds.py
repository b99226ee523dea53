"""``metabgm-sidecar sounds`` as a user types it, with folders of its own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from metabgm.cli.main import run
from metabgm.library.paths import DATA_DIR_VARIABLE
from metabgm.server.config import ConfigError, load_config
from tests.music.composer.sound.small_bank import small_bank


@pytest.fixture
def bank(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file; what the machine itself has installed is out of sight."""
    monkeypatch.setenv(DATA_DIR_VARIABLE, str(tmp_path / "data"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_DATA_DIRS", str(tmp_path / "share"))
    path = tmp_path / "Concert Hall.sf2"
    path.write_bytes(small_bank())
    return path


def listed(capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    capsys.readouterr()
    assert run(["sounds", "list", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert isinstance(found, dict)
    return found


def test_add_list_use_remove(bank: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = listed(capsys)
    assert before["use"] == "bundled"
    assert run(["sounds", "add", str(bank)]) == 0
    assert "use it with: metabgm-sidecar sounds use concert-hall" in capsys.readouterr().out
    assert run(["sounds", "use", "concert-hall"]) == 0
    after = listed(capsys)
    assert after["use"] == "concert-hall"
    banks = after["banks"]
    assert isinstance(banks, list)
    assert [(one["name"], one["kind"], one["presets"] > 0) for one in banks] == [
        ("own", "computed", True),
        ("bundled", "bundled", True),
        ("concert-hall", "added", True),
    ]
    assert run(["sounds", "list"]) == 0
    lines = capsys.readouterr().out
    assert "concert-hall: added, 0 MB, 1 presets, in use" in lines
    assert "instruments from own: " in lines
    assert "instruments from bundled: " in lines
    assert run(["sounds", "remove", "concert-hall"]) == 0
    assert listed(capsys) == before


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["add", "/nowhere/bank.sf2"], "/nowhere/bank.sf2: No such file or directory"),
        (["use", "concert"], "no bank is named 'concert'; there are: auto, bundled"),
        (["remove", "concert"], "no bank named 'concert' was added; there are: none"),
    ],
)
@pytest.mark.usefixtures("bank")
def test_what_cannot_be_is_one_line(
    arguments: list[str], reason: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["sounds", *arguments]) == 1
    error = capsys.readouterr().err.splitlines()
    assert error[-1].startswith("error: ")
    assert reason in error[-1]


def test_a_text_file_is_no_bank_and_leaves_nothing(bank: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bank.write_text("Once upon a time there was a bank.")
    assert run(["sounds", "add", str(bank)]) == 1
    assert "Concert Hall.sf2: not a SoundFont 2 bank (no RIFF sfbk header)" in capsys.readouterr().err
    assert not list((bank.parent / "data").rglob("*.sf2"))


def test_the_configuration_names_a_bank(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text('sounds = "bundled"\n')
    assert load_config(path).sounds == "bundled"
    path.write_text("sounds = 3\n")
    with pytest.raises(ConfigError, match="sounds = 3"):
        load_config(path)
