"""EnCodec's decoder and encoder, each in two parts, so that neither has to see a whole piece at once."""

from __future__ import annotations

import torch
from torch import Tensor

from metabgm.music.musicgen.networks.weights import Weights
from metabgm.music.musicgen.shape import CodecShape
from metabgm.music.musicgen.torch_runtime.arithmetic import Arithmetic
from metabgm.music.musicgen.torch_runtime.codec_layers import Layer, Layers, elu

States = tuple[Tensor, Tensor]
"""Of the LSTM: (layers, batch, width) each."""


class Head:
    """Embedding, first convolution and LSTM, whose states are handed on."""

    def __init__(self, weights: Weights, arithmetic: Arithmetic) -> None:
        codec = weights.shape.codec
        layers = Layers(weights, arithmetic, "audio_encoder.decoder.layers.")
        width = _inner_width(codec)
        # Each codebook has a row of zeros behind it: the code past the last.
        blank = torch.zeros(1, codec.width, device=arithmetic.device)
        vectors = _codebooks(weights, arithmetic)
        self._table = torch.cat([part for book in vectors for part in (book, blank)])
        books = torch.arange(codec.codebooks, device=arithmetic.device)
        self._firsts = books[:, None] * (codec.codes + 1)
        self._conv = layers.bare_conv("0", (codec.width, width), codec.kernel)
        self._lstm = layers.lstm("1", width)

    def empty(self, batch: int) -> States:
        return self._lstm.empty(batch)

    def __call__(self, codes: Tensor, states: States) -> tuple[Tensor, States]:
        """Codes (batch, codebooks, n + kernel - 1), padded -> features (batch, width, n)."""
        x = self._table[codes + self._firsts].sum(1).transpose(1, 2)
        return self._lstm(self._conv(x), states)


def tail(weights: Weights, arithmetic: Arithmetic) -> Layer:
    """Features (batch, width, n >= 1) -> audio (batch, channels, n * hop); both ends are padded."""
    codec = weights.shape.codec
    layers = Layers(weights, arithmetic, "audio_encoder.decoder.layers.")
    made: list[Layer] = []
    width, index = _inner_width(codec), 2
    for ratio in codec.ratios:
        made += [elu, layers.transposed_conv(str(index + 1), (width, width // 2), ratio)]
        width, index = width // 2, index + 2
        made += _residuals(layers, index, width)
        index += codec.residual_layers
    made += [elu, layers.conv(str(index + 1), (width, codec.channels), codec.last_kernel)]
    return _in_turn(made)


def front(weights: Weights, arithmetic: Arithmetic) -> Layer:
    """Audio (batch, channels, n >= hop) -> features (batch, width, ceil(n / hop)), both ends padded."""
    codec = weights.shape.codec
    layers = Layers(weights, arithmetic, "audio_encoder.encoder.layers.")
    made = [layers.conv("0", (codec.channels, codec.filters), codec.kernel)]
    width, index = codec.filters, 1
    for ratio in reversed(codec.ratios):
        made += _residuals(layers, index, width)
        index += codec.residual_layers
        made += [elu, layers.conv(str(index + 1), (width, 2 * width), 2 * ratio, stride=ratio)]
        width, index = 2 * width, index + 2
    return _in_turn(made)


class Back:
    """LSTM, last convolution and codebooks of the encoder."""

    def __init__(self, weights: Weights, arithmetic: Arithmetic) -> None:
        codec = weights.shape.codec
        layers = Layers(weights, arithmetic, "audio_encoder.encoder.layers.")
        width = _inner_width(codec)
        # The front's layers: the first convolution, and per ratio the residual ones, ELU and a convolution.
        index = 1 + len(codec.ratios) * (codec.residual_layers + 2)
        self._lstm = layers.lstm(str(index), width)
        self._conv = layers.conv(str(index + 2), (width, codec.width), codec.last_kernel)
        self._books = _codebooks(weights, arithmetic)

    def __call__(self, features: Tensor) -> Tensor:
        """Features (batch, width, n) -> codes (batch, codebooks, n)."""
        x, _ = self._lstm(features, self._lstm.empty(len(features)))
        left = self._conv(elu(x)).transpose(1, 2)
        chosen = []
        for vectors in self._books:
            # The nearest has the largest 2xv - vv: xx is the same for all.
            nearness = left @ (2 * vectors.T) - (vectors**2).sum(1)
            chosen.append(nearness.argmax(-1))
            left = left - vectors[chosen[-1]]
        return torch.stack(chosen, 1)


def _codebooks(weights: Weights, arithmetic: Arithmetic) -> list[Tensor]:
    codec = weights.shape.codec
    quantizer = Layers(weights, arithmetic, "audio_encoder.quantizer.layers.")
    return [
        quantizer.tensor(f"{book}.codebook.embed", codec.codes, codec.width)
        for book in range(codec.codebooks)
    ]


def _residuals(layers: Layers, index: int, width: int) -> list[Layer]:
    codec = layers.weights.shape.codec
    return [
        layers.residual(str(index + layer), width, codec.dilation_growth**layer)
        for layer in range(codec.residual_layers)
    ]


def _inner_width(codec: CodecShape) -> int:
    """Channels at the rate of the tokens."""
    return int(codec.filters * 2 ** len(codec.ratios))


def _in_turn(layers: list[Layer]) -> Layer:
    def run(x: Tensor) -> Tensor:
        for layer in layers:
            x = layer(x)
        return x

    return run
