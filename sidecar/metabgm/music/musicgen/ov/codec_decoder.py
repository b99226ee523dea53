"""EnCodec's decoder as two graphs, so that a piece can be decoded while it is made.

The head (embedding, first convolution, LSTM) runs once over every frame and hands its state on; the tail
(upsampling) sees about a frame to either side and is run over chunks that overlap by that.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import openvino as ov
from openvino import opset13 as op

from metabgm.music.musicgen.ov.codec_layers import Layers, Weights, elu, input_node, ints, model
from metabgm.music.musicgen.ov.codec_lstm import lstm
from metabgm.music.musicgen.ov.compress import Precision
from metabgm.music.musicgen.ov.nodes import hint

PREFIX = "audio_encoder.decoder.layers."


def inner_width(ratios: tuple[int, ...], filters: int) -> int:
    """Channels at the rate of the tokens."""
    return int(filters * 2 ** len(ratios))


def head_graph(weights: Weights, batch: int, precision: Precision = "f32") -> Any:
    """``codes`` (batch, codebooks, n + kernel - 1) int64, padded, where the code past the last stands for
    zeros; ``hidden`` and ``cell`` (layers, batch, width) -> ``features`` (batch, width, n), and the states
    ``hidden_after``, ``cell_after``. ``precision``: of the LSTM's matrices.
    """
    codec = weights.shape.codec
    layers = Layers(weights, PREFIX)
    width = inner_width(codec.ratios, codec.filters)
    codes = input_node([batch, codec.codebooks, -1], "codes", ov.Type.i64)
    hidden, cell = (input_node([codec.lstm_layers, batch, width], name) for name in ("hidden", "cell"))
    # One table of all codebooks, each with a row of zeros behind it.
    quantizer = Layers(weights, "audio_encoder.quantizer.layers.")
    blank = np.zeros((1, codec.width), np.float32)
    rows = []
    for book in range(codec.codebooks):
        rows += [quantizer.tensor(f"{book}.codebook.embed", codec.codes, codec.width), blank]
    offsets = np.arange(codec.codebooks, dtype=np.int64).reshape(1, -1, 1) * (codec.codes + 1)
    table = op.constant(np.concatenate(rows))
    found = op.gather(table, op.add(codes, op.constant(offsets)), op.constant(0))
    x = op.unsqueeze(op.transpose(op.reduce_sum(found, ints(1)), ints(0, 2, 1)), ints(2))
    x = op.squeeze(layers.bare_conv(x, "0", (codec.width, width), codec.kernel), ints(2))
    features, hidden_after, cell_after = lstm(
        layers, x, "1", (hidden, cell), width=width, precision=precision
    )
    outputs = {"features": features, "hidden_after": hidden_after, "cell_after": cell_after}
    return hint(model(outputs, [codes, hidden, cell], "codec head"), "f32")


def tail_graph(weights: Weights, batch: int) -> Any:
    """``features`` (batch, width, n >= 1) -> ``audio`` (batch, channels, n * hop); both ends are padded."""
    codec = weights.shape.codec
    layers = Layers(weights, PREFIX)
    width = inner_width(codec.ratios, codec.filters)
    features = input_node([batch, width, -1], "features")
    x = op.unsqueeze(features, ints(2))
    index, shortest = 2, 1
    for ratio in codec.ratios:
        x = layers.transposed_conv(elu(x), str(index + 1), (width, width // 2), ratio)
        width, index, shortest = width // 2, index + 2, shortest * ratio
        for layer in range(codec.residual_layers):
            dilation = codec.dilation_growth**layer
            x = layers.residual(x, str(index), width, dilation, shortest=shortest)
            index += 1
    audio = layers.conv(elu(x), str(index + 1), (width, codec.channels), codec.last_kernel, shortest=shortest)
    return model({"audio": op.squeeze(audio, ints(2))}, [features], "codec tail")
