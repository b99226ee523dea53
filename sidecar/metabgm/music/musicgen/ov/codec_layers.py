"""The layers EnCodec is made of, as nodes of an OpenVINO graph.

All take and give (batch, channels, 1, n): OpenVINO then keeps the channels of a position side by side, as its
convolutions want them, where with one dimension it would rearrange around each of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import openvino as ov
from numpy.typing import NDArray
from openvino import opset13 as op

from metabgm.music.musicgen.networks.codec_padding import REFLECT, paddings
from metabgm.music.musicgen.shape import CodecShape, MusicGenShape

Node = Any
"""openvino's nodes and outputs, which have no types of their own."""
TIME = 3
"""The axis of time."""


class Weights(Protocol):
    """What the codec needs of a checkpoint."""

    @property
    def shape(self) -> MusicGenShape: ...

    def tensor(self, name: str) -> NDArray[np.float32]:
        """By its name in transformers, weight norm folded. Raises an error that names what is missing."""


def input_node(shape: list[int], name: str, kind: Any = ov.Type.f32) -> Node:
    """A named input; -1 for what varies."""
    node = op.parameter(ov.PartialShape(shape), kind, name)
    node.output(0).tensor.set_names({name})
    return node


def ints(*values: int) -> Node:
    return op.constant(np.array(values, np.int64))


def model(outputs: dict[str, Node], inputs: list[Node], name: str) -> Any:
    """A graph whose outputs have names."""
    results = []
    for key, node in outputs.items():
        result = op.result(node)
        result.output(0).tensor.set_names({key})
        results.append(result)
    return ov.Model(results, inputs, name)


@dataclass(frozen=True)
class Layers:
    """Builds layers with a checkpoint's weights under ``prefix`` (``audio_encoder.decoder.layers.``)."""

    weights: Weights
    prefix: str

    @property
    def codec(self) -> CodecShape:
        return self.weights.shape.codec

    def tensor(self, name: str, *shape: int) -> NDArray[np.float32]:
        """Raises ValueError if it has another shape."""
        full = self.prefix + name
        values = np.asarray(self.weights.tensor(full), np.float32)
        if values.shape != shape:
            raise ValueError(f"{full} has the shape {values.shape}, expected {shape}")
        return values

    def conv(
        self,
        x: Node,
        name: str,
        channels: tuple[int, int],
        kernel: int,
        *,
        stride: int = 1,
        dilation: int = 1,
        shortest: int,
    ) -> Node:
        """Padded, so that n positions become ceil(n / stride). ``channels``: in and out; ``shortest``: the
        fewest positions ``x`` can have."""
        before, after = paddings(kernel, stride, dilation)
        x = self._pad(x, before, after, stride, shortest)
        return self.bare_conv(x, name, channels, kernel, stride=stride, dilation=dilation)

    def bare_conv(
        self,
        x: Node,
        name: str,
        channels: tuple[int, int],
        kernel: int,
        *,
        stride: int = 1,
        dilation: int = 1,
    ) -> Node:
        """Without padding: n - kernel + 1 positions where the stride is 1."""
        weight = self.tensor(f"{name}.conv.weight", channels[1], channels[0], kernel)
        y = op.convolution(x, op.constant(weight[:, :, None]), [1, stride], [0, 0], [0, 0], [1, dilation])
        return op.add(y, op.constant(self.tensor(f"{name}.conv.bias", channels[1]).reshape(1, -1, 1, 1)))

    def _pad(self, x: Node, before: int, after: int, stride: int, shortest: int) -> Node:
        if before == after == 0 and stride == 1:
            return x
        length = op.gather(op.shape_of(x), ints(TIME), op.constant(0))
        # A strided convolution's last window is filled up: n positions count as the next multiple.
        missing = op.floor_mod(op.negative(length), ints(stride))
        end = op.add(ints(after), missing) if stride > 1 else ints(after)
        if self.codec.padding != REFLECT:
            return _pad_time(x, ints(before), end, "constant")
        if shortest > max(before, after + stride - 1):
            return _pad_time(x, ints(before), end, "reflect")
        # What is too short to reflect is lengthened with zeros first (``EncodecConv1d._pad1d``).
        most = op.maximum(ints(before), end)
        extra = op.maximum(op.add(op.subtract(most, length), ints(1)), ints(0))
        longer = _pad_time(_pad_time(x, ints(0), extra, "constant"), ints(before), end, "reflect")
        kept = op.add(op.add(length, ints(before)), end)
        return op.slice(longer, ints(0), kept, ints(1), ints(TIME))

    def transposed_conv(self, x: Node, name: str, channels: tuple[int, int], ratio: int) -> Node:
        """n positions become n * ratio. Nothing beyond the ends."""
        before, _ = paddings(2 * ratio, ratio)
        inputs, outputs = channels
        weight = self.tensor(f"{name}.conv.weight", inputs, outputs, 2 * ratio)
        bias = self.tensor(f"{name}.conv.bias", outputs)
        # Each of the ratio positions that come of one is a convolution over it and the one before, for which
        # OpenVINO has a way that is twice as fast.
        halves = weight.reshape(inputs, outputs, 2, ratio)[:, :, ::-1]
        kernels = np.ascontiguousarray(halves.transpose(3, 1, 0, 2).reshape(ratio * outputs, inputs, 2))
        y = op.convolution(x, op.constant(kernels[:, :, None]), [1, 1], [0, 1], [0, 1], [1, 1])
        y = op.add(y, op.constant(np.tile(bias, ratio).reshape(1, -1, 1, 1)))
        y = op.reshape(op.transpose(y, ints(0, 2, 3, 1)), ints(0, 1, -1, outputs), True)
        length = op.multiply(op.gather(op.shape_of(x), ints(TIME), op.constant(0)), ints(ratio))
        y = op.slice(y, ints(before), op.add(length, ints(before)), ints(1), ints(2))
        return op.transpose(y, ints(0, 3, 1, 2))

    def residual(self, x: Node, name: str, width: int, dilation: int, *, shortest: int) -> Node:
        """EncodecResnetBlock."""
        hidden = width // self.codec.compress
        kernel = self.codec.residual_kernel
        y = self.conv(
            elu(x), f"{name}.block.1", (width, hidden), kernel, dilation=dilation, shortest=shortest
        )
        y = self.bare_conv(elu(y), f"{name}.block.3", (hidden, width), 1)
        if self.codec.shortcut:
            x = self.bare_conv(x, f"{name}.shortcut", (width, width), 1)
        return op.add(x, y)


def elu(x: Node) -> Node:
    return op.elu(x, 1.0)


def _pad_time(x: Node, before: Node, after: Node, mode: str) -> Node:
    sides = [op.concat([ints(0, 0, 0), side], 0) for side in (before, after)]
    value = op.constant(np.float32(0)) if mode == "constant" else None
    return op.pad(x, *sides, mode, value)
