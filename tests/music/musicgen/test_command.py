"""From a checkpoint to a WAV file, as a user types it, on the real graphs and without torch."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import wave
from pathlib import Path

import numpy as np
import pyloudnorm
import pytest
import soundfile

from metabgm.cli.main import run
from metabgm.models.paths import CACHE_DIR_VARIABLE
from metabgm.music.musicgen.decoder_choice import Processor, missing_of_onnxruntime
from tests.models.hub_stand_in import hub_stand_in

pytest.importorskip("openvino", reason="runs the networks: pip install 'metabgm-sidecar[musicgen]'")
pytest.importorskip("soxr")

# Prints, after the command, whether anything imported torch.
_WATCHED = """
import sys
from metabgm.cli.main import run
code = run(sys.argv[1:])
print("torch" in sys.modules or "transformers" in sys.modules, file=sys.stderr)
sys.exit(code)
"""


def command(cache: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-c", _WATCHED, *arguments],
        env=os.environ | {CACHE_DIR_VARIABLE: str(cache)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr.splitlines()[-1:] == ["False"], f"torch was imported, or: {done.stderr}"
    return done


@pytest.fixture(scope="module")
def cache(tiny_checkpoint: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache with the tiny model, added as ``tiny``."""
    folder = tmp_path_factory.mktemp("cache")
    added = command(folder, "models", "add", str(tiny_checkpoint), "--name", "tiny", "--accept-license")
    assert added.returncode == 0, added.stderr
    assert "under the licence cc-by-nc-4.0" in added.stderr
    assert "no commercial purpose" in added.stderr
    assert "random ones" in added.stdout
    assert "--engine musicgen --musicgen tiny" in added.stdout
    return folder


def samples(path: Path) -> np.ndarray:
    with wave.open(str(path)) as file:
        assert (file.getframerate(), file.getnchannels()) == (48_000, 2)
        frames = np.frombuffer(file.readframes(file.getnframes()), "<i2").reshape(-1, 2)
    return frames / 32768.0


def test_without_a_yes_to_the_licence_nothing_is_added(tiny_checkpoint: Path, tmp_path: Path) -> None:
    refused = command(tmp_path, "models", "add", str(tiny_checkpoint))
    assert refused.returncode == 1
    assert "cc-by-nc-4.0, which was not accepted" in refused.stderr
    assert not (tmp_path / "models").exists()


def test_a_description_becomes_music(cache: Path, tmp_path: Path) -> None:
    out = tmp_path / "x.wav"
    arguments = ["compose", "calm harp at dusk", "--engine", "musicgen", "--seed", "5", "-o", str(out)]
    made = command(cache, *arguments, "--model", "tiny", "--seconds", "6")
    assert made.returncode == 0, made.stderr
    told = json.loads(made.stdout)
    assert told["title"] == "Calm harp at dusk (random weights)"
    assert (told["model"], told["seed"], told["tokens"]) == ("tiny", 5, 300)
    first = samples(out)
    assert len(first) == 6 * 48_000
    assert abs(pyloudnorm.Meter(48_000).integrated_loudness(first) + 18.0) < 2.0
    assert np.abs(first).max() < 0.9
    assert command(cache, *arguments, "--seconds", "6").returncode == 0, "the only model need not be named"
    assert np.array_equal(first, samples(out))
    ended = command(cache, *arguments, "--seconds", "6", "--steer", "0:0.5,2:end", "--guidance", "1")
    assert ended.returncode == 0, ended.stderr
    assert 2.5 * 48_000 < len(samples(out)) <= 4 * 48_000


