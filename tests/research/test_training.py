"""Real trainings of a tiny random LLaMA."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("peft")

import torch
from safetensors.numpy import load_file

from metabgm.cli import main
from metabgm.models.chat_turns import CHATML
from metabgm.models.hf_llama import HfLlama
from metabgm.research import fine_tuning
from metabgm.research.encoding import Encoder
from metabgm.research.examples import examples_of
from metabgm.research.fine_tuning import Order, fine_tune
from metabgm.research.pairs import Pair, all_pairs
from metabgm.research.schedule import Settings, batches, rate_at
from metabgm.research.training_folder import TrainingError
from tests.models.hf_folders import write_checkpoint
from tests.research.tiny_dataset import write_dataset

_SETTINGS = Settings(passes=2, batch=2, rate=0.02, rank=4, alpha=8.0, dropout=0.1)
_STEPS = 8


@pytest.fixture(scope="module")
def base_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("base")
    write_checkpoint(folder, "smollm2")
    return folder


@pytest.fixture(scope="module")
def pairs(tmp_path_factory: pytest.TempPathFactory) -> list[Pair]:
    return all_pairs([write_dataset(tmp_path_factory.mktemp("data") / "pairs.jsonl", of_each=2)])


def _train(folder: Path, pairs: list[Pair], out: Path, told: Any = lambda _line, _done: None) -> Path:
    base = HfLlama(folder)
    try:
        return fine_tune(base, pairs, Order("tiny", out, _SETTINGS, threads=1), told)
    finally:
        base.close()


class _KilledError(Exception):
    pass


def _kill_at(step: int) -> Any:
    def told(line: str, _done: float) -> None:
        if line.startswith(f"step {step} of {_STEPS}"):
            raise _KilledError

    return told


def test_it_learns_and_leaves_what_it_promises(base_folder: Path, pairs: list[Pair], tmp_path: Path) -> None:
    lines: list[str] = []
    adapter = _train(base_folder, pairs, tmp_path / "out", lambda line, _done: lines.append(line))
    assert sorted(path.name for path in adapter.parent.iterdir()) == [
        "adapter.safetensors",
        "loss.png",
        "training.json",
    ]
    assert (adapter.parent / "loss.png").read_bytes().startswith(b"\x89PNG")
    record = json.loads((adapter.parent / "training.json").read_text())
    losses = record["losses"]["train"]
    assert len(losses) == len(lines) == _STEPS
    assert losses[-1] < 0.8 * losses[0]
    assert [steps for steps, _ in record["losses"]["held_out"]] == [4, 8]
    assert record["losses"]["held_out"][-1][1] < record["losses"]["held_out"][0][1]
    assert lines[-1].startswith("step 8 of 8, loss ")


@pytest.fixture(scope="module")
def whole(base_folder: Path, pairs: list[Pair], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The adapter of a training that was never stopped."""
    return _train(base_folder, pairs, tmp_path_factory.mktemp("whole"))


