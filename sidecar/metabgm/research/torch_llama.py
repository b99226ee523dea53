"""A checkpoint as a transformers model, and the rows of a LoRA back in the checkpoint's own order."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import torch
import transformers

from metabgm.models.checkpoint import Checkpoint
from metabgm.models.hf_weights import hf_name
from metabgm.models.llama_shape import LinearRope, Llama3Rope, LlamaShape

_ROTATED = (".attn_q.weight", ".attn_k.weight")


def load(checkpoint: Checkpoint, dtype: torch.dtype) -> Any:
    """A ``LlamaForCausalLM`` with the checkpoint's weights. Raises ModelError."""
    shape = checkpoint.shape
    before = torch.get_default_dtype()
    torch.set_default_dtype(dtype)
    try:
        model: Any = transformers.LlamaForCausalLM(_config(shape))
    finally:
        torch.set_default_dtype(before)
    weights = dict(model.named_parameters())
    with torch.no_grad():
        for tensor, size in shape.tensors().items():
            rows = checkpoint.rows(tensor) if len(size) > 1 else iter([checkpoint.vector(tensor)])
            matrix = np.concatenate(list(rows))
            weights[hf_name(tensor)].copy_(torch.from_numpy(_halves(matrix, tensor, shape)))
    return model


def in_base_order(rows: npt.NDArray[Any], tensor: str, shape: LlamaShape) -> npt.NDArray[Any]:
    """Rows of a matrix as transformers has them -> as the checkpoint has them."""
    if not (shape.interleaved and tensor.endswith(_ROTATED)):
        return rows
    return np.ascontiguousarray(
        rows.reshape(-1, 2, shape.head_width // 2, rows.shape[1]).swapaxes(1, 2).reshape(rows.shape)
    )


def _halves(matrix: npt.NDArray[Any], tensor: str, shape: LlamaShape) -> npt.NDArray[Any]:
    if not (shape.interleaved and tensor.endswith(_ROTATED)):
        return matrix
    return np.ascontiguousarray(
        matrix.reshape(-1, shape.head_width // 2, 2, matrix.shape[1]).swapaxes(1, 2).reshape(matrix.shape)
    )


def _config(shape: LlamaShape) -> Any:
    return transformers.LlamaConfig(
        vocab_size=shape.vocabulary,
        hidden_size=shape.width,
        intermediate_size=shape.ffn_width,
        num_hidden_layers=shape.layers,
        num_attention_heads=shape.heads,
        num_key_value_heads=shape.kv_heads,
        head_dim=shape.head_width,
        max_position_embeddings=shape.context,
        rms_norm_eps=shape.norm_epsilon,
        rope_parameters=_rope(shape),
        tie_word_embeddings=shape.tied,
        bos_token_id=None,
        eos_token_id=None,
        pad_token_id=None,
        use_cache=False,
    )


def _rope(shape: LlamaShape) -> dict[str, Any]:
    match shape.rope_scaling:
        case LinearRope(factor):
            scaling: dict[str, Any] = {"rope_type": "linear", "factor": factor}
        case Llama3Rope(factor, low, high, context):
            scaling = {
                "rope_type": "llama3",
                "factor": factor,
                "low_freq_factor": low,
                "high_freq_factor": high,
                "original_max_position_embeddings": context,
            }
        case None:
            scaling = {"rope_type": "default"}
    return scaling | {"rope_theta": shape.rope_base}
