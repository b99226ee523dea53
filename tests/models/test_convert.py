"""A converted model computes what transformers computes from the same checkpoint."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import ctranslate2
import gguf
import numpy as np
import numpy.typing as npt
import pytest
from gguf.constants import GGMLQuantizationType as Kind

pytest.importorskip("torch")
import torch
import transformers

from metabgm.models.checkpoint import Checkpoint
from metabgm.models.convert import Quantization, convert
from metabgm.models.errors import ModelError
from metabgm.models.gguf_llama import GgufLlama
from metabgm.models.hf_llama import HfLlama
from tests.models.gguf_files import small_llama
from tests.models.gguf_from_hf import write_gguf

from tests.models.hf_folders import KINDS, Kind as HfKind, write_checkpoint  # isort: skip

Array = npt.NDArray[Any]
_TOKENS = 120


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[HfKind, Path]:
    parent = tmp_path_factory.mktemp("hf")
    for kind in KINDS:
        write_checkpoint(parent / kind, kind)
    return {kind: parent / kind for kind in KINDS}


@pytest.fixture(scope="module")
def expected(folders: dict[HfKind, Path]) -> dict[HfKind, Array]:
    return {kind: _reference(folder, _ids(folder)) for kind, folder in folders.items()}


def _ids(folder: Path) -> list[int]:
    with closing(HfLlama(folder)) as checkpoint:
        ids = np.random.default_rng(1).integers(0, checkpoint.shape.vocabulary, _TOKENS)
        return [int(index) for index in ids]


def _reference(folder: Path, ids: list[int], **options: Any) -> Array:
    model: Any = transformers.LlamaForCausalLM.from_pretrained(folder, dtype=torch.float32, **options)
    with torch.no_grad():
        logits: Array = model(torch.tensor([ids])).logits[0].numpy()
    return logits


def _converted(checkpoint: Checkpoint, target: Path, quantization: Quantization) -> list[str]:
    target.mkdir()
    tokenizer = checkpoint.tokenizer()
    convert(checkpoint, tokenizer, target, quantization, lambda _: None)
    return list(tokenizer.tokens)


@contextmanager
def _logits(folder: Path, compute_type: str) -> Iterator[Callable[[list[str]], Array]]:
    # Gone before the interpreter exits, or else CTranslate2 aborts the process.
    held = [ctranslate2.Generator(str(folder), compute_type=compute_type, intra_threads=1)]
    yield lambda tokens: np.array(held[0].forward_batch([tokens]))[0].astype(np.float32)
    held.clear()


def _run(checkpoint: Checkpoint, target: Path, quantization: Quantization, ids: list[int]) -> Array:
    tokens = _converted(checkpoint, target, quantization)
    compute_type = "int8_float32" if quantization.startswith("int8") else "float32"
    with _logits(target, compute_type) as logits:
        return logits([tokens[index] for index in ids])


@pytest.mark.parametrize("kind", KINDS)
def test_float32_from_a_hugging_face_folder(
    folders: dict[HfKind, Path], expected: dict[HfKind, Array], tmp_path: Path, kind: HfKind
) -> None:
    with closing(HfLlama(folders[kind])) as checkpoint:
        got = _run(checkpoint, tmp_path / "model", "float32", _ids(folders[kind]))
    assert np.abs(got - expected[kind]).max() < 1e-3
    assert expected[kind].std() > 1.0, "logits that are all alike would prove nothing"


@pytest.mark.parametrize("kind", KINDS)
def test_float32_from_gguf(
    folders: dict[HfKind, Path], expected: dict[HfKind, Array], tmp_path: Path, kind: HfKind
) -> None:
    path = write_gguf(folders[kind], tmp_path / "model.gguf")
    with GgufLlama(path) as checkpoint:
        got = _run(checkpoint, tmp_path / "model", "float32", _ids(folders[kind]))
    assert np.abs(got - expected[kind]).max() < 1e-3


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("quantization", ["int8", "int8_float32"])
def test_int8_mostly_prefers_the_same_token(
    folders: dict[HfKind, Path],
    expected: dict[HfKind, Array],
    tmp_path: Path,
    kind: HfKind,
    quantization: Quantization,
) -> None:
    """Measured 0.76 to 0.93 on random weights, whose likeliest tokens are near ties."""
    with closing(HfLlama(folders[kind])) as checkpoint:
        got = _run(checkpoint, tmp_path / "model", quantization, _ids(folders[kind]))
    assert (got.argmax(axis=1) == expected[kind].argmax(axis=1)).mean() >= 0.7
    assert np.corrcoef(got.ravel(), expected[kind].ravel())[0, 1] > 0.99


@pytest.mark.parametrize("dtype", ["float16", "bfloat16"])
def test_float16_holds_half_precision_checkpoints(tmp_path: Path, dtype: str) -> None:
    folder = tmp_path / "hf"
    write_checkpoint(folder, "smollm2", dtype=dtype)
    ids = _ids(folder)
    with closing(HfLlama(folder)) as checkpoint:
        got = _run(checkpoint, tmp_path / "model", "float16", ids)
    assert np.abs(got - _reference(folder, ids)).max() < 0.02
    assert (tmp_path / "model" / "model.bin").stat().st_size < 2.2 * checkpoint.shape.parameters


def test_quantized_gguf_is_what_its_weights_say(folders: dict[HfKind, Path], tmp_path: Path) -> None:
    path = write_gguf(folders["smollm2"], tmp_path / "model.gguf", Kind.Q8_0)
    ids = _ids(folders["smollm2"])
    with GgufLlama(path) as checkpoint:
        got = _run(checkpoint, tmp_path / "model", "float32", ids)
    dequantized = tmp_path / "dequantized"
    write_checkpoint(dequantized, "smollm2")
    _replace_weights(dequantized, lambda matrix: _through(matrix, Kind.Q8_0))
    assert np.abs(got - _reference(dequantized, ids)).max() < 1e-3


def _through(matrix: Array, kind: Kind) -> Array:
    return np.asarray(gguf.quants.dequantize(gguf.quants.quantize(matrix, kind), kind), np.float32)


def _replace_weights(folder: Path, change: Callable[[Array], Array]) -> None:
    model = transformers.LlamaForCausalLM.from_pretrained(folder)
    with torch.no_grad():
        for weight in model.parameters():
            if weight.ndim == 2:
                weight.copy_(torch.from_numpy(change(weight.numpy())))
    model.save_pretrained(folder)


def test_weights_that_are_not_finite_name_their_tensor(tmp_path: Path) -> None:
    llama = small_llama()
    llama.tensors["blk.1.ffn_up.weight"].data[3, 5] = np.nan
    with GgufLlama(llama.write(tmp_path / "model.gguf")) as checkpoint:
        for quantization in ("int8", "float16"):
            with pytest.raises(ModelError, match=r"blk\.1\.ffn_up\.weight"):
                _converted(checkpoint, tmp_path / quantization, quantization)


def test_tied_embeddings_are_stored_once(folders: dict[HfKind, Path], tmp_path: Path) -> None:
    with closing(HfLlama(folders["smollm2"])) as checkpoint:
        _converted(checkpoint, tmp_path / "model", "float32")
    size = (tmp_path / "model" / "model.bin").stat().st_size
    assert 4 * checkpoint.shape.parameters < size < 4.1 * checkpoint.shape.parameters


def test_progress_counts_the_weights(folders: dict[HfKind, Path], tmp_path: Path) -> None:
    told: list[float] = []
    with closing(HfLlama(folders["llama2"])) as checkpoint:
        convert(checkpoint, checkpoint.tokenizer(), _made(tmp_path / "model"), "int8", told.append)
    assert told == sorted(told)
    assert told[0] > 0.0
    assert told[-1] == 1.0
    assert len(told) >= checkpoint.shape.layers


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder
