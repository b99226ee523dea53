import pytest

from benchmarks.main import BENCHMARKS, arguments


def test_without_names_everything_is_measured() -> None:
    options = arguments().parse_args(["--player", "player.jar"])
    assert (options.names or list(BENCHMARKS)) == list(BENCHMARKS)
    assert options.write is False


def test_names_are_taken_in_their_order() -> None:
    options = arguments().parse_args(["--player", "player.jar", "latency", "composer", "--write"])
    assert options.names == ["latency", "composer"]
    assert options.write is True


def test_an_unknown_name_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        arguments().parse_args(["--player", "player.jar", "speed"])
    assert f"'speed', expected {', '.join(BENCHMARKS)}" in capsys.readouterr().err
