"""T5's encoder."""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn.functional import relu, rms_norm, scaled_dot_product_attention

from metabgm.music.musicgen.networks.t5_buckets import relative_buckets
from metabgm.music.musicgen.networks.weights import Weights, take
from metabgm.music.musicgen.runtime import States
from metabgm.music.musicgen.torch_runtime.arithmetic import Arithmetic, Matrix
from metabgm.music.musicgen.torch_runtime.faults import torch_faults

ROOT = "text_encoder.encoder"


class TextEncoder:
    """One thread at a time. Raises RuntimeFaultError, and WeightsError while it is loaded.

    Source: T5 (Raffel et al. 2020), version 1.0: no scaling of the scores, norms without a mean, position
    biases of the first layer for all.
    """

    def __init__(self, weights: Weights, arithmetic: Arithmetic) -> None:
        self._shape = shape = weights.shape.text
        self._device = arithmetic.device
        name = f"{ROOT}.block.0.layer.0.SelfAttention.relative_attention_bias.weight"
        with torch_faults("loading the text encoder"):
            words = take(weights, "text_encoder.shared.weight", shape.vocabulary, shape.width)
            self._words = arithmetic.tensor(words)
            self._per_bucket = arithmetic.tensor(take(weights, name, shape.buckets, shape.heads))
            self._layers = [_Layer(weights, arithmetic, index) for index in range(shape.layers)]
            self._last = arithmetic.tensor(take(weights, f"{ROOT}.final_layer_norm.weight", shape.width))

    def encode(self, ids: NDArray[np.int64]) -> States:
        """Of one text's token ids, its end token included: shape (tokens >= 1,)."""
        if ids.ndim != 1 or not ids.size:
            raise ValueError(f"ids: shape {ids.shape}, expected (tokens,), at least 1")
        with torch_faults("text encoder"), torch.inference_mode():
            states = self._words[torch.from_numpy(ids).to(self._device)][None]
            bias = self._bias(ids.size)
            for layer in self._layers:
                states = layer(states, bias)
            found: States = (
                rms_norm(states[0], self._last.shape, self._last, self._shape.epsilon).cpu().numpy()
            )
        return found

    def _bias(self, tokens: int) -> Tensor:
        """Of each pair of positions: (1, heads, tokens, tokens)."""
        at = np.arange(tokens)
        buckets = relative_buckets(at[None] - at[:, None], self._shape.buckets, self._shape.max_distance)
        entries = torch.from_numpy(buckets).to(self._device)
        return self._per_bucket[entries].permute(2, 0, 1)[None]


class _Layer:
    def __init__(self, weights: Weights, arithmetic: Arithmetic, index: int) -> None:
        self._shape = shape = weights.shape.text
        inner = shape.heads * shape.head_width
        root = f"{ROOT}.block.{index}.layer"

        def matrix(name: str, outputs: int, inputs: int) -> Matrix:
            return arithmetic.matrix(take(weights, f"{root}.{name}.weight", outputs, inputs))

        parts = [take(weights, f"{root}.0.SelfAttention.{n}.weight", inner, shape.width) for n in "qkv"]
        self._qkv = arithmetic.matrix(np.concatenate(parts))
        self._out = matrix("0.SelfAttention.o", shape.width, inner)
        self._widen = matrix("1.DenseReluDense.wi", shape.ff_width, shape.width)
        self._narrow = matrix("1.DenseReluDense.wo", shape.width, shape.ff_width)
        self._norms = [
            arithmetic.tensor(take(weights, f"{root}.{part}.layer_norm.weight", shape.width))
            for part in range(2)
        ]

    def __call__(self, states: Tensor, bias: Tensor) -> Tensor:
        shape = self._shape
        split = self._qkv(self._normed(states, 0)).view(*states.shape[:2], 3, shape.heads, shape.head_width)
        query, key, value = split.permute(2, 0, 3, 1, 4).unbind()
        heard = scaled_dot_product_attention(query, key, value, bias, scale=1.0)
        states = states + self._out(heard.transpose(1, 2).flatten(2))
        return states + self._narrow(relu(self._widen(self._normed(states, 1))))

    def _normed(self, states: Tensor, part: int) -> Tensor:
        return rms_norm(states, (states.shape[-1],), self._norms[part], self._shape.epsilon)
