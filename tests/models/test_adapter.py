"""An adapter that was trained beside the base computes the same once it is merged in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest

pytest.importorskip("peft", reason="trains: pip install 'metabgm-sidecar[research]'")

import torch
from safetensors.numpy import load_file, save_file

from metabgm.models.adapter import FORMAT, Adapter, Merged
from metabgm.models.add import Wish, add
from metabgm.models.checkpoint import Checkpoint
from metabgm.models.digest import sha256_of_all
from metabgm.models.errors import ModelError
from metabgm.models.gguf_llama import GgufLlama
from metabgm.models.hf_llama import HfLlama
from metabgm.models.manifest import WORDS_NAME, ModelFolder
from metabgm.research.lora import trainable, with_lora, write_adapter
from metabgm.research.torch_llama import load
from tests.models.gguf_from_hf import write_gguf
from tests.models.hf_folders import KINDS, write_checkpoint

_IDS = torch.tensor([[5, 90, 17, 260, 33, 8, 141, 2, 77, 300]])


@pytest.fixture(scope="module")
def bases(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("bases")
    found: dict[str, Path] = {}
    for kind in KINDS:
        write_checkpoint(folder / kind, kind)
        found[kind] = folder / kind
        found[f"{kind}.gguf"] = write_gguf(folder / kind, folder / f"{kind}.gguf")
    return found


@contextmanager
def _opened(path: Path) -> Iterator[Checkpoint]:
    checkpoint = GgufLlama(path) if path.suffix == ".gguf" else HfLlama(path)
    try:
        yield checkpoint
    finally:
        checkpoint.close()


def _logits(model: Any) -> Any:
    model.eval()
    with torch.no_grad():
        return model(input_ids=_IDS).logits[0].numpy()


def _trained(checkpoint: Checkpoint) -> Any:
    """LoRA with random A and B, as after a training."""
    torch.manual_seed(3)
    model = with_lora(load(checkpoint, torch.float32), rank=4, alpha=8.0, dropout=0.0)
    with torch.no_grad():
        for weight in trainable(model).values():
            weight.normal_(0.0, 0.1)
    return model


def _write(checkpoint: Checkpoint, model: Any, path: Path) -> Path:
    digest = sha256_of_all(checkpoint.sources)
    write_adapter(
        path, model, checkpoint.shape, alpha=8.0, base="tiny", base_sha256=digest, words=["oboe", "a", "oboe"]
    )
    return path


@pytest.mark.parametrize("kind", [*KINDS, *(f"{kind}.gguf" for kind in KINDS)])
def test_merged_computes_what_the_trained_model_does(
    bases: dict[str, Path], kind: str, tmp_path: Path
) -> None:
    with _opened(bases[kind]) as base:
        plain = _logits(load(base, torch.float32))
        model = _trained(base)
        merged = Merged(base, Adapter(_write(base, model, tmp_path / "adapter.safetensors")))
        logits = _logits(load(merged, torch.float32))
        assert np.abs(logits - _logits(model)).max() < 0.02
        assert np.abs(logits - plain).max() > 1.0
        assert set(merged.sources) == {*base.sources, tmp_path / "adapter.safetensors"}


def test_loading_is_transformers_own(bases: dict[str, Path]) -> None:
    transformers = pytest.importorskip("transformers")
    for kind in KINDS:
        own = transformers.LlamaForCausalLM.from_pretrained(bases[kind], dtype=torch.float32)
        for path in (bases[kind], bases[f"{kind}.gguf"]):
            with _opened(path) as base:
                assert np.abs(_logits(load(base, torch.float32)) - _logits(own)).max() < 1e-3


def test_a_model_is_added_with_it(
    bases: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("METABGM_CACHE_DIR", str(tmp_path / "cache"))
    path = tmp_path / "adapter.safetensors"
    with _opened(bases["smollm2.gguf"]) as base:
        _write(base, _trained(base), path)
    plain = add(Wish(str(bases["smollm2.gguf"]), name="plain"), lambda _step, _done: None)
    tuned = add(Wish(str(bases["smollm2.gguf"]), name="tuned", adapter=str(path)), lambda _step, _done: None)
    assert isinstance(plain, ModelFolder)
    assert isinstance(tuned, ModelFolder)
    assert (plain.model.tuned, tuned.model.tuned) == (False, True)
    assert (tuned.path / WORDS_NAME).read_text("utf-8").split() == ["a", "oboe"]
    assert not (plain.path / WORDS_NAME).exists()
    assert plain.model.source_sha256 != tuned.model.source_sha256
    assert (plain.path / "model.bin").read_bytes() != (tuned.path / "model.bin").read_bytes()
    with pytest.raises(ModelError, match="needs the base's own weights"):
        add(Wish(str(plain.path), name="twice", adapter=str(path)), lambda _step, _done: None)


def test_another_base_is_refused(bases: dict[str, Path], tmp_path: Path) -> None:
    path = tmp_path / "adapter.safetensors"
    with _opened(bases["smollm2"]) as base:
        _write(base, _trained(base), path)
    with (
        _opened(bases["llama2"]) as other,
        pytest.raises(ModelError, match=r"another base: it changes blk\.\d\.\w+\.weight .* as \("),
    ):
        Merged(other, Adapter(path))
    with (
        _opened(bases["smollm2.gguf"]) as other,
        pytest.raises(ModelError, match=r"trained for tiny, SHA-256 '\w{12}'; this model has"),
    ):
        Merged(other, Adapter(path))


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"format": "other"}, "format is 'other'; expected metabgm-lora-1"),
        ({"alpha": "much"}, "alpha is 'much'; expected a number above 0"),
        ({"alpha": "nan"}, "alpha is 'nan'"),
        ({"alpha": "-1"}, "alpha is '-1'"),
        ({"a": np.zeros((2, 4, 1), np.float16)}, "expected a matrix"),
        ({"a": np.zeros((3, 4), np.float16)}, "3 rows in A and 2 columns in B"),
        ({"a": np.full((2, 4), np.inf, np.float16)}, "not finite"),
        ({"a": None}, "has no blk.0.attn_q.weight.lora_a"),
        ({"a": None, "b": None}, "holds no tensors"),
        ({"stranger": np.zeros((2, 4), np.float16)}, "holds 'stranger'"),
    ],
)
def test_damaged_files(tmp_path: Path, change: dict[str, Any], error: str) -> None:
    tensors = {
        "blk.0.attn_q.weight.lora_a": change.get("a", np.zeros((2, 4), np.float16)),
        "blk.0.attn_q.weight.lora_b": change.get("b", np.zeros((4, 2), np.float16)),
        "stranger": change.get("stranger"),
    }
    metadata = {"format": FORMAT, "alpha": "8", "base": "", "base_sha256": ""}
    metadata |= {key: value for key, value in change.items() if key in metadata}
    path = tmp_path / "adapter.safetensors"
    save_file({name: one for name, one in tensors.items() if one is not None}, path, metadata=metadata)
    with pytest.raises(ModelError, match=error.replace("'", ".")):
        Adapter(path)


def test_half_precision_and_size(bases: dict[str, Path], tmp_path: Path) -> None:
    with _opened(bases["smollm2"]) as base:
        model = _trained(base)
        stored = load_file(_write(base, model, tmp_path / "adapter.safetensors"))
    assert {matrix.dtype for matrix in stored.values()} == {np.dtype(np.float16)}
    weights = sum(weight.numel() for weight in trainable(model).values())
    assert sum(matrix.size for matrix in stored.values()) == weights
