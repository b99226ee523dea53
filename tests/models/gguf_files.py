"""Builders of small GGUF files: whole LLaMAs by the gguf package, and damaged containers byte by byte."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gguf
import numpy as np
import numpy.typing as npt
from gguf.constants import GGML_QUANT_SIZES
from gguf.constants import GGMLQuantizationType as Kind
from gguf.constants import GGUFValueType as ValueType
from tokenizers.pre_tokenizers import ByteLevel

from metabgm.models.llama_shape import LlamaShape

Array = npt.NDArray[Any]

SHAPE = LlamaShape(
    layers=2,
    width=256,
    heads=4,
    kv_heads=2,
    head_width=64,
    ffn_width=512,
    vocabulary=264,
    context=512,
    rope_base=10_000.0,
    rope_scaling=None,
    norm_epsilon=2.0**-17,
    interleaved=True,
    tied=True,
)
"""Of ``small_llama``; every matrix has rows of a multiple of 256, so that all kinds of blocks fit."""

BPE_SPECIAL = ["<|endoftext|>", "<|im_start|>", "<|im_end|>"]
_BPE_MERGES = ["h e", "l l", "he ll", "hell o", "Ġ d"]
_SCALES_AT = {Kind.Q2_K: (80, 82), Kind.Q3_K: (108,), Kind.Q4_K: (0, 2), Kind.Q5_K: (0, 2), Kind.Q6_K: (208,)}
_VALUE_TYPES = {
    bool: ValueType.BOOL,
    int: ValueType.UINT32,
    float: ValueType.FLOAT32,
    str: ValueType.STRING,
    list: ValueType.ARRAY,
}


@dataclass
class Tensor:
    """``data``: floats, or bytes (rows, bytes of a row) of ``kind``."""

    data: Array
    kind: Kind = Kind.F32


@dataclass
class Llama:
    """What a file will hold; tests change it before they write it."""

    values: dict[str, Any]
    tensors: dict[str, Tensor]

    def write(self, path: Path) -> Path:
        writer = gguf.GGUFWriter(path, "")
        for key, value in self.values.items():
            writer.add_key_value(key, value, _VALUE_TYPES[type(value)])
        for name, tensor in self.tensors.items():
            raw = None if tensor.data.dtype == np.float32 else tensor.kind
            writer.add_tensor(name, tensor.data, raw_dtype=raw)
        writer.write_header_to_file()
        writer.write_kv_data_to_file()
        writer.write_tensors_to_file()
        writer.close()
        return path


def small_llama(shape: LlamaShape = SHAPE, kind: Kind = Kind.F32, seed: int = 1) -> Llama:
    """Random weights, matrices of ``kind``; byte-level BPE with ChatML turns."""
    random = np.random.default_rng(seed)
    tensors = {}
    for name, dimensions in shape.tensors().items():
        if len(dimensions) == 1:
            tensors[name] = Tensor(random.normal(1, 0.1, dimensions).astype(np.float32))
        else:
            tensors[name] = Tensor(random_blocks(dimensions, kind, random), kind)
    return Llama(shape_values(shape) | bpe_values(), tensors)


def shape_values(shape: LlamaShape) -> dict[str, Any]:
    return {
        "general.architecture": "llama",
        "llama.block_count": shape.layers,
        "llama.context_length": shape.context,
        "llama.embedding_length": shape.width,
        "llama.feed_forward_length": shape.ffn_width,
        "llama.attention.head_count": shape.heads,
        "llama.attention.head_count_kv": shape.kv_heads,
        "llama.attention.key_length": shape.head_width,
        "llama.rope.dimension_count": shape.head_width,
        "llama.rope.freq_base": shape.rope_base,
        "llama.attention.layer_norm_rms_epsilon": shape.norm_epsilon,
    }


def bpe_values() -> dict[str, Any]:
    tokens = [*BPE_SPECIAL, *sorted(ByteLevel.alphabet()), "he", "ll", "hell", "hello", "Ġd"]
    return {
        "tokenizer.ggml.model": "gpt2",
        "tokenizer.ggml.pre": "smollm",
        "tokenizer.ggml.tokens": tokens,
        "tokenizer.ggml.token_type": [3] * len(BPE_SPECIAL) + [1] * (len(tokens) - len(BPE_SPECIAL)),
        "tokenizer.ggml.merges": _BPE_MERGES,
        "tokenizer.ggml.bos_token_id": 1,
        "tokenizer.ggml.eos_token_id": 2,
        "tokenizer.ggml.unknown_token_id": 0,
        "tokenizer.chat_template": "{% for message in messages %}<|im_start|>{% endfor %}",
    }


def sentencepiece_values() -> dict[str, Any]:
    """As many tokens as ``bpe_values`` has, so that either fits ``SHAPE``."""
    tokens = ["<unk>", "<s>", "</s>", *(f"<0x{byte:02X}>" for byte in range(256))]
    tokens += ["▁", "h", "i", "hi", "▁hi"]
    return {
        "tokenizer.ggml.model": "llama",
        "tokenizer.ggml.tokens": tokens,
        "tokenizer.ggml.scores": [0.0] * 259 + [-5.0, -4.0, -3.0, -1.0, -0.5],
        "tokenizer.ggml.token_type": [2, 3, 3] + [6] * 256 + [1] * 5,
        "tokenizer.ggml.bos_token_id": 1,
        "tokenizer.ggml.eos_token_id": 2,
        "tokenizer.ggml.unknown_token_id": 0,
    }


def random_blocks(shape: tuple[int, ...], kind: Kind, random: np.random.Generator) -> Array:
    """Floats for F32, otherwise bytes (rows, bytes of a row): quantized, or random ones with sane scales."""
    floats = random.normal(0, 0.1, shape).astype(np.float32)
    if kind not in _SCALES_AT:
        made: Array = gguf.quants.quantize(floats, kind)
        return made
    block, block_bytes = GGML_QUANT_SIZES[kind]
    blocks = random.integers(0, 256, (floats.size // block, block_bytes), np.uint8)
    for at in _SCALES_AT[kind]:
        scales = random.uniform(0.001, 0.1, (len(blocks), 1)).astype(np.float16)
        blocks[:, at : at + 2] = scales.view(np.uint8)
    return blocks.reshape(shape[0], -1)


def text(content: str | bytes) -> bytes:
    """A string as GGUF stores it."""
    raw = content.encode() if isinstance(content, str) else content
    return struct.pack("<Q", len(raw)) + raw


def key(name: str, kind: int, payload: bytes) -> bytes:
    return text(name) + struct.pack("<I", kind) + payload


def array(kind: int, count: int, payload: bytes = b"") -> bytes:
    return struct.pack("<IQ", kind, count) + payload


def tensor(name: str, dimensions: Sequence[int], kind: int = 0, offset: int = 0) -> bytes:
    """``dimensions``: innermost first, as in the file."""
    sizes = struct.pack(f"<I{len(dimensions)}Q", len(dimensions), *dimensions)
    return text(name) + sizes + struct.pack("<IQ", kind, offset)


def container(
    keys: Sequence[bytes] = (),
    tensors: Sequence[bytes] = (),
    data: bytes = b"",
    *,
    alignment: int = 32,
    version: int = 3,
    key_count: int | None = None,
    tensor_count: int | None = None,
) -> bytes:
    """A GGUF file; the counts are the true ones unless others are given."""
    head = b"GGUF" + struct.pack(
        "<IQQ",
        version,
        len(tensors) if tensor_count is None else tensor_count,
        len(keys) if key_count is None else key_count,
    )
    head += b"".join([*keys, *tensors])
    return head + bytes(-len(head) % alignment) + data if tensors else head


def write_file(folder: Path, content: bytes, size: int | None = None) -> Path:
    """``size``: the file is filled up to it with zeros that need no room on the disk."""
    path = folder / "m.gguf"
    with path.open("wb") as file:
        file.write(content)
        file.truncate(size if size is not None else len(content))
    return path
