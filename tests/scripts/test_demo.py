import sys
from pathlib import Path

import pytest

from journey.demo import arguments, provenance, run
from tests.scripts.player_log import short_journey


def test_one_record_for_each_piece_that_was_heard() -> None:
    log = short_journey()
    log.lines = [line for line in log.lines if not (line["what"] == "started" and line["track"] == 3)]
    assert [record["track"] for record in provenance(log.read())] == [1, 2, 4]


def test_what_is_not_given_is_the_recorded_journey() -> None:
    options = arguments().parse_args(["--player", "player.jar"])
    assert options.trace.is_file()
    assert (options.seconds, options.engine) == (180.0, "composer")


@pytest.mark.parametrize("seconds", ["0", "-3", "nan", "inf", "soon", "4000"])
def test_a_length_out_of_range_is_refused(seconds: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as refused:
        arguments().parse_args(["--player", "player.jar", "--seconds", seconds])
    assert refused.value.code == 2
    assert f"argument --seconds: {seconds}, expected 1 to 3600" in capsys.readouterr().err


def test_a_folder_that_cannot_be_made_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("in the way")
    options = ["--player", "player.jar", "--out", str(tmp_path / "file" / "demo")]
    assert run(arguments().parse_args(options)) == 1
    told = capsys.readouterr().err
    assert told.startswith("error: ")
    assert len(told.splitlines()) == 1


def test_a_sidecar_that_is_not_installed_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    assert run(arguments().parse_args(["--player", "player.jar", "--out", str(tmp_path)])) == 1
    assert f"error: metabgm-sidecar is not installed beside {tmp_path}" in capsys.readouterr().err
