from __future__ import annotations

import shutil
from pathlib import Path

import pytest


@pytest.fixture
def folder(tiny_checkpoint: Path, tmp_path: Path) -> Path:
    """A copy of the tiny model in Hugging Face's format, for a test to damage."""
    return shutil.copytree(tiny_checkpoint, tmp_path / "model")