def test_by_its_name_on_the_hub_and_asked_before_the_weights_are_fetched(
    tiny_checkpoint: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with hub_stand_in() as hub:
        hub.repositories["facebook/musicgen-tiny"] = tiny_checkpoint
        host, port = hub.server_address[:2]
        monkeypatch.setenv("HF_ENDPOINT", f"http://{host!s}:{port}")
        refused = command(tmp_path, "models", "add", "facebook/musicgen-tiny")
        assert refused.returncode == 1
        assert "which was not accepted" in refused.stderr
        assert not list(tmp_path.rglob("*.safetensors*"))
        added = command(tmp_path, "models", "add", "facebook/musicgen-tiny", "--yes")
        assert added.returncode == 0, added.stderr
    listed = {
        model["name"]: model for model in json.loads(command(tmp_path, "models", "list", "--json").stdout)
    }
    assert listed["facebook-musicgen-tiny"]["source"] == "facebook/musicgen-tiny"


@pytest.mark.parametrize("decoder", ["openvino", "onnxruntime"])
def test_what_runs_the_decoder_can_be_chosen(tiny_checkpoint: Path, tmp_path: Path, decoder: str) -> None:
    arguments = ["models", "add", str(tiny_checkpoint), "--yes", "--name", "tiny", "--decoder", decoder]
    added = command(tmp_path, *arguments)
    if decoder == "onnxruntime" and missing_of_onnxruntime():
        assert "--decoder onnxruntime needs onnx" in added.stderr
        return
    assert added.returncode == 0, added.stderr
    assert f"in int8 on {decoder}" in added.stdout
    out = tmp_path / "x.wav"
    made = command(tmp_path, "compose", "harp", "--engine", "musicgen", "--seconds", "1", "-o", str(out))
    assert made.returncode == 0, made.stderr
    assert samples(out).any()


def test_what_would_be_quicker_is_said(
    cache: Path, tiny_checkpoint: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(CACHE_DIR_VARIABLE, str(cache))
    adding = ["models", "add", str(tiny_checkpoint), "--yes", "--name", "another", "--decoder", "openvino"]
    for computes_in, missing, advised in (
        (("FP32",), ["onnx"], True),
        (("FP32",), [], False),
        (("FP32", "BF16"), ["onnx"], False),
    ):
        found = Processor("Intel(R) Xeon(R) Processor", computes_in)
        monkeypatch.setattr("metabgm.cli.models.missing_of_onnxruntime", lambda found=missing: found)
        monkeypatch.setattr("metabgm.music.musicgen.ov.compiled.processor", lambda found=found: found)
        assert run(adding) == 0
        assert ("musicgen-onnxruntime" in capsys.readouterr().out) == advised
        assert run(["models", "remove", "another"]) == 0


def test_list_and_check_know_it(cache: Path) -> None:
    listed = {model["name"]: model for model in json.loads(command(cache, "models", "list", "--json").stdout)}
    assert listed["tiny"]["kind"] == "musicgen"
    assert listed["tiny"]["random"] is True
    assert listed["tiny"]["quantization"] == "int8"
    checked = json.loads(command(cache, "models", "check", "tiny", "--json").stdout)
    assert checked["step"] in ("musicgen", "musicgen with the composer", "composer")
    assert checked["steps_per_s_at_50"] > 0
    assert checked["steps_per_s_at_500"] > 0
    assert checked["rtf"] > checked["codec_rtf"] > 0
    assert checked["random"] is True


@pytest.mark.parametrize(
    ("arguments", "code", "expected"),
    [
        (["--model", "large"], 1, "no MusicGen is named 'large'; there are: tiny"),
        (["--guidance", "0.5"], 2, "--guidance: 0.5, expected 1 to 15"),
        (["--guidance", "nan"], 2, "--guidance: nan, expected 1 to 15"),
        (["--midi", "x.mid"], 2, "a network writes no notes"),
    ],
)
def test_wrong_input_is_named(cache: Path, arguments: list[str], code: int, expected: str) -> None:
    done = command(cache, "compose", "x", "--engine", "musicgen", "-o", "x.wav", *arguments)
    assert (done.returncode, expected in done.stderr) == (code, True), done.stderr


def test_a_melody_model_follows_a_melody(tiny_melody_checkpoint: Path, cache: Path, tmp_path: Path) -> None:
    added = command(tmp_path, "models", "add", str(tiny_melody_checkpoint), "--yes", "--quantization", "int4")
    assert added.returncode == 0, added.stderr
    melody, out = tmp_path / "melody.flac", tmp_path / "x.wav"
    at = np.arange(66_150) / 22_050
    soundfile.write(melody, 0.3 * np.sin(2 * np.pi * 330 * at), 22_050)
    arguments = ["compose", "harp", "--engine", "musicgen", "--seed", "5", "--seconds", "2", "-o", str(out)]
    alone = command(tmp_path, *arguments)
    assert json.loads(alone.stdout)["melody"] is False
    music = samples(out)
    followed = command(tmp_path, *arguments, "--melody", str(melody))
    assert json.loads(followed.stdout)["melody"] is True
    assert not np.array_equal(samples(out), music)
    refused = command(cache, *arguments, "--melody", str(melody))
    assert refused.returncode == 2
    assert "--melody: tiny follows a text alone, expected a melody model" in refused.stderr


def test_what_only_musicgen_has_is_refused_for_the_composer(cache: Path) -> None:
    done = command(cache, "compose", "x", "-o", "x.wav", "--negative", "drums")
    assert done.returncode == 2
    assert "--negative: the composer has none" in done.stderr


def test_a_language_models_rounding_is_refused(tiny_checkpoint: Path, tmp_path: Path) -> None:
    wrong = ["--quantization", "float16", "--yes"]
    done = command(tmp_path, "models", "add", str(tiny_checkpoint), *wrong)
    assert done.returncode == 1
    assert "--quantization float16: expected one of int8, int4, f32" in done.stderr


def test_a_damaged_folder_is_named_and_can_be_removed(tiny_checkpoint: Path, tmp_path: Path) -> None:
    more = ["--name", "hurt", "--yes", "--quantization", "int4", "--decoder", "openvino"]
    assert command(tmp_path, "models", "add", str(tiny_checkpoint), *more).returncode == 0
    weights = tmp_path / "models" / "hurt" / "decoder.bin"
    weights.write_bytes(weights.read_bytes()[:-1])
    done = command(tmp_path, "compose", "x", "--engine", "musicgen", "-o", str(tmp_path / "x.wav"))
    assert done.returncode == 1
    assert "decoder.bin has" in done.stderr
    assert "'models remove hurt' and add it again" in done.stderr
    assert not (tmp_path / "x.wav").exists()
    assert command(tmp_path, "models", "remove", "hurt").returncode == 0
    assert not weights.parent.exists()


def test_without_any_model_it_says_what_to_type(tmp_path: Path) -> None:
    done = command(tmp_path, "compose", "x", "--engine", "musicgen", "-o", "x.wav")
    assert done.returncode == 1
    assert "'models add facebook/musicgen-small' brings one" in done.stderr


@pytest.mark.parametrize("missing", ["openvino", "soxr"])
def test_without_the_extra_it_says_what_to_install(cache: Path, missing: str) -> None:
    hidden = f"import sys; sys.modules[{missing!r}] = None\n"
    done = subprocess.run(
        [sys.executable, "-c", hidden + _WATCHED, "compose", "x", "--engine", "musicgen", "-o", "x.wav"],
        env=os.environ | {CACHE_DIR_VARIABLE: str(cache)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert f"MusicGen needs {missing}: pip install 'metabgm-sidecar[musicgen]'" in done.stderr


def test_nothing_of_the_extra_is_imported_before_it_is_used() -> None:
    code = """
import importlib, pkgutil, sys, metabgm
for found in pkgutil.walk_packages(metabgm.__path__, "metabgm."):
    # What trains imports transformers, which imports soxr where it finds it.
    if found.name.endswith(("_worker", "__main__")) or {"ov", "research"} & set(found.name.split(".")):
        continue
    try:
        importlib.import_module(found.name)
    except ModuleNotFoundError as missing:
        # Of another extra, which may be installed or not.
        assert missing.name not in ("openvino", "soxr")
print(sorted({"openvino", "soxr"} & set(sys.modules)))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, "[]"), done.stderr
