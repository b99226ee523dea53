"""From a checkpoint to a WAV file on torch, as a user types it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import wave
from pathlib import Path

import numpy as np
import pytest

from metabgm.models.paths import CACHE_DIR_VARIABLE

pytest.importorskip("torch", reason="runs the networks: pip install 'metabgm-sidecar[musicgen-torch]'")
pytest.importorskip("soxr")

# Without openvino, which this runtime must not need; prints at the end whether torch was imported.
_WITHOUT_OPENVINO = """
import sys
sys.modules["openvino"] = None
from metabgm.cli.main import run
code = run(sys.argv[1:])
print("torch" in sys.modules, file=sys.stderr)
sys.exit(code)
"""


def command(cache: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", _WITHOUT_OPENVINO, *arguments],
        # Networks this small are slower on more threads, much slower where others run.
        env=os.environ | {CACHE_DIR_VARIABLE: str(cache), "OMP_WAIT_POLICY": "PASSIVE"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def cache(tiny_checkpoint: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cache")
    wanted = ["models", "add", str(tiny_checkpoint), "--name", "tiny", "--runtime", "torch", "--yes"]
    added = command(folder, *wanted)
    assert added.returncode == 0, added.stderr
    assert "weights in f16, random ones" in added.stdout
    assert added.stderr.splitlines()[-1] == "False", "nothing is computed"
    return folder


def test_a_description_becomes_music(cache: Path, tmp_path: Path) -> None:
    made = []
    for name in ("a.wav", "b.wav"):
        arguments = ["--engine", "musicgen", "--seconds", "1.5", "--seed", "5", "-o", str(tmp_path / name)]
        done = command(cache, "compose", "calm harp", *arguments)
        assert done.returncode == 0, done.stderr
        assert done.stderr.splitlines()[-1] == "True"
        assert json.loads(done.stdout)["tokens"] == 75
        with wave.open(str(tmp_path / name)) as file:
            made.append(np.frombuffer(file.readframes(file.getnframes()), "<i2"))
    assert len(made[0]) == 2 * 72_000
    assert made[0].std() > 100
    assert np.array_equal(made[0], made[1])


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (
            ["compose", "x", "--engine", "musicgen", "-o", "x.wav", "--musicgen-runtime", "openvino"],
            "musicgen_runtime: openvino, but tiny was added for torch or audiocraft",
        ),
        (
            ["models", "check", "tiny", "--musicgen-runtime", "openvino"],
            "musicgen_runtime: openvino, but tiny was added for torch or audiocraft",
        ),
        (
            [
                "models",
                "add",
                "{tiny}",
                "--runtime",
                "torch",
                "--quantization",
                "int4",
                "--name",
                "x",
                "--yes",
            ],
            "--quantization int4: expected one of f16, f32",
        ),
    ],
)
def test_what_does_not_fit_is_said(
    cache: Path, tiny_checkpoint: Path, arguments: list[str], expected: str
) -> None:
    done = command(cache, *(argument.format(tiny=tiny_checkpoint) for argument in arguments))
    assert done.returncode == 1
    assert expected in done.stderr


def test_a_melody_model_is_refused_by_name(tiny_melody_checkpoint: Path, tmp_path: Path) -> None:
    wanted = ["models", "add", str(tiny_melody_checkpoint), "--name", "x", "--runtime", "torch", "--yes"]
    done = command(tmp_path, *wanted)
    assert done.returncode == 1
    assert "a melody model; expected one that follows a text alone, or --runtime openvino" in done.stderr
    assert not (tmp_path / "models" / "x").exists()
