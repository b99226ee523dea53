from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from gguf.constants import GGMLQuantizationType as Kind

from metabgm.models.errors import ModelError
from metabgm.models.gguf_file import GgufFile
from metabgm.models.gguf_rope import llama3_divisors
from metabgm.models.gguf_shape import ROPE_DIVISORS, read_shape
from metabgm.models.llama_shape import LinearRope, Llama3Rope, LlamaShape
from tests.models.gguf_files import SHAPE, Llama, Tensor, small_llama

WITHOUT = object()
KEY_LENGTH, VALUE_LENGTH = "llama.attention.key_length", "llama.attention.value_length"
ROTATED, HEADS, KV_HEADS = (
    "llama.rope.dimension_count",
    "llama.attention.head_count",
    "llama.attention.head_count_kv",
)


def _read(folder: Path, llama: Llama) -> LlamaShape:
    with GgufFile(llama.write(folder / "m.gguf")) as file:
        return read_shape(file)


def _change(llama: Llama, changes: dict[str, Any]) -> Llama:
    for key, value in changes.items():
        if value is WITHOUT:
            del llama.values[key]
        else:
            llama.values[key] = value
    return llama


@pytest.mark.parametrize(
    "shape",
    [
        SHAPE,
        replace(SHAPE, tied=False),
        replace(SHAPE, kv_heads=4),
        replace(SHAPE, head_width=96),
        replace(SHAPE, layers=1, rope_base=500_000.0, context=131_072),
    ],
)
def test_every_size_comes_back(tmp_path: Path, shape: LlamaShape) -> None:
    assert _read(tmp_path, small_llama(shape)) == shape


def test_keys_that_may_be_missing(tmp_path: Path) -> None:
    llama = small_llama(replace(SHAPE, kv_heads=4))
    for key in (KEY_LENGTH, ROTATED, KV_HEADS, "llama.rope.freq_base"):
        del llama.values[key]
    assert _read(tmp_path, llama) == replace(SHAPE, kv_heads=4)


def test_wide_heads_need_only_one_key(tmp_path: Path) -> None:
    shape = replace(SHAPE, head_width=96)
    assert _read(tmp_path, _change(small_llama(shape), {KEY_LENGTH: WITHOUT})) == shape


_WRONG_KEYS: dict[str, tuple[dict[str, Any], str]] = {
    "architecture": ({"general.architecture": "qwen2"}, "general.architecture is 'qwen2'; expected llama"),
    "parts": ({"split.count": 3}, "split.count is 3; expected 1; merge the parts into one file first"),
    "experts": ({"llama.expert_count": 8}, "llama.expert_count is 8; expected 0; mixtures of experts"),
    "yarn": (
        {"llama.rope.scaling.type": "yarn"},
        "llama.rope.scaling.type is 'yarn'; expected none or linear",
    ),
    "kv heads": ({KV_HEADS: 3}, f"{KV_HEADS} is 3; expected a divisor of 4 heads"),
    "a list of kv heads": ({KV_HEADS: [2, 2]}, f"{KV_HEADS} is a list of 2; expected a whole number"),
    "no heads": ({HEADS: 0}, f"{HEADS} is 0; expected a whole number from 1 to"),
    "heads": (
        {HEADS: 6, KV_HEADS: 2, KEY_LENGTH: WITHOUT, ROTATED: WITHOUT},
        "6; expected a divisor of the width",
    ),
    "head width": ({KEY_LENGTH: 32}, f"{ROTATED} is 64; expected 32 as {KEY_LENGTH}"),
    "value width": ({VALUE_LENGTH: 32}, f"{VALUE_LENGTH} is 32; expected 64 as {KEY_LENGTH}"),
    "odd": ({KEY_LENGTH: 63, ROTATED: 63}, "heads are 63 wide, expected an even number"),
    "layers": (
        {"llama.block_count": 2**31 - 1},
        "block_count is 2147483647; expected no more than the file's 20",
    ),
    "fewer layers": (
        {"llama.block_count": 1},
        "the tensor 'blk.1.attn_norm.weight' is none of a plain LLaMA's",
    ),
    "width": ({"llama.embedding_length": 128}, r"the shape \(264, 256\), expected \(264, 128\)"),
    "ffn": (
        {"llama.feed_forward_length": 4},
        r"ffn_gate.weight has the shape \(512, 256\), expected \(4, 256\)",
    ),
    "context": ({"llama.context_length": 0}, "llama.context_length is 0; expected a whole number from 1"),
    "no context": ({"llama.context_length": WITHOUT}, "lacks the key llama.context_length"),
    "base": ({"llama.rope.freq_base": math.nan}, "freq_base is nan; expected a number above 1, at most 1e"),
    "epsilon": ({"llama.attention.layer_norm_rms_epsilon": 0.0}, "epsilon is 0.0; expected a number above 0"),
    "tokens": (
        {"tokenizer.ggml.tokens": ["a", "b"]},
        r"token_embd.weight has the shape .*, expected \(2, 256\)",
    ),
    "no tokens": ({"tokenizer.ggml.tokens": WITHOUT}, "lacks the key tokenizer.ggml.tokens"),
    "text for a number": (
        {"llama.embedding_length": "256"},
        "embedding_length is '256'; expected a whole number",
    ),
    "bool for a number": (
        {"llama.embedding_length": True},
        "embedding_length is True; expected a whole number",
    ),
}


