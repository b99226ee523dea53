"""A LLaMA forward pass in plain numpy, straight from the GGUF file: what a conversion must agree with.

Touvron et al. 2023 (arXiv:2307.09288), section 2.2: pre-normalization, SwiGLU, rotary positions,
grouped queries.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import gguf
import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]


class ReferenceLlama:
    def __init__(self, path: Path) -> None:
        reader = gguf.GGUFReader(path)
        self._weights = {
            tensor.name: np.array(gguf.quants.dequantize(tensor.data, tensor.tensor_type), dtype=np.float32)
            for tensor in reader.tensors
        }
        read = {key: reader.fields[f"llama.{key}"].contents() for key in _SHAPE}
        self._layers, self._heads, self._kv_heads = (int(read[key]) for key in _SHAPE[:3])
        self._rope_base, self._epsilon = (float(read[key]) for key in _SHAPE[3:])

    def logits(self, ids: list[int]) -> Array:
        """(tokens, vocabulary): what may follow each of the tokens."""
        states = self._weights["token_embd.weight"][ids]
        for layer in range(self._layers):
            states = states + self._attention(self._norm(states, f"blk.{layer}.attn_norm"), f"blk.{layer}")
            states = states + self._feed_forward(self._norm(states, f"blk.{layer}.ffn_norm"), f"blk.{layer}")
        return np.asarray(self._norm(states, "output_norm") @ self._weights["token_embd.weight"].T)

    def _norm(self, states: Array, name: str) -> Array:
        mean_square = np.mean(states * states, axis=-1, keepdims=True)
        return np.asarray(states / np.sqrt(mean_square + self._epsilon) * self._weights[f"{name}.weight"])

    def _attention(self, states: Array, block: str) -> Array:
        count, width = states.shape
        parts = [states @ self._weights[f"{block}.attn_{part}.weight"].T for part in "qkv"]
        query, key, value = (part.reshape(count, -1, width // self._heads) for part in parts)
        query, key = self._rotate(query), self._rotate(key)
        key, value = (np.repeat(part, self._heads // self._kv_heads, axis=1) for part in (key, value))
        scores = np.einsum("qhd,khd->hqk", query, key) / np.sqrt(query.shape[-1])
        scores = np.where(np.tri(count, dtype=bool), scores, -np.inf)
        scores = np.exp(scores - scores.max(axis=-1, keepdims=True))
        scores /= scores.sum(axis=-1, keepdims=True)
        mixed = np.einsum("hqk,khd->qhd", scores, value).reshape(count, width)
        return np.asarray(mixed @ self._weights[f"{block}.attn_output.weight"].T)

    def _rotate(self, heads: Array) -> Array:
        """GGUF keeps the two halves of each rotated pair side by side."""
        count, _, width = heads.shape
        angles = np.outer(np.arange(count), self._rope_base ** (-np.arange(0, width, 2) / width))
        turned = (heads[..., 0::2] + 1j * heads[..., 1::2]) * np.exp(1j * angles)[:, None, :]
        return np.stack([turned.real, turned.imag], axis=-1).reshape(heads.shape).astype(np.float32)

    def _feed_forward(self, states: Array, block: str) -> Array:
        gate = states @ self._weights[f"{block}.ffn_gate.weight"].T
        up = states @ self._weights[f"{block}.ffn_up.weight"].T
        return np.asarray((gate / (1.0 + np.exp(-gate)) * up) @ self._weights[f"{block}.ffn_down.weight"].T)


_SHAPE = (
    "block_count",
    "attention.head_count",
    "attention.head_count_kv",
    "rope.freq_base",
    "attention.layer_norm_rms_epsilon",
)
