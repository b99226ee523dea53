"""The layers EnCodec is made of. All take and give (batch, channels, n)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

from metabgm.music.musicgen.networks.codec_padding import REFLECT, paddings
from metabgm.music.musicgen.networks.weights import Weights, take
from metabgm.music.musicgen.torch_runtime.arithmetic import Arithmetic

Layer = Callable[[Tensor], Tensor]


@dataclass(frozen=True)
class Layers:
    """Builds layers with a checkpoint's weights under ``prefix`` (``audio_encoder.decoder.layers.``)."""

    weights: Weights
    arithmetic: Arithmetic
    prefix: str

    def tensor(self, name: str, *shape: int) -> Tensor:
        """Raises WeightsError if it is missing or has another shape."""
        return self.arithmetic.tensor(take(self.weights, self.prefix + name, *shape))

    def conv(
        self, name: str, channels: tuple[int, int], kernel: int, *, stride: int = 1, dilation: int = 1
    ) -> Layer:
        """Padded, so that n positions become ceil(n / stride). ``channels``: in and out."""
        before, after = paddings(kernel, stride, dilation)
        bare = self.bare_conv(name, channels, kernel, stride=stride, dilation=dilation)
        mode = self.weights.shape.codec.padding

        def padded(x: Tensor) -> Tensor:
            # A strided convolution's last window is filled up.
            return bare(_pad(x, before, after + -x.shape[2] % stride, mode))

        return padded

    def bare_conv(
        self, name: str, channels: tuple[int, int], kernel: int, *, stride: int = 1, dilation: int = 1
    ) -> Layer:
        """Without padding: n - kernel + 1 positions where the stride is 1."""
        weight = self.tensor(f"{name}.conv.weight", channels[1], channels[0], kernel)
        bias = self.tensor(f"{name}.conv.bias", channels[1])
        return lambda x: functional.conv1d(x, weight, bias, stride, 0, dilation)

    def transposed_conv(self, name: str, channels: tuple[int, int], ratio: int) -> Layer:
        """n positions become n * ratio. Nothing beyond the ends."""
        before, after = paddings(2 * ratio, ratio)
        weight = self.tensor(f"{name}.conv.weight", *channels, 2 * ratio)
        bias = self.tensor(f"{name}.conv.bias", channels[1])

        def widened(x: Tensor) -> Tensor:
            y = functional.conv_transpose1d(x, weight, bias, ratio)
            return y[:, :, before : y.shape[2] - after]

        return widened

    def residual(self, name: str, width: int, dilation: int) -> Layer:
        """EncodecResnetBlock."""
        codec = self.weights.shape.codec
        hidden = width // codec.compress
        first = self.conv(f"{name}.block.1", (width, hidden), codec.residual_kernel, dilation=dilation)
        second = self.bare_conv(f"{name}.block.3", (hidden, width), 1)
        past = self.bare_conv(f"{name}.shortcut", (width, width), 1) if codec.shortcut else None

        def added(x: Tensor) -> Tensor:
            made = second(elu(first(elu(x))))
            return (x if past is None else past(x)) + made

        return added

    def lstm(self, name: str, width: int) -> Lstm:
        return Lstm(self, name, width)


class Lstm:
    """EncodecLSTM, which adds what it is given."""

    def __init__(self, layers: Layers, name: str, width: int) -> None:
        count = layers.weights.shape.codec.lstm_layers
        self._lstm = torch.nn.LSTM(width, width, count, device=layers.arithmetic.device)
        sizes = {"weight": (4 * width, width), "bias": (4 * width,)}
        state = {
            key: layers.tensor(f"{name}.lstm.{key}", *sizes[key.partition("_")[0]])
            for key in self._lstm.state_dict()
        }
        self._lstm.load_state_dict(state)
        self._empty = torch.zeros(count, 1, width, device=layers.arithmetic.device)

    def empty(self, batch: int) -> tuple[Tensor, Tensor]:
        """States (layers, batch, width) of a beginning."""
        state = self._empty.expand(-1, batch, -1).contiguous()
        return state, state

    def __call__(self, x: Tensor, states: tuple[Tensor, Tensor]) -> tuple[Tensor, tuple[Tensor, Tensor]]:
        """What comes out, and the states after it."""
        steps = x.permute(2, 0, 1).contiguous()
        y, after = self._lstm(steps, states)
        return (y + steps).permute(1, 2, 0), after


def elu(x: Tensor) -> Tensor:
    return functional.elu(x)


def _pad(x: Tensor, before: int, after: int, mode: str) -> Tensor:
    if mode != REFLECT:
        return functional.pad(x, (before, after))
    # What is too short to reflect is lengthened with zeros first (``EncodecConv1d._pad1d``).
    extra = max(0, max(before, after) - x.shape[2] + 1)
    padded = functional.pad(functional.pad(x, (0, extra)), (before, after), mode="reflect")
    return padded[:, :, : padded.shape[2] - extra]
