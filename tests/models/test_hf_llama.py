from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import sentencepiece

pytest.importorskip("torch")
import torch
import transformers

from metabgm.models.checkpoint import Checkpoint
from metabgm.models.errors import ModelError
from metabgm.models.hf_llama import HfLlama
from tests.models.hf_folders import KINDS, Kind, write_checkpoint

TEXTS = ["The 128 dark caves,  Übermut 火!", " two  spaces\n\nand 3.14", "", "you're at the End <3"]


@pytest.fixture(scope="session")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[Kind, Path]:
    base = tmp_path_factory.mktemp("hf")
    for kind in KINDS:
        write_checkpoint(base / kind, kind)
    return {kind: base / kind for kind in KINDS}


@pytest.fixture
def copy_of(folders: dict[Kind, Path], tmp_path: Path) -> Callable[[Kind], Path]:
    def copy(kind: Kind) -> Path:
        return Path(shutil.copytree(folders[kind], tmp_path / kind))

    return copy


@pytest.fixture
def opened() -> Iterator[Callable[[Path], HfLlama]]:
    """Opens folders, and closes them after the test."""
    with ExitStack() as stack:
        yield lambda folder: stack.enter_context(closing(HfLlama(folder)))


def _tensors(checkpoint: Checkpoint) -> dict[str, Any]:
    return {name: np.concatenate(list(checkpoint.rows(name))) for name in checkpoint.shape.tensors()}


def _expected(folder: Path) -> dict[str, Any]:
    """transformers' own reading, by the names of modules."""
    model: Any = transformers.AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32)
    found = {
        "token_embd.weight": model.get_input_embeddings().weight,
        "output_norm.weight": model.model.norm.weight,
        "output.weight": model.get_output_embeddings().weight,
    }
    for index, layer in enumerate(model.model.layers):
        attention, ffn = layer.self_attn, layer.mlp
        parts = {
            "attn_norm": layer.input_layernorm,
            "attn_q": attention.q_proj,
            "attn_k": attention.k_proj,
            "attn_v": attention.v_proj,
            "attn_output": attention.o_proj,
            "ffn_norm": layer.post_attention_layernorm,
            "ffn_gate": ffn.gate_proj,
            "ffn_up": ffn.up_proj,
            "ffn_down": ffn.down_proj,
        }
        found |= {f"blk.{index}.{part}.weight": module.weight for part, module in parts.items()}
    return {name: weight.detach().numpy() for name, weight in found.items()}


@pytest.mark.parametrize("dtype", ["float32", "float16", "bfloat16"])
@pytest.mark.parametrize("kind", KINDS)
def test_tensors_are_those_of_transformers(
    tmp_path: Path, kind: Kind, dtype: str, opened: Callable[[Path], HfLlama]
) -> None:
    write_checkpoint(tmp_path, kind, dtype=dtype, shard_size="60KB" if dtype == "bfloat16" else None)
    assert (tmp_path / "model.safetensors.index.json").exists() == (dtype == "bfloat16")
    llama = opened(tmp_path)
    ours, theirs = _tensors(llama), _expected(tmp_path)
    if kind == "smollm2":
        assert llama.shape.tied
        del theirs["output.weight"]
    assert ours.keys() == theirs.keys()
    for name, expected in theirs.items():
        assert ours[name].dtype == (np.float16 if dtype == "float16" else np.float32)
        assert np.array_equal(ours[name], expected), name
    assert sum(tensor.size for tensor in ours.values()) == llama.shape.parameters
    assert np.array_equal(llama.vector("output_norm.weight"), theirs["output_norm.weight"])


def test_shapes_and_sources(folders: dict[Kind, Path], opened: Callable[[Path], HfLlama]) -> None:
    shapes = {kind: opened(folder).shape for kind, folder in folders.items()}
    assert [shapes[kind].kv_heads for kind in KINDS] == [4, 2, 1, 2]
    assert [shapes[kind].head_width for kind in KINDS] == [16, 16, 16, 24]
    assert not any(shape.interleaved for shape in shapes.values())
    llama = opened(folders["llama2"])
    names = {path.name for path in llama.sources}
    assert names == {
        "config.json",
        "generation_config.json",
        "tokenizer_config.json",
        "tokenizer.model",
        "model.safetensors",
    }
    assert llama.license == "apache-2.0"


