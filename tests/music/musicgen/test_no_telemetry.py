"""What runs the networks reports nothing about the player's machine."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.parametrize("package", ["ov", "ort"])
def test_nothing_is_kept_to_be_reported(package: str, tmp_path: Path) -> None:
    # Continuous integration is left alone by these reports.
    environment = {
        name: value for name, value in os.environ.items() if name not in ("CI", "ORT_DISABLE_TELEMETRY")
    }
    home = {"HOME": str(tmp_path), "USERPROFILE": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path)}
    code = f"import metabgm.music.musicgen.{package}.cached_decoder"
    subprocess.run([sys.executable, "-c", code], env={**environment, **home}, check=True, timeout=120)
    assert list(tmp_path.rglob("*")) == []
