"""Puts LoRA matrices on a model with peft, and takes them off as an adapter file."""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import peft
import torch
from safetensors.numpy import save_file

from metabgm.models.adapter import FORMAT
from metabgm.models.hf_weights import hf_name
from metabgm.models.llama_shape import LlamaShape
from metabgm.research.torch_llama import in_base_order

_MATRICES = ("q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj")


def with_lora(model: Any, *, rank: int, alpha: float, dropout: float) -> Any:
    """The model with float32 matrices A and B to train beside each matrix of its layers."""
    config = peft.LoraConfig(
        r=rank,
        lora_alpha=alpha,
        lora_dropout=dropout,
        target_modules=list(_MATRICES),
        task_type="CAUSAL_LM",
    )
    with warnings.catch_warnings():
        # peft asks transformers by names that are on their way out.
        warnings.simplefilter("ignore", FutureWarning)
        wrapped: Any = peft.get_peft_model(model, config)
    for weight in wrapped.parameters():
        if weight.requires_grad:
            weight.data = weight.data.float()
    return wrapped


def trainable(model: Any) -> dict[str, torch.nn.Parameter]:
    """The matrices A and B by their names in the model."""
    return {name: weight for name, weight in model.named_parameters() if weight.requires_grad}


def write_adapter(
    path: Path,
    model: Any,
    shape: LlamaShape,
    *,
    alpha: float,
    base: str,
    base_sha256: str,
    words: Iterable[str],
) -> None:
    """float16, by the names of ``LlamaShape.tensors``. ``words``: what it was taught. Raises OSError."""
    by_module = {hf_name(tensor).removesuffix(".weight"): tensor for tensor in shape.tensors()}
    tensors = {}
    for name, module in model.named_modules():
        tensor = by_module.get(name.removeprefix("base_model.model."))
        if tensor is None or not hasattr(module, "lora_A"):
            continue
        b = module.lora_B["default"].weight.detach().cpu().numpy()
        tensors[f"{tensor}.lora_a"] = module.lora_A["default"].weight.detach().cpu().numpy()
        tensors[f"{tensor}.lora_b"] = in_base_order(b, tensor, shape)
    metadata = {"format": FORMAT, "alpha": f"{alpha:g}", "base": base, "base_sha256": base_sha256}
    metadata["words"] = " ".join(sorted(set(words)))
    halves = {name: np.ascontiguousarray(matrix, np.float16) for name, matrix in tensors.items()}
    partial = path.with_suffix(".partial")
    save_file(halves, partial, metadata=metadata)
    partial.replace(path)