@pytest.mark.parametrize("kind", ["smollm2", "llama3", "wide_heads"])
def test_tokenizer_of_tokenizer_json(
    folders: dict[Kind, Path], kind: Kind, opened: Callable[[Path], HfLlama]
) -> None:
    theirs: Any = transformers.AutoTokenizer.from_pretrained(folders[kind])
    ours = opened(folders[kind]).tokenizer()
    for text in TEXTS:
        expected = theirs(text, add_special_tokens=False)["input_ids"]
        assert ours.tokenizer.encode(text, add_special_tokens=False).ids == expected
    assert list(ours.tokens[: len(theirs)]) == theirs.convert_ids_to_tokens(range(len(theirs)))
    assert (ours.bos, ours.eos) == (theirs.bos_token, theirs.eos_token)
    assert len(set(ours.tokens)) == opened(folders[kind]).shape.vocabulary


def test_tokenizer_of_tokenizer_model(folders: dict[Kind, Path], opened: Callable[[Path], HfLlama]) -> None:
    theirs: Any = sentencepiece.SentencePieceProcessor(model_file=str(folders["llama2"] / "tokenizer.model"))
    ours = opened(folders["llama2"]).tokenizer()
    for text in TEXTS:
        assert ours.tokenizer.encode(text, add_special_tokens=False).ids == theirs.encode(text)
    assert list(ours.tokens) == [theirs.id_to_piece(index) for index in range(len(theirs))]
    assert (ours.bos, ours.eos, ours.unknown, ours.ends) == ("<s>", "</s>", "<unk>", ("</s>",))


def test_special_tokens(folders: dict[Kind, Path], opened: Callable[[Path], HfLlama]) -> None:
    smollm2, llama3 = (opened(folders[kind]).tokenizer() for kind in ("smollm2", "llama3"))
    assert (smollm2.bos, smollm2.eos, smollm2.unknown) == ("<|im_start|>", "<|im_end|>", "<|endoftext|>")
    assert smollm2.ends == ("<|im_end|>",)
    assert (llama3.bos, llama3.eos, llama3.unknown) == ("<|begin_of_text|>", *("<|end_of_text|>",) * 2)
    assert llama3.ends == ("<|end_of_text|>", "<|eot_id|>")


def test_chat_templates(folders: dict[Kind, Path], opened: Callable[[Path], HfLlama]) -> None:
    templates = {kind: opened(folder).chat_template() for kind, folder in folders.items()}
    marks: dict[Kind, str] = {"llama2": "[INST]", "smollm2": "<|im_start|>", "llama3": "<|start_header_id|>"}
    for kind, mark in marks.items():
        assert mark in (templates[kind] or "")
    assert templates["wide_heads"] is None


def test_special_token_that_the_tokenizer_lacks(
    copy_of: Callable[[Kind], Path], opened: Callable[[Path], HfLlama]
) -> None:
    folder = copy_of("smollm2")
    (folder / "special_tokens_map.json").write_text('{"unk_token": "ignored", "bos_token": {"content": "x"}}')
    assert opened(folder).tokenizer().bos == "<|im_start|>"
    (folder / "tokenizer_config.json").write_text('{"unk_token": null, "bos_token": "<|nothing|>"}')
    with pytest.raises(ModelError, match=r"bos_token is '<\|nothing\|>', which tokenizer\.json doesn't have"):
        opened(folder).tokenizer()


def test_ids_of_the_configuration_serve_where_no_token_is_named(
    copy_of: Callable[[Kind], Path], opened: Callable[[Path], HfLlama]
) -> None:
    folder = copy_of("smollm2")
    (folder / "tokenizer_config.json").unlink()
    tokenizer = opened(folder).tokenizer()
    assert (tokenizer.bos, tokenizer.eos, tokenizer.unknown) == ("<|im_start|>", "<|im_end|>", "<|im_end|>")
    for name in ("config.json", "generation_config.json"):
        config = json.loads((folder / name).read_text())
        config |= {"eos_token_id": None, "bos_token_id": None}
        (folder / name).write_text(json.dumps(config))
    with pytest.raises(ModelError, match=r"no token is said to end a text; expected eos_token_id in config"):
        opened(folder).tokenizer()


def test_more_tokens_than_embeddings(
    copy_of: Callable[[Kind], Path], opened: Callable[[Path], HfLlama]
) -> None:
    folder = copy_of("smollm2")
    tokenizer = json.loads((folder / "tokenizer.json").read_text())
    tokenizer["added_tokens"].append(tokenizer["added_tokens"][0] | {"id": 400, "content": "<|new|>"})
    (folder / "tokenizer.json").write_text(json.dumps(tokenizer))
    with pytest.raises(ModelError, match="token with id 400; the embeddings have 400 rows"):
        opened(folder).tokenizer()
