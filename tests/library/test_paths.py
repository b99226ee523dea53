from __future__ import annotations

from pathlib import Path

import pytest

from metabgm.library import paths
from metabgm.models.paths import CACHE_DIR_VARIABLE, cache_dir


def test_variable_overrides_the_platform(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(paths.DATA_DIR_VARIABLE, str(tmp_path))
    assert paths.library_path() == tmp_path / "library.sqlite3"


def test_platform_folder_is_not_the_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(paths.DATA_DIR_VARIABLE, raising=False)
    monkeypatch.delenv(CACHE_DIR_VARIABLE, raising=False)
    assert paths.data_dir().is_absolute()
    assert "metabgm" in paths.data_dir().parts
    assert paths.data_dir() != cache_dir()


def test_relative_override_is_made_absolute(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(paths.DATA_DIR_VARIABLE, "here")
    assert paths.data_dir() == Path.cwd() / "here"
