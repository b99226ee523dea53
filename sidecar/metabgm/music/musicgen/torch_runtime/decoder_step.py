"""The decoder's arithmetic for some steps, over memory that stays where it is."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn.functional import gelu, scaled_dot_product_attention

from metabgm.music.musicgen.shape import DecoderShape
from metabgm.music.musicgen.torch_runtime.arithmetic import Arithmetic
from metabgm.music.musicgen.torch_runtime.decoder_weights import DecoderWeights, Layer


@dataclass(frozen=True)
class Size:
    """Rows, texts and tokens of the longest text of a run; see ``StaticCache``."""

    rows: int
    texts: int
    tokens: int


@dataclass(frozen=True)
class Fed:
    """``tokens`` (codebooks, steps); ``positions`` (steps, width); ``slots`` (steps,), in a row."""

    tokens: Tensor
    positions: Tensor
    slots: Tensor


@dataclass(frozen=True)
class StaticCache:
    """``keys``, ``values``: of the steps, (layers, rows, heads, capacity, head width).

    ``text_keys``, ``text_values``: the same of the texts' tokens; ``text_mask``: (texts, 1, 1, tokens), 0 or
    very negative. There are as many texts as rows or fewer: the last rows then hear none.
    """

    keys: Tensor
    values: Tensor
    text_keys: Tensor
    text_values: Tensor
    text_mask: Tensor

    @classmethod
    def empty(cls, shape: DecoderShape, arithmetic: Arithmetic, size: Size, capacity: int) -> StaticCache:
        head_width = shape.width // shape.heads

        def zeros(*sizes: int) -> Tensor:
            return torch.zeros(sizes, device=arithmetic.device, dtype=arithmetic.dtype)

        steps = (shape.layers, size.rows, shape.heads, capacity, head_width)
        words = (shape.layers, size.texts, shape.heads, size.tokens, head_width)
        mask = zeros(size.texts, 1, 1, size.tokens)
        return cls(zeros(*steps), zeros(*steps), zeros(*words), zeros(*words), mask)

    @property
    def rows(self) -> int:
        return self.keys.shape[1]

    @property
    def capacity(self) -> int:
        return self.keys.shape[3]

    def hear(self, weights: DecoderWeights, states: Tensor, mask: Tensor) -> None:
        """Works out what the layers ask of the texts: ``states`` (texts, tokens, width of the encoder)."""
        known = weights.text_in(states) + weights.text_shift
        for index, layer in enumerate(weights.layers):
            keys, values = _heads(layer.text_kv(known), weights.shape, 2)
            self.text_keys[index].copy_(keys)
            self.text_values[index].copy_(values)
        self.text_mask.copy_(mask)


def step(weights: DecoderWeights, cache: StaticCache, fed: Fed, reach: int) -> Tensor:
    """Writes the steps into their slots; the logits after the last: (rows, codebooks, codes) in float32.

    ``reach``: how many slots are looked at, the steps' own among them; those after a step are hidden from it.
    """
    shape = weights.shape
    vectors = weights.table[fed.tokens + weights.firsts].sum(0) + fed.positions
    states = vectors.expand(cache.rows, -1, -1)
    hidden = torch.arange(reach, device=fed.slots.device) > fed.slots[:, None]
    mask = torch.zeros(hidden.shape, device=fed.slots.device, dtype=states.dtype)
    mask.masked_fill_(hidden, torch.finfo(states.dtype).min)
    for index, layer in enumerate(weights.layers):
        query, key, value = _heads(layer.self_qkv(layer.self_norm(states)), shape, 3)
        keys, values = cache.keys[index], cache.values[index]
        keys.index_copy_(2, fed.slots, key)
        values.index_copy_(2, fed.slots, value)
        heard = scaled_dot_product_attention(query, keys[:, :, :reach], values[:, :, :reach], mask)
        states = states + layer.self_out(_joined(heard))
        states = states + _of_texts(layer, shape, cache, index, states)
        states = states + layer.narrow(gelu(layer.widen(layer.wide_norm(states))))
    logits: Tensor = weights.heads(weights.last_norm(states[:, -1]))
    return logits.view(-1, shape.codebooks, shape.codes).float()


def _of_texts(layer: Layer, shape: DecoderShape, cache: StaticCache, index: int, states: Tensor) -> Tensor:
    """Exactly zero for the rows without a text."""
    texts = cache.text_keys.shape[1]
    (query,) = _heads(layer.text_q(layer.text_norm(states[:texts])), shape, 1)
    heard = scaled_dot_product_attention(
        query, cache.text_keys[index], cache.text_values[index], cache.text_mask
    )
    out = layer.text_out(_joined(heard))
    deaf = out.new_zeros(len(states) - texts, *out.shape[1:])
    return torch.cat([out, deaf])


def _heads(x: Tensor, shape: DecoderShape, parts: int) -> tuple[Tensor, ...]:
    """(rows, steps, parts * width) to as many of (rows, heads, steps, head width)."""
    split = x.view(*x.shape[:2], parts, shape.heads, shape.width // shape.heads)
    return split.permute(2, 0, 3, 1, 4).unbind()


def _joined(x: Tensor) -> Tensor:
    return x.transpose(1, 2).flatten(2)
