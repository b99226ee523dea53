from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
import pytest

pytest.importorskip("torch")
import torch
from safetensors.torch import load_file, save_file

from metabgm.models.errors import ModelError
from metabgm.models.hf_config import read_config
from metabgm.models.hf_weights import HfWeights
from tests.models.hf_folders import write_checkpoint

Change = Callable[[dict[str, Any]], Any]

K_PROJ = "model.layers.1.self_attn.k_proj.weight"
FIRST = "model-00001-of-00004.safetensors"


def _open(folder: Path) -> HfWeights:
    return HfWeights(folder, read_config(folder).shape)


def _read(folder: Path) -> dict[str, Any]:
    with closing(_open(folder)) as weights:
        names = read_config(folder).shape.tensors()
        return {name: np.concatenate(list(weights.blocks(name))) for name in names}


def _resave(path: Path, change: Change) -> None:
    tensors = load_file(path)
    change(tensors)
    save_file(tensors, path)


def test_shards_hold_what_one_file_holds(tmp_path: Path) -> None:
    write_checkpoint(tmp_path / "one", "llama3")
    write_checkpoint(tmp_path / "many", "llama3", shard_size="60KB")
    assert len(list((tmp_path / "many").glob("*.safetensors"))) > 3
    one, many = _read(tmp_path / "one"), _read(tmp_path / "many")
    assert one.keys() == many.keys()
    assert all(np.array_equal(one[name], many[name]) for name in one)


def test_buffers_and_a_tied_output_matrix_are_tolerated(tmp_path: Path) -> None:
    write_checkpoint(tmp_path, "smollm2")
    before = _read(tmp_path)

    def add(tensors: dict[str, Any]) -> None:
        tensors["model.layers.0.self_attn.rotary_emb.inv_freq"] = torch.arange(8)
        tensors["lm_head.weight"] = tensors["model.embed_tokens.weight"].clone()

    _resave(tmp_path / "model.safetensors", add)
    after = _read(tmp_path)
    assert before.keys() == after.keys()
    assert all(np.array_equal(before[name], after[name]) for name in before)


FAULTS: list[tuple[Change, str]] = [
    (lambda tensors: tensors.pop(K_PROJ), rf"lacks the tensor {K_PROJ}, \[64, 64\]"),
    (lambda tensors: tensors.pop("lm_head.weight"), r"lacks the tensor lm_head\.weight, \[420, 64\]"),
    (
        lambda tensors: tensors.update({K_PROJ: torch.ones(32, 64)}),
        rf"model\.safetensors: {K_PROJ} is \[32, 64\]; expected \[64, 64\]",
    ),
    (
        lambda tensors: tensors.update({"model.layers.2.mlp.up_proj.weight": torch.ones(2)}),
        r"'model\.layers\.2\.mlp\.up_proj\.weight' is no tensor of a LLaMA of 2 layers",
    ),
    (
        lambda tensors: tensors.update({"model.layers.0.self_attn.q_proj.bias": torch.ones(64)}),
        r"'model\.layers\.0\.self_attn\.q_proj\.bias' is no tensor of a LLaMA",
    ),
]


@pytest.mark.parametrize(("change", "fault"), FAULTS)
def test_tensor_that_does_not_fit_is_named(tmp_path: Path, change: Change, fault: str) -> None:
    write_checkpoint(tmp_path, "llama2")
    _resave(tmp_path / "model.safetensors", change)
    with pytest.raises(ModelError, match=fault):
        _open(tmp_path)


def test_dtype_that_is_not_supported_is_named(tmp_path: Path) -> None:
    write_checkpoint(tmp_path, "llama2")
    double = torch.ones(64, 64, dtype=torch.float64)
    _resave(tmp_path / "model.safetensors", lambda tensors: tensors.update({K_PROJ: double}))
    with pytest.raises(ModelError, match=rf"{K_PROJ} is of dtype F64; supported are F32, F16, BF16"):
        _read(tmp_path)


@pytest.mark.parametrize("name", ["lm_head.weight", "blk.9.attn_q.weight", "blk.attn_q", "", "output.weight"])
def test_name_that_the_shape_does_not_have(tmp_path: Path, name: str) -> None:
    write_checkpoint(tmp_path, "smollm2")
    with closing(_open(tmp_path)) as weights, pytest.raises(ModelError, match=f"has no tensor '{name}'"):
        list(weights.blocks(name))


def test_pickle_is_not_read(tmp_path: Path) -> None:
    write_checkpoint(tmp_path, "llama2")
    (tmp_path / "model.safetensors").rename(tmp_path / "pytorch_model.bin")
    with pytest.raises(ModelError, match=r"pytorch_model\.bin only, a pickle file.*save_pretrained"):
        _open(tmp_path)
    (tmp_path / "pytorch_model.bin").unlink()
    with pytest.raises(ModelError, match=r"has no weights; expected model\.safetensors or"):
        _open(tmp_path)


INDEX_FAULTS: list[tuple[Change, str]] = [
    (
        lambda placed: placed.update({K_PROJ: "../x.safetensors"}),
        r"weight_map: model\.layers\.1.*k_proj\.weight is '\.\./x\.safetensors'; expected the name",
    ),
    (lambda placed: placed.update({K_PROJ: "/x.safetensors"}), "expected the name of a safetensors file"),
    (lambda placed: placed.update({K_PROJ: "x\0.safetensors"}), "expected the name of a safetensors file"),
    (lambda placed: placed.update({K_PROJ: "x.bin"}), "expected the name of a safetensors file"),
    (lambda placed: placed.update({K_PROJ: 5}), "is 5; expected text"),
    (lambda placed: placed.update({K_PROJ: "gone.safetensors"}), r"has no file gone\.safetensors"),
    (lambda placed: placed.update({"model.norm.weight": FIRST}), f"{FIRST} lacks the tensor 'model.norm.w"),
    (lambda placed: placed.clear(), "names 0 files; expected 1 to 128"),
    (
        lambda placed: placed.update({f"w{index}": f"{index}.safetensors" for index in range(200)}),
        "names 204 files; expected 1 to 128",
    ),
]


@pytest.mark.parametrize(("change", "fault"), INDEX_FAULTS)
def test_index_that_does_not_fit_is_named(tmp_path: Path, change: Change, fault: str) -> None:
    write_checkpoint(tmp_path, "llama2", shard_size="150KB")
    assert (tmp_path / FIRST).exists()
    path = tmp_path / "model.safetensors.index.json"
    index = json.loads(path.read_text())
    change(index["weight_map"])
    path.write_text(json.dumps(index))
    with pytest.raises(ModelError, match=fault):
        _open(tmp_path)


def test_tensor_in_two_shards(tmp_path: Path) -> None:
    write_checkpoint(tmp_path, "llama2", shard_size="150KB")
    _resave(tmp_path / FIRST, lambda tensors: tensors.update({"model.norm.weight": torch.ones(64)}))
    with pytest.raises(ModelError, match=rf"'model\.norm\.weight' stands in {FIRST} and in model-"):
        _open(tmp_path)