@pytest.mark.parametrize("step", [1, 4])
def test_killed_at_any_step_it_goes_on_as_if_nothing_had_been(  # noqa: PLR0917
    base_folder: Path,
    pairs: list[Pair],
    whole: Path,
    tmp_path: Path,
    step: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(fine_tuning, "SAVED_EVERY", 2)
    unbroken = load_file(whole)
    with pytest.raises(_KilledError):
        _train(base_folder, pairs, tmp_path / "killed", _kill_at(step))
    again: list[str] = []
    resumed = load_file(
        _train(base_folder, pairs, tmp_path / "killed", lambda line, _done: again.append(line))
    )
    assert len(again) == _STEPS - (step - 1) // 2 * 2
    assert unbroken.keys() == resumed.keys()
    assert all((unbroken[name] == resumed[name]).all() for name in unbroken)


def test_killed_by_the_system_it_goes_on(base_folder: Path, tmp_path: Path) -> None:
    data = write_dataset(tmp_path / "pairs.jsonl", of_each=2)

    def command(out: str) -> list[str]:
        order = ["research", "train", str(data), "--out", str(tmp_path / out), "--base", str(base_folder)]
        settings = ["--passes", "60", "--batch", "4", "--rank", "4", "--threads", "1"]
        return [sys.executable, "-m", "metabgm", *order, *settings]

    subprocess.run(command("whole"), check=True, capture_output=True)
    with subprocess.Popen(command("killed"), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        while not (tmp_path / "killed" / "state.pt").exists():
            assert process.poll() is None
            time.sleep(0.01)
        process.kill()
    assert not (tmp_path / "killed" / "adapter.safetensors").exists()
    subprocess.run(command("killed"), check=True, capture_output=True)
    whole, resumed = (load_file(tmp_path / out / "adapter.safetensors") for out in ("whole", "killed"))
    assert all((whole[name] == resumed[name]).all() for name in whole)


def test_a_folder_of_another_run_is_refused(base_folder: Path, pairs: list[Pair], tmp_path: Path) -> None:
    with pytest.raises(_KilledError):
        _train(base_folder, pairs, tmp_path / "out", _kill_at(3))
    # Killed before the first save: nothing is there to go on with.
    assert list((tmp_path / "out").iterdir()) == []
    torch.save({"run": "other"}, tmp_path / "out" / "state.pt")
    with pytest.raises(TrainingError, match="another model, dataset or settings"):
        _train(base_folder, pairs, tmp_path / "out")
    (tmp_path / "out" / "state.pt").write_bytes(b"damaged")
    with pytest.raises(TrainingError, match=r"state\.pt is damaged; remove it to begin again"):
        _train(base_folder, pairs, tmp_path / "out")


def test_the_loss_counts_the_answer_alone(base_folder: Path, pairs: list[Pair]) -> None:
    base = HfLlama(base_folder)
    tokenizer = base.tokenizer().tokenizer
    base.close()
    encoder = Encoder(tokenizer, CHATML)
    for example in examples_of(pairs):
        text = encoder.encode(example)
        answer = tokenizer.decode(list(text.ids[text.answer_from : -1]))
        assert answer.strip() == example.output
        assert tokenizer.id_to_token(text.ids[-1]) == "<|im_end|>"
        asked = tokenizer.decode(list(text.ids[: text.answer_from]), skip_special_tokens=False)
        assert example.instruction in asked
        assert example.input in asked


def test_schedule() -> None:
    settings = Settings(passes=3, batch=4)
    steps = batches([7] * 10, settings)
    assert len(steps) == 9
    for number in range(3):
        assert sorted(place for step in steps[3 * number : 3 * number + 3] for place in step) == list(
            range(10)
        )
    assert steps[:3] != steps[3:6]
    lengths = list(range(100))
    mixed = batches(lengths, Settings(passes=1, batch=10))
    assert sorted(place for step in mixed for place in step) == lengths
    # Of 80 shuffled texts ten that follow each other in length: a run of about a tenth.
    assert sum(max(step) - min(step) for step in mixed) / len(mixed) < 25
    assert mixed != sorted(mixed, key=min)
    rates = [rate_at(step, 100, settings) for step in range(100)]
    assert max(rates) == rates[4] == rates[5] == settings.rate
    assert rates[:5] == sorted(rates[:5])
    assert rates[5:] == sorted(rates[5:], reverse=True)
    assert 0 < rates[-1] < 0.06 * settings.rate


def test_the_command(
    base_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("METABGM_CACHE_DIR", str(tmp_path / "cache"))
    data = write_dataset(tmp_path / "pairs.jsonl", of_each=1)
    order = ["research", "train", str(data), "--out", str(tmp_path / "out"), "--base", str(base_folder)]
    assert main.run([*order, "--passes", "1", "--threads", "1"]) == 0
    assert "adapter.safetensors: 0." in capsys.readouterr().out
    assert main.run([*order, "--passes", "0"]) == 2
    assert "--passes: 0, expected 1 to 1000" in capsys.readouterr().err
    assert main.run([*order[:-1], str(tmp_path / "none")]) == 1
    data.write_text("{}\n")
    assert main.run(order) == 2
    assert f"{data}:1: id: missing" in capsys.readouterr().err
