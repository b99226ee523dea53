from __future__ import annotations

import subprocess
import sys

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


def test_unknown_option_is_a_usage_error(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as raised:
        run(["--colour"])
    assert raised.value.code == 2
    assert "--colour" in capsys.readouterr().err


def test_wrong_configuration_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--port", "99999"]) == 2
    assert capsys.readouterr().err == "error: command line: port = 99999: Expected `int` <= 65535\n"
    assert run(["--engine", "orchestra"]) == 2
    assert "engine: 'orchestra', expected 'composer'" in capsys.readouterr().err