@pytest.mark.parametrize("case", _WRONG_KEYS)
def test_wrong_key_is_named(tmp_path: Path, case: str) -> None:
    changes, message = _WRONG_KEYS[case]
    with pytest.raises(ModelError, match=r"m\.gguf.*" + message):
        _read(tmp_path, _change(small_llama(), changes))


def _ones(*shape: int) -> Tensor:
    return Tensor(np.ones(shape, np.float32))


_WRONG_TENSORS: dict[str, tuple[dict[str, Tensor | None], str]] = {
    "missing": ({"blk.1.ffn_up.weight": None}, "lacks the tensor blk.1.ffn_up.weight, expected with shape"),
    "replaced": (
        {"blk.1.ffn_up.weight": None, "blk.1.ffn_up": _ones(2)},
        r"lacks the tensor blk.1.ffn_up.weight, expected with shape \(512, 256\)",
    ),
    "shape": (
        {"blk.0.attn_k.weight": _ones(256, 256)},
        r"blk.0.attn_k.weight has the shape \(256, 256\), expected \(128, 256\)",
    ),
    "dimensions": (
        {"output_norm.weight": _ones(1, 256)},
        r"output_norm.weight has the shape \(1, 256\), expected",
    ),
    "bias": ({"blk.0.attn_q.bias": _ones(256)}, "the tensor 'blk.0.attn_q.bias' is none of a plain LLaMA's"),
    "type": (
        {"output_norm.weight": Tensor(np.ones(256 * 8, np.uint8), Kind.I64)},
        "output_norm.weight has the type I64, expected one of F32, F16, BF16, Q8_0, .*, Q6_K",
    ),
    "divisors": ({ROPE_DIVISORS: _ones(64)}, r"rope_freqs.weight has the shape \(64,\), expected \(32,\)"),
    "damaged divisors": (
        {ROPE_DIVISORS: Tensor(np.linspace(9, 1, 32, dtype=np.float32))},
        "rope_freqs.weight has factors that no llama3 scaling gives",
    ),
}


@pytest.mark.parametrize("case", _WRONG_TENSORS)
def test_wrong_tensor_is_named(tmp_path: Path, case: str) -> None:
    changes, message = _WRONG_TENSORS[case]
    llama = small_llama()
    for name, tensor in changes.items():
        if tensor is None:
            del llama.tensors[name]
        else:
            llama.tensors[name] = tensor
    with pytest.raises(ModelError, match=r"m\.gguf.*" + message):
        _read(tmp_path, llama)


def _with_divisors(divisors: np.ndarray[Any, Any]) -> Llama:
    llama = small_llama(replace(SHAPE, rope_base=500_000.0))
    llama.tensors[ROPE_DIVISORS] = Tensor(divisors.astype(np.float32))
    return llama


def test_scaling_of_llama_3_2(tmp_path: Path) -> None:
    rope = Llama3Rope(32.0, 1.0, 4.0, 8192)
    llama = _with_divisors(llama3_divisors(rope, SHAPE.head_width, 500_000.0))
    assert _read(tmp_path, llama).rope_scaling == rope


def test_scaling_twice(tmp_path: Path) -> None:
    linear = {"llama.rope.scaling.type": "linear", "llama.rope.scaling.factor": 4.0}
    level = _change(_with_divisors(np.ones(32)), linear)
    assert _read(tmp_path, level).rope_scaling == LinearRope(4.0)
    scaled = _change(_with_divisors(np.full(32, 2)), linear)
    with pytest.raises(ModelError, match=r"rope_freqs\.weight scales and the keys do too"):
        _read(tmp_path, scaled)
