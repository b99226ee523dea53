"""The decoder's weights, laid out for the way it is run."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from metabgm.music.musicgen.networks.weights import Weights, WeightsError, take
from metabgm.music.musicgen.shape import DecoderShape
from metabgm.music.musicgen.torch_runtime.arithmetic import Arithmetic, Matrix

ROOT = "decoder.model.decoder"
PROJECTION = "enc_to_dec_proj"
# torch's own, which neither transformers nor audiocraft changes.
NORM_EPSILON = 1e-5


@dataclass(frozen=True)
class Norm:
    scale: Tensor
    shift: Tensor

    def __call__(self, x: Tensor) -> Tensor:
        return functional.layer_norm(x, self.scale.shape, self.scale, self.shift, NORM_EPSILON)


@dataclass(frozen=True)
class Layer:
    """``self_qkv``, ``text_kv``: several projections in one product."""

    self_norm: Norm
    self_qkv: Matrix
    self_out: Matrix
    text_norm: Norm
    text_q: Matrix
    text_kv: Matrix
    text_out: Matrix
    wide_norm: Norm
    widen: Matrix
    narrow: Matrix


@dataclass(frozen=True)
class DecoderWeights:
    """``table``: all codebooks' vectors one under the other, where each begins at its one of ``firsts``,

    which is (codebooks, 1). ``text_shift``: what is added to the projected text.
    """

    shape: DecoderShape
    table: Tensor
    firsts: Tensor
    text_in: Matrix
    text_shift: Tensor
    layers: tuple[Layer, ...]
    last_norm: Norm
    heads: Matrix


def load_decoder(weights: Weights, arithmetic: Arithmetic) -> DecoderWeights:
    """Raises WeightsError for a tensor that is missing or of another shape, and for a melody model."""
    if weights.shape.kind != "text":
        # It has no cross-attention: its states go before the music.
        raise WeightsError(f"kind: {weights.shape.kind}, expected text")
    shape = weights.shape.decoder
    books, entries = range(shape.codebooks), shape.codes + 1
    tables = [take(weights, f"{ROOT}.embed_tokens.{book}.weight", entries, shape.width) for book in books]
    heads = [take(weights, f"decoder.lm_heads.{book}.weight", shape.codes, shape.width) for book in books]
    return DecoderWeights(
        shape=shape,
        table=arithmetic.tensor(np.concatenate(tables)),
        firsts=torch.arange(shape.codebooks, device=arithmetic.device)[:, None] * entries,
        text_in=arithmetic.matrix(take(weights, f"{PROJECTION}.weight", shape.width, shape.text_width)),
        text_shift=arithmetic.tensor(take(weights, f"{PROJECTION}.bias", shape.width)),
        layers=tuple(_layer(weights, arithmetic, f"{ROOT}.layers.{n}") for n in range(shape.layers)),
        last_norm=_norm(weights, arithmetic, f"{ROOT}.layer_norm"),
        heads=arithmetic.matrix(np.concatenate(heads)),
    )


def _layer(weights: Weights, arithmetic: Arithmetic, root: str) -> Layer:
    width, ff_width = weights.shape.decoder.width, weights.shape.decoder.ff_width

    def square(*names: str) -> Matrix:
        parts = [take(weights, f"{root}.{name}_proj.weight", width, width) for name in names]
        return arithmetic.matrix(np.concatenate(parts))

    return Layer(
        self_norm=_norm(weights, arithmetic, f"{root}.self_attn_layer_norm"),
        self_qkv=square("self_attn.q", "self_attn.k", "self_attn.v"),
        self_out=square("self_attn.out"),
        text_norm=_norm(weights, arithmetic, f"{root}.encoder_attn_layer_norm"),
        text_q=square("encoder_attn.q"),
        text_kv=square("encoder_attn.k", "encoder_attn.v"),
        text_out=square("encoder_attn.out"),
        wide_norm=_norm(weights, arithmetic, f"{root}.final_layer_norm"),
        widen=arithmetic.matrix(take(weights, f"{root}.fc1.weight", ff_width, width)),
        narrow=arithmetic.matrix(take(weights, f"{root}.fc2.weight", width, ff_width)),
    )


def _norm(weights: Weights, arithmetic: Arithmetic, name: str) -> Norm:
    scale, shift = (
        arithmetic.tensor(take(weights, f"{name}.{part}", weights.shape.decoder.width))
        for part in ("weight", "bias")
    )
    return Norm(scale, shift)
