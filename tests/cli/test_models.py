"""``metabgm-sidecar models`` as a user types it, in a cache of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from metabgm.models import paths
from metabgm.models.manifest import ModelFolder
from tests.models.hf_folders import write_checkpoint
from tests.models.hub_stand_in import hub_stand_in


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hf") / "tiny-llama"
    write_checkpoint(folder, "llama2")
    return folder


def _run(cache: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "metabgm", "models", *arguments],
        env=os.environ | {paths.CACHE_DIR_VARIABLE: str(cache)} | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_add_list_check_remove(checkpoint: Path, tmp_path: Path) -> None:
    added = _run(tmp_path, "add", str(checkpoint), "--quantization", "int8_float32")
    assert added.returncode == 0, added.stderr
    assert "chat turns llama2, licence apache-2.0" in added.stdout
    assert "metabgm-sidecar --model tiny-llama" in added.stdout

    listed = json.loads(_run(tmp_path, "list", "--json").stdout)
    assert [(model["name"], model["state"]) for model in listed] == [
        ("smollm2-135m-instruct", "not fetched yet"),
        ("tiny-llama", "ready"),
    ]
    assert listed[1]["size"] == sum(
        file.stat().st_size
        for file in (tmp_path / "models" / "tiny-llama").iterdir()
        if file.name != "metabgm-model.json"
    )
    assert listed[1]["source"] == str(checkpoint)
    assert listed[1]["quantization"] == "int8_float32"
    lines = _run(tmp_path, "list").stdout
    assert "tiny-llama: ready" in lines
    assert "licence apache-2.0" in lines

    checked = json.loads(_run(tmp_path, "check", "tiny-llama", "--json").stdout)
    assert checked["tokens_per_s"] > 0
    assert checked["prefill_ms"] > 0
    assert checked["memory_mb"] > 10

    removed = _run(tmp_path, "remove", "tiny-llama")
    assert removed.returncode == 0
    assert len(json.loads(_run(tmp_path, "list", "--json").stdout)) == 1


def test_a_repository_by_its_name(checkpoint: Path, tmp_path: Path) -> None:
    with hub_stand_in() as hub:
        hub.repositories["somebody/Tiny-LLaMA"] = checkpoint
        host, port = hub.server_address[:2]
        added = _run(tmp_path, "add", "somebody/Tiny-LLaMA", HF_ENDPOINT=f"http://{host!s}:{port}")
        assert added.returncode == 0, added.stderr
    (model,) = [
        m for m in json.loads(_run(tmp_path, "list", "--json").stdout) if m["name"].startswith("some")
    ]
    assert (model["name"], model["source"]) == ("somebody-tiny-llama", "somebody/Tiny-LLaMA")
    left = [name for name in os.listdir(tmp_path / "downloads" / "hub") if not name.endswith(".lock")]
    assert left == [], "what was converted is not kept twice"


@pytest.mark.parametrize(
    ("arguments", "code", "line"),
    [
        (["add", "nonsense"], 1, "error: nonsense: no such file or folder, and no name on the hub"),
        (["check", "nonsense"], 1, "error: no model is named 'nonsense'"),
        (["check", "--threads", "0"], 2, "error: --threads: 0, expected 1 to 64"),
        (["remove", "../up"], 1, "error: model name '../up'"),
    ],
)
def test_errors_are_one_line(tmp_path: Path, arguments: list[str], code: int, line: str) -> None:
    ended = _run(tmp_path, *arguments)
    assert ended.returncode == code
    assert ended.stderr.startswith(line)
    assert ended.stderr.count("\n") == 1
    assert ended.stdout == ""


def test_changed_files_are_found(checkpoint: Path, tmp_path: Path) -> None:
    assert _run(tmp_path, "add", str(checkpoint)).returncode == 0
    binary = tmp_path / "models" / "tiny-llama" / "model.bin"
    content = bytearray(binary.read_bytes())
    content[len(content) // 2] ^= 1
    binary.write_bytes(content)
    ended = _run(tmp_path, "check", "tiny-llama")
    assert ended.returncode == 1
    assert "model.bin has changed since the model was added; 'models remove tiny-llama'" in ended.stderr


def test_the_model_in_the_box(smollm2_folder: ModelFolder) -> None:
    checked = json.loads(_run(smollm2_folder.path.parent.parent, "check", "--json").stdout)
    assert checked["model"].startswith("smollm2-135m-instruct@")
    assert 150 < checked["memory_mb"] < 500
