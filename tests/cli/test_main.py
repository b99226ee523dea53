from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from metabgm.cli.main import run


def test_help_loads_neither_engine_nor_model() -> None:
    program = (
        "import sys\n"
        "from metabgm.cli.main import run\n"
        "try:\n    run(['--help'])\nexcept SystemExit as end:\n    assert end.code == 0\n"
        "heavy = {'ctranslate2', 'symusic', 'tokenizers', 'gguf', 'torch', 'transformers'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True, stdout=subprocess.DEVNULL)


@pytest.mark.skipif(sys.platform == "win32", reason="a closed pipe is another error there")
@pytest.mark.parametrize("unbuffered", ["", "1"], ids=["at the end", "at once"])
def test_a_reader_that_has_enough_is_no_error(unbuffered: str, tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        ended = subprocess.run(
            [sys.executable, "-m", "metabgm", "models", "list"],
            stdout=writing,
            stderr=subprocess.PIPE,
            text=True,
            env=os.environ | {"METABGM_CACHE_DIR": str(tmp_path), "PYTHONUNBUFFERED": unbuffered},
            check=False,
        )
    finally:
        os.close(writing)
    assert (ended.returncode, ended.stderr) == (141, "")


def test_unknown_option_is_a_usage_error(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as raised:
        run(["--colour"])
    assert raised.value.code == 2
    assert "--colour" in capsys.readouterr().err


def test_recording_that_cannot_be_written_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("METABGM_CONFIG_DIR", str(tmp_path))
    assert run(["--record", str(tmp_path / "none" / "r.jsonl")]) == 2
    assert "--record: " in capsys.readouterr().err


def test_wrong_configuration_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("METABGM_CONFIG_DIR", str(tmp_path))
    assert run(["--port", "99999"]) == 2
    assert capsys.readouterr().err == "error: command line: port = 99999: Expected `int` <= 65535\n"
    assert run(["--engine", "orchestra"]) == 2
    assert "engine: 'orchestra', expected 'composer'" in capsys.readouterr().err
