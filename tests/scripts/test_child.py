import sys
from contextlib import suppress
from pathlib import Path

import pytest

from journey.child import Child
from journey.failure import JourneyError, tail

WAITS_UNTIL_STOPPED = "import signal; print('ready: 7', flush=True); signal.pause()"
ENDS = "import sys; print('first'); sys.exit('the reason')"


def python(code: str, log: Path) -> Child:
    return Child("the program", [sys.executable, "-c", code], log)


def test_a_child_is_waited_for_and_does_not_outlive_its_block(tmp_path: Path) -> None:
    with python(WAITS_UNTIL_STOPPED, tmp_path / "log") as child:
        assert child.wait_for(r"^ready: (\d)", 30).group(1) == "7"
        assert child.exit_code is None
    assert child.exit_code is not None


def test_a_child_is_stopped_when_its_block_breaks(tmp_path: Path) -> None:
    program = python(WAITS_UNTIL_STOPPED, tmp_path / "log")
    with suppress(KeyboardInterrupt), program:
        program.wait_for("ready", 30)
        raise KeyboardInterrupt
    assert program.exit_code is not None


def test_a_child_that_ends_too_early_is_an_error_with_the_end_of_its_log(tmp_path: Path) -> None:
    with python(ENDS, tmp_path / "log") as child, pytest.raises(JourneyError, match="exit code 1") as caught:
        child.wait_for("never", 30)
    assert caught.value.log_tail.splitlines()[-1] == "the reason"


def test_a_child_that_never_says_it_is_an_error(tmp_path: Path) -> None:
    with python(WAITS_UNTIL_STOPPED, tmp_path / "log") as child:
        child.wait_for("ready", 30)
        with pytest.raises(JourneyError, match="did not say 'never'"):
            child.wait_for("never", 0.0)


def test_a_program_that_is_not_there(tmp_path: Path) -> None:
    with (
        pytest.raises(JourneyError, match="the program cannot be started"),
        Child("the program", [str(tmp_path / "absent")], tmp_path / "log"),
    ):
        pass


def test_the_environment_is_added_to(tmp_path: Path) -> None:
    code = "import os; print(os.environ['METABGM_CONFIG_DIR'], 'PATH' in os.environ)"
    with Child("it", [sys.executable, "-c", code], tmp_path / "log", {"METABGM_CONFIG_DIR": "x"}) as child:
        child.wait_for("x True", 30)


def test_tail() -> None:
    assert tail("a\nb\nc\n", lines=2) == "b\nc"
