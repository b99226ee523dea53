"""The ladder through the real socket: whatever is wrong with the model, music plays and the player knows."""

from __future__ import annotations

import os
import resource
import shutil
import signal
from pathlib import Path

import pytest

from metabgm.models.manifest import ModelFolder
from metabgm.models.paths import downloads_dir
from metabgm.server.ladder import LOADING
from tests.server.sidecar_process import SidecarProcess, game, running_sidecar

FILE_BYTES = 120_000_000


def told_reason(sidecar: SidecarProcess) -> str:
    """What the player is told, once it is clear that the texts stay the template's."""
    with game(sidecar) as connected:
        step = connected.identify()["step"]
        while step["reason"] == LOADING:
            step = connected.hear("status")["step"]
        connected.scene()
        assert connected.hear("track")["provenance"]["describer"] == "template"
        assert connected.hear("pcm")["data"]
    assert step["texts"] == "template"
    reason: str = step["reason"]
    assert "\n" not in reason
    return reason


def test_unknown_model(tmp_path: Path) -> None:
    with running_sidecar(tmp_path, "--model", "llama-9000") as sidecar:
        assert "llama-9000" in told_reason(sidecar)


def test_model_folder_without_its_files(tmp_path: Path) -> None:
    folder = tmp_path / "model"
    folder.mkdir()
    with running_sidecar(tmp_path, "--model", str(folder)) as sidecar:
        assert str(folder) in told_reason(sidecar)


def test_damaged_model_folder(tmp_path: Path, smollm2_folder: ModelFolder) -> None:
    folder = tmp_path / "model"
    shutil.copytree(smollm2_folder.path, folder)
    os.truncate(folder / "model.bin", 1_000_000)
    with running_sidecar(tmp_path, "--model", str(folder)) as sidecar:
        assert "model.bin" in told_reason(sidecar)


def small_files_only() -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (FILE_BYTES, FILE_BYTES))


@pytest.mark.usefixtures("smollm2_folder")
def test_disk_that_fills_at_conversion(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    shutil.copytree(downloads_dir(), cache / downloads_dir().name)
    environment = {"METABGM_CACHE_DIR": str(cache)}
    with running_sidecar(tmp_path, env=environment, preexec_fn=small_files_only) as sidecar:
        assert "disk is full" in told_reason(sidecar)
    left = [path for path in cache.rglob("*") if path.is_file() and "partial" in str(path)]
    assert left == []


def test_model_that_loads_takes_over_from_the_template(tmp_path: Path, smollm2_folder: ModelFolder) -> None:
    with (
        running_sidecar(tmp_path, "--model", str(smollm2_folder.path)) as sidecar,
        game(sidecar) as connected,
    ):
        ready = connected.identify()
        if ready["step"]["texts"] == "template":
            assert ready["loading"] or ready["step"]["reason"]
            connected.hear("status", lambda message: message["step"]["texts"] == "llama")
        connected.scene("minecraft:swamp")
        assert connected.hear("track")["provenance"]["narrative"]
