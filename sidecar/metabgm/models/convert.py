"""A LLaMA checkpoint -> a CTranslate2 folder, one tensor at a time. For the process that converts only."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import numpy as np
from ctranslate2.specs import TransformerDecoderModelSpec, attention_spec, common_spec

from metabgm.models.checkpoint import Checkpoint, CheckpointTokenizer, FloatArray
from metabgm.models.ct2_weights import FloatRows, Int8Rows, RowScales, Written
from metabgm.models.llama_shape import LinearRope, Llama3Rope, LlamaShape
from metabgm.models.manifest import TOKENIZER_NAME

Quantization = Literal["int8", "int8_float32", "float16", "float32"]


def convert(
    checkpoint: Checkpoint,
    tokenizer: CheckpointTokenizer,
    target: Path,
    quantization: Quantization,
    progress: Callable[[float], None],
) -> None:
    """Fills the empty folder ``target``; holds one tensor of the result and one block of the source.

    ``int8`` keeps the norms as the source has them, ``int8_float32`` makes them float32. ``progress`` is told
    the fraction 0..1 of the weights. Raises ModelError if the checkpoint cannot be used, OSError if
    ``target`` cannot be written.
    """
    spec = _specification(checkpoint.shape)
    spec.register_vocabulary(list(tokenizer.tokens))
    spec.config.bos_token = tokenizer.bos
    spec.config.eos_token = tokenizer.eos
    spec.config.unk_token = tokenizer.unknown
    spec.config.layer_norm_epsilon = checkpoint.shape.norm_epsilon
    _Weights(checkpoint, quantization, _counter(checkpoint.shape.parameters, progress)).fill(spec.decoder)
    spec.validate()
    # Makes an alias of tied embeddings; what is to be quantized comes quantized.
    spec.optimize(quantization=None)
    spec.save(str(target))
    # Not Tokenizer.save: it would hide a full disk behind a plain Exception.
    (target / TOKENIZER_NAME).write_text(tokenizer.tokenizer.to_str(), encoding="utf-8")
    progress(1.0)


def _specification(shape: LlamaShape) -> Any:
    spec = TransformerDecoderModelSpec.from_config(
        shape.layers,
        shape.heads,
        activation=common_spec.Activation.SWISH,
        pre_norm=True,
        ffn_glu=True,
        rms_norm=True,
        rotary_dim=0,
        rotary_interleave=shape.interleaved,
        rotary_base=shape.rope_base,
        num_heads_kv=None if shape.kv_heads == shape.heads else shape.kv_heads,
        head_dim=None if shape.head_width * shape.heads == shape.width else shape.head_width,
        **_rope_arguments(shape),
    )
    spec.decoder.scale_embeddings = False
    if isinstance(shape.rope_scaling, Llama3Rope):
        for layer in spec.decoder.layer:
            attention = layer.self_attention
            attention.rotary_low_freq_factor = np.float32(shape.rope_scaling.low_freq_factor)
            attention.rotary_high_freq_factor = np.float32(shape.rope_scaling.high_freq_factor)
            # The loader reads the factor, but the specification (frozen) declares it for linear scaling only;
            # without it the logits are far from the reference.
            object.__setattr__(attention, "rotary_scaling_factor", np.float32(shape.rope_scaling.factor))
    return spec


def _rope_arguments(shape: LlamaShape) -> dict[str, Any]:
    match shape.rope_scaling:
        case LinearRope(factor):
            return {
                "rotary_scaling_type": attention_spec.RotaryScalingType.Linear,
                "rotary_scaling_factor": factor,
            }
        case Llama3Rope():
            return {
                "rotary_scaling_type": attention_spec.RotaryScalingType.Llama3,
                "original_max_position_embeddings": shape.rope_scaling.original_context,
                "max_position_embeddings": shape.context,
            }
        case None:
            return {}


def _counter(total: int, progress: Callable[[float], None]) -> Written:
    done = 0

    def written(count: int) -> None:
        nonlocal done
        done += count
        progress(min(1.0, done / total))

    return written


class _Weights:
    def __init__(self, checkpoint: Checkpoint, quantization: Quantization, written: Written) -> None:
        self._checkpoint, self._quantization, self._written = checkpoint, quantization, written

    def fill(self, decoder: Any) -> None:
        self._set(decoder.embeddings, "token_embd.weight")
        if self._checkpoint.shape.tied:
            decoder.projection.weight = decoder.embeddings.weight
            decoder.projection.weight_scale = decoder.embeddings.weight_scale
        else:
            self._set(decoder.projection, "output.weight")
        decoder.layer_norm.gamma = self._vector("output_norm.weight")
        for index, layer in enumerate(decoder.layer):
            block = f"blk.{index}"
            attention, ffn = layer.self_attention, layer.ffn
            attention.layer_norm.gamma = self._vector(f"{block}.attn_norm.weight")
            ffn.layer_norm.gamma = self._vector(f"{block}.ffn_norm.weight")
            self._set(attention.linear[0], *(f"{block}.attn_{part}.weight" for part in "qkv"))
            self._set(attention.linear[1], f"{block}.attn_output.weight")
            self._set(ffn.linear_0, f"{block}.ffn_gate.weight")
            self._set(ffn.linear_0_noact, f"{block}.ffn_up.weight")
            self._set(ffn.linear_1, f"{block}.ffn_down.weight")

    def _set(self, linear: Any, *names: str) -> None:
        if self._quantization in ("float16", "float32"):
            linear.weight = FloatRows(self._checkpoint, names, self._written, self._quantization)
        else:
            linear.weight = Int8Rows(self._checkpoint, names, self._written)
            linear.weight_scale = RowScales(linear.weight)

    def _vector(self, name: str) -> FloatArray:
        vector = self._checkpoint.vector(name)
        if self._quantization == "float16":
            return vector.astype(np.float16)
        return vector if self._quantization == "int8" else vector.astype(np.float32)
