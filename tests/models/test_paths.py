from __future__ import annotations

from pathlib import Path

import pytest

from metabgm.models import paths


def test_variable_overrides_the_platform(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(paths.CACHE_DIR_VARIABLE, str(tmp_path))
    assert paths.models_dir() == tmp_path / "models"
    assert paths.downloads_dir() == tmp_path / "downloads"


def test_platform_folder_without_the_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(paths.CACHE_DIR_VARIABLE, raising=False)
    assert paths.cache_dir().is_absolute()
    assert "metabgm" in paths.cache_dir().parts


def test_relative_override_is_made_absolute(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(paths.CACHE_DIR_VARIABLE, "here")
    assert paths.cache_dir() == Path.cwd() / "here"
