"""The same checkpoint as a GGUF file, written as llama.cpp's tools write it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import gguf
import numpy as np
import numpy.typing as npt
from gguf.constants import GGMLQuantizationType as Kind

from metabgm.models.checkpoint import Checkpoint
from metabgm.models.hf_llama import HfLlama
from metabgm.models.llama_shape import LinearRope, Llama3Rope, LlamaShape
from metabgm.models.sentencepiece_file import read_sentencepiece
from tests.models.gguf_files import Llama, Tensor, shape_values

_NORMAL, _CONTROL = 1, 3


def write_gguf(folder: Path, path: Path, kind: Kind = Kind.F32) -> Path:
    """``kind``: of the matrices; norms stay float32."""
    checkpoint = HfLlama(folder)
    shape = checkpoint.shape
    tensors = {name: _tensor(checkpoint, shape, name, kind) for name in shape.tensors()}
    values: dict[str, Any] = shape_values(shape) | _tokenizer(folder, checkpoint)
    template = checkpoint.chat_template()
    if template is not None:
        values["tokenizer.chat_template"] = template
    if isinstance(shape.rope_scaling, LinearRope):
        values |= {
            "llama.rope.scaling.type": "linear",
            "llama.rope.scaling.factor": shape.rope_scaling.factor,
        }
    if isinstance(shape.rope_scaling, Llama3Rope):
        tensors["rope_freqs.weight"] = Tensor(_rope_factors(shape, shape.rope_scaling))
    checkpoint.close()
    return Llama(values, tensors).write(path)


def _tensor(checkpoint: Checkpoint, shape: LlamaShape, name: str, kind: Kind) -> Tensor:
    if name.endswith("norm.weight"):
        return Tensor(checkpoint.vector(name).astype(np.float32))
    matrix = np.concatenate(list(checkpoint.rows(name))).astype(np.float32)
    if name.endswith(("attn_q.weight", "attn_k.weight")):
        heads = len(matrix) // shape.head_width
        halves = matrix.reshape(heads, 2, shape.head_width // 2, -1)
        matrix = np.ascontiguousarray(halves.swapaxes(1, 2).reshape(matrix.shape))
    return Tensor(matrix if kind == Kind.F32 else gguf.quants.quantize(matrix, kind), kind)


def _rope_factors(shape: LlamaShape, rope: Llama3Rope) -> npt.NDArray[np.float32]:
    exponents = np.arange(0, shape.head_width, 2) / shape.head_width
    wavelengths = 2 * np.pi * shape.rope_base**exponents
    span = rope.high_freq_factor - rope.low_freq_factor
    smooth = np.clip((rope.original_context / wavelengths - rope.low_freq_factor) / span, 0, 1)
    return np.asarray(1 / ((1 - smooth) / rope.factor + smooth), np.float32)


def _tokenizer(folder: Path, checkpoint: Checkpoint) -> dict[str, Any]:
    tokenizer = checkpoint.tokenizer()
    ids: dict[str, Any] = {
        "tokenizer.ggml.tokens": list(tokenizer.tokens),
        "tokenizer.ggml.bos_token_id": tokenizer.tokens.index(tokenizer.bos),
        "tokenizer.ggml.eos_token_id": tokenizer.tokens.index(tokenizer.eos),
    }
    if (folder / "tokenizer.json").is_file():
        return ids | _bpe(json.loads((folder / "tokenizer.json").read_text()), tokenizer.tokens)
    model = read_sentencepiece(folder / "tokenizer.model")
    return ids | {
        "tokenizer.ggml.model": "llama",
        "tokenizer.ggml.scores": [piece.score for piece in model.pieces],
        "tokenizer.ggml.token_type": [int(piece.kind) for piece in model.pieces],
    }


def _bpe(stored: dict[str, Any], tokens: Sequence[str]) -> dict[str, Any]:
    special = {token["content"] for token in stored["added_tokens"]}
    merges = [" ".join(merge) if isinstance(merge, list) else merge for merge in stored["model"]["merges"]]
    llama3 = "<|eot_id|>" in special
    return {
        "tokenizer.ggml.model": "gpt2",
        "tokenizer.ggml.pre": "llama-bpe" if llama3 or not special else "smollm",
        "tokenizer.ggml.token_type": [_CONTROL if token in special else _NORMAL for token in tokens],
        "tokenizer.ggml.merges": merges,
    }
