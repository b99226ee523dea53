"""EnCodec's encoder as two graphs: the front makes features of audio, the back makes tokens of those.

Over a whole piece the front's arrays would take a gigabyte; it sees less than a token to either side, so
that it can be run over blocks that overlap by one. The back is small.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from openvino import opset13 as op

from metabgm.music.musicgen.ov.codec_decoder import inner_width
from metabgm.music.musicgen.ov.codec_layers import Layers, Node, Weights, elu, input_node, ints, model
from metabgm.music.musicgen.ov.codec_lstm import lstm

PREFIX = "audio_encoder.encoder.layers."


def front_graph(weights: Weights, batch: int) -> Any:
    """``audio`` (batch, channels, n >= hop) -> ``features`` (batch, width, ceil(n / hop)), both ends
    padded."""
    codec = weights.shape.codec
    layers = Layers(weights, PREFIX)
    width, shortest = codec.filters, codec.hop
    audio = input_node([batch, codec.channels, -1], "audio")
    x = op.unsqueeze(audio, ints(2))
    x = layers.conv(x, "0", (codec.channels, width), codec.kernel, shortest=shortest)
    index = 1
    for ratio in reversed(codec.ratios):
        for layer in range(codec.residual_layers):
            dilation = codec.dilation_growth**layer
            x = layers.residual(x, str(index), width, dilation, shortest=shortest)
            index += 1
        x = layers.conv(
            elu(x), str(index + 1), (width, 2 * width), 2 * ratio, stride=ratio, shortest=shortest
        )
        width, index, shortest = 2 * width, index + 2, shortest // ratio
    return model({"features": op.squeeze(x, ints(2))}, [audio], "codec encoder front")


def back_graph(weights: Weights, batch: int) -> Any:
    """``features`` (batch, width, n >= 1) -> ``codes`` (batch, codebooks, n) int64."""
    codec = weights.shape.codec
    layers = Layers(weights, PREFIX)
    width = inner_width(codec.ratios, codec.filters)
    features = input_node([batch, width, -1], "features")
    # The front's layers: the first convolution, and per ratio the residual ones, ELU and a convolution.
    index = 1 + len(codec.ratios) * (codec.residual_layers + 2)
    zeros = op.constant(np.zeros((codec.lstm_layers, batch, width), np.float32))
    x, _, _ = lstm(layers, features, str(index), (zeros, zeros), width=width, precision="f32")
    x = op.unsqueeze(elu(x), ints(2))
    x = layers.conv(x, str(index + 2), (width, codec.width), codec.last_kernel, shortest=1)
    return model({"codes": _quantized(weights, op.squeeze(x, ints(2)))}, [features], "codec encoder back")


def _quantized(weights: Weights, x: Node) -> Node:
    """Each codebook takes the vector nearest to what the ones before have left."""
    codec = weights.shape.codec
    quantizer = Layers(weights, "audio_encoder.quantizer.layers.")
    left = op.transpose(x, ints(0, 2, 1))
    chosen = []
    for book in range(codec.codebooks):
        vectors = quantizer.tensor(f"{book}.codebook.embed", codec.codes, codec.width)
        table = op.constant(vectors)
        # The nearest has the largest 2xv - vv: xx is the same for all.
        products = op.matmul(left, op.constant(2 * vectors), False, True)
        nearness = op.subtract(products, op.constant((vectors**2).sum(1)))
        best = op.topk(nearness, op.constant(1), 2, "max", "none", "i64", stable=False)
        code = op.squeeze(best.output(1), ints(2))
        chosen.append(op.unsqueeze(code, ints(1)))
        left = op.subtract(left, op.gather(table, code, op.constant(0)))
    return op.concat(chosen, 1)
