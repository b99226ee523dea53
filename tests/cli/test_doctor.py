from __future__ import annotations

from pathlib import Path

import pytest

from metabgm.cli.main import run


def test_healthy_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("METABGM_CONFIG_DIR", str(tmp_path))
    assert run(["doctor", "--no-model"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[1] for line in lines] == ["sidecar", "token", "port", "composer"]


def test_readable_token_fails_with_what_to_type(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("METABGM_CONFIG_DIR", str(tmp_path))
    assert run(["doctor", "--no-model"]) == 0
    (tmp_path / "token").chmod(0o644)
    capsys.readouterr()
    assert run(["doctor", "--no-model"]) == 1
    assert "chmod 600" in capsys.readouterr().out
