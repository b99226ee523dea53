import pytest

from benchmarks.musicgen.main import PARTS, arguments
from benchmarks.musicgen.session import arguments as session_arguments


def test_without_parts_everything_is_measured() -> None:
    options = arguments().parse_args([])
    assert (options.only or list(PARTS)) == list(PARTS)


def test_parts_are_taken_in_their_order() -> None:
    assert arguments().parse_args(["--only", "stream,decode"]).only == ["stream", "decode"]


def test_an_unknown_part_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        arguments().parse_args(["--only", "decode,speed"])
    assert f"'speed', expected {', '.join(PARTS)}" in capsys.readouterr().err


def test_a_session_is_slowed_as_often_as_told() -> None:
    options = session_arguments().parse_args(["--player", "player.jar", "--slowed", "1,2.5"])
    assert options.slowed == [1.0, 2.5]
