"""GGUF of LLaMA architecture -> a CTranslate2 int8 folder, without torch, one tensor at a time."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from metabgm.models.bpe import build_tokenizer
from metabgm.models.gguf_llama import LlamaFile, LlamaShape, Vocabulary
from metabgm.models.manifest import TOKENIZER_NAME, write_manifest
from metabgm.models.quantize import Int8Matrix, quantize_rows


def convert_gguf(
    source: Path, target: Path, *, name: str, license_id: str, progress: Callable[[float], None]
) -> None:
    """Fills the empty folder ``target``. ``progress`` is told the fraction 0..1 of the weights done.

    Raises ModelError if ``source`` cannot be used, OSError if ``target`` cannot be written.
    """
    llama = LlamaFile(source)
    vocabulary = llama.vocabulary()
    spec = _specification(llama.shape(), vocabulary)
    _set_weights(spec.decoder, llama, progress)
    spec.validate()
    # Tied embeddings become an alias; nothing is quantized here, the matrices already are.
    spec.optimize(quantization=None)
    spec.save(str(target))
    # Not Tokenizer.save: it would hide a full disk behind a plain Exception.
    (target / TOKENIZER_NAME).write_text(build_tokenizer(vocabulary).to_str(), encoding="utf-8")
    write_manifest(target, name=name, license_id=license_id, source=source, chat="chatml")


def _specification(shape: LlamaShape, vocabulary: Vocabulary) -> Any:
    # ctranslate2 is slow to import, and only a conversion needs its specifications.
    from ctranslate2.specs import TransformerDecoderModelSpec, common_spec  # noqa: PLC0415

    spec = TransformerDecoderModelSpec.from_config(
        shape.layers,
        shape.heads,
        activation=common_spec.Activation.SWISH,
        pre_norm=True,
        ffn_glu=True,
        rms_norm=True,
        rotary_dim=0,
        # GGUF stores the rows of q and k in the order that interleaved rotation expects.
        rotary_interleave=True,
        rotary_base=shape.rope_base,
        num_heads_kv=None if shape.kv_heads == shape.heads else shape.kv_heads,
    )
    spec.decoder.scale_embeddings = False
    spec.register_vocabulary(vocabulary.tokens)
    spec.config.bos_token = vocabulary.bos
    spec.config.eos_token = vocabulary.eos
    spec.config.unk_token = vocabulary.unknown
    spec.config.layer_norm_epsilon = shape.norm_epsilon
    return spec


def _set_weights(decoder: Any, llama: LlamaFile, progress: Callable[[float], None]) -> None:
    _set(decoder.embeddings, quantize_rows(llama.rows("token_embd.weight")))
    decoder.projection.weight = decoder.embeddings.weight
    decoder.projection.weight_scale = decoder.embeddings.weight_scale
    decoder.layer_norm.gamma = llama.vector("output_norm.weight")
    for index, layer in enumerate(decoder.layer):
        progress(index / len(decoder.layer))
        block = f"blk.{index}"
        attention, ffn = layer.self_attention, layer.ffn
        attention.layer_norm.gamma = llama.vector(f"{block}.attn_norm.weight")
        ffn.layer_norm.gamma = llama.vector(f"{block}.ffn_norm.weight")
        queries_keys_values = [quantize_rows(llama.rows(f"{block}.attn_{part}.weight")) for part in "qkv"]
        weights, scales = zip(*queries_keys_values, strict=True)
        _set(attention.linear[0], (np.concatenate(weights), np.concatenate(scales)))
        _set(attention.linear[1], quantize_rows(llama.rows(f"{block}.attn_output.weight")))
        _set(ffn.linear_0, quantize_rows(llama.rows(f"{block}.ffn_gate.weight")))
        _set(ffn.linear_0_noact, quantize_rows(llama.rows(f"{block}.ffn_up.weight")))
        _set(ffn.linear_1, quantize_rows(llama.rows(f"{block}.ffn_down.weight")))
    progress(1.0)


def _set(linear: Any, matrix: Int8Matrix) -> None:
    linear.weight, linear.weight_scale = matrix
