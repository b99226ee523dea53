from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("torch")
pytest.importorskip("transformers")
from tokenizers import Tokenizer

from metabgm.music.musicgen.checkpoint import open_checkpoint
from musicgen_checkpoints.hf import write_hf

_SCRIPTS = Path(__file__).parents[2] / "scripts"


def _make(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "musicgen_checkpoints.main", *arguments]
    return subprocess.run(command, cwd=_SCRIPTS, capture_output=True, text=True, check=False)


def test_a_folder_that_says_what_it_is_not(tmp_path: Path) -> None:
    folder = tmp_path / "model"
    made = _make(str(folder), "--size", "tiny", "--format", "audiocraft", "--stereo", "--seed", "5")
    assert made.returncode == 0, made.stderr
    assert made.stdout.splitlines()[-1] == str(folder)
    card = (folder / "README.md").read_text()
    assert "# Random weights, not the real model" in card
    assert "size tiny, kind text, stereo, seed 5" in card
    with open_checkpoint(folder) as checkpoint:
        assert checkpoint.shape.decoder.stereo


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("keep")
    made = _make(str(tmp_path), "--size", "tiny")
    assert made.returncode == 2
    assert "is not empty" in made.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


def test_a_seed_gives_the_same_files(tmp_path: Path) -> None:
    for name, seed in (("a", 3), ("b", 3), ("c", 4)):
        write_hf(tmp_path / name, "tiny", seed=seed)
    for file in ("model.safetensors", "tokenizer.json", "config.json"):
        assert (tmp_path / "a" / file).read_bytes() == (tmp_path / "b" / file).read_bytes()
    weights = [(tmp_path / name / "model.safetensors").read_bytes() for name in "ac"]
    assert weights[0] != weights[1]


def test_the_tokenizer_knows_words_and_falls_back_to_characters(tiny_words: Tokenizer) -> None:
    known = tiny_words.encode("Calm harp, slow")
    assert [known.tokens[0], known.tokens[-1]] == ["▁Calm", "</s>"]
    assert tiny_words.encode("Zwxq").tokens == ["▁", "Z", "w", "x", "q", "</s>"]
    assert tiny_words.encode("火").tokens == ["▁", "火", "</s>"]
    assert tiny_words.encode("火").ids[1] == tiny_words.token_to_id("<unk>")
    assert tiny_words.encode("").ids == [1]


@pytest.fixture(scope="module")
def tiny_words(tmp_path_factory: pytest.TempPathFactory) -> Tokenizer:
    folder = tmp_path_factory.mktemp("tokenizer")
    write_hf(folder, "tiny")
    return Tokenizer.from_file(str(folder / "tokenizer.json"))
