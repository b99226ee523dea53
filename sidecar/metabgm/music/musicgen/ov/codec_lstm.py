"""EnCodec's LSTM, as a loop over its steps.

OpenVINO's own operator reads the whole matrix of the state in 32 bits for each step: with MusicGen's 33 MB it
would be half of the codec's time. As a product of its own in the loop the matrix can have 8 bits.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import openvino as ov
from openvino import opset13 as op

from metabgm.music.musicgen.ov.codec_layers import Layers, Node, ints
from metabgm.music.musicgen.ov.compress import Precision
from metabgm.music.musicgen.ov.nodes import linear


def lstm(
    layers: Layers, x: Node, name: str, states: tuple[Node, Node], *, width: int, precision: Precision
) -> tuple[Node, Node, Node]:
    """EncodecLSTM, which adds what it is given: ``x`` (batch, width, n >= 1).

    ``states``: hidden and cell, (layers, batch, width); returned too as they are after the last step.
    """
    steps = op.transpose(x, ints(0, 2, 1))
    y, hiddens, cells = steps, [], []
    for layer in range(layers.codec.lstm_layers):
        # (batch, 1, width)
        before = [
            op.transpose(op.gather(state, ints(layer), op.constant(0)), ints(1, 0, 2)) for state in states
        ]
        w, r = (
            layers.tensor(f"{name}.lstm.weight_{part}_l{layer}", 4 * width, width) for part in ("ih", "hh")
        )
        b = sum(layers.tensor(f"{name}.lstm.bias_{part}_l{layer}", 4 * width) for part in ("ih", "hh"))
        heard = op.add(linear(y, w, precision), op.constant(np.asarray(b)))
        y, *after = _loop(heard, before, r, precision)
        hiddens.append(op.transpose(after[0], ints(1, 0, 2)))
        cells.append(op.transpose(after[1], ints(1, 0, 2)))
    y = op.transpose(op.add(y, steps), ints(0, 2, 1))
    return y, op.concat(hiddens, 0), op.concat(cells, 0)


def _loop(
    heard: Node, before: list[Node], recurrent: np.ndarray[Any, np.dtype[np.float32]], precision: Precision
) -> tuple[Node, Node, Node]:
    """The hidden states of all steps, and both states after the last.

    ``heard``: the gates' share of the input, (batch, n, 4 * width).
    """
    width = recurrent.shape[1]
    batch = int(before[0].output(0).partial_shape[0].get_length())
    step = op.parameter([batch, 1, 4 * width], np.float32)
    hidden, cell = (op.parameter([batch, 1, width], np.float32) for _ in before)
    gates = op.add(step, linear(hidden, recurrent, precision))
    # torch's order: input, forget, cell, output.
    parts = op.variadic_split(gates, op.constant(np.int64(-1)), ints(*[width] * 4))
    let_in, kept, found, let_out = (parts.output(index) for index in range(4))
    new = op.multiply(op.sigmoid(let_in), op.tanh(found))
    cell_after = op.result(op.add(op.multiply(op.sigmoid(kept), cell), new))
    hidden_after = op.result(op.multiply(op.sigmoid(let_out), op.tanh(cell_after.input_value(0))))
    loop = op.tensor_iterator()
    loop.set_body(ov.Model([hidden_after, cell_after], [step, hidden, cell], "lstm step"))
    loop.set_sliced_input(step, heard.output(0), 0, 1, 1, -1, 1)
    loop.set_merged_input(hidden, before[0].output(0), hidden_after.output(0))
    loop.set_merged_input(cell, before[1].output(0), cell_after.output(0))
    return (
        loop.get_concatenated_slices(hidden_after.output(0), 0, 1, 1, -1, 1),
        loop.get_iter_value(hidden_after.output(0), -1),
        loop.get_iter_value(cell_after.output(0), -1),
    )
