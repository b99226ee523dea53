"""What EnCodec's convolutions see beyond the ends, and how far they see."""

from __future__ import annotations

import numpy as np

from metabgm.music.musicgen.runtime import Codes
from metabgm.music.musicgen.shape import CodecShape

REFLECT = "reflect"
CONSTANT = "constant"


def paddings(kernel: int, stride: int = 1, dilation: int = 1) -> tuple[int, int]:
    """Positions before and after that a convolution is padded with (which is not causal), and that a
    transposed one loses. An odd one goes before."""
    total = (kernel - 1) * dilation + 1 - stride
    after = total // 2
    return total - after, after


def tail_reach(shape: CodecShape) -> int:
    """Tokens' frames on either side that a frame of audio depends on in the upsampling tail.

    Followed from the audio of one token back through the layers to the positions of its input.
    """
    first, last = 0, shape.hop - 1
    before, after = paddings(shape.last_kernel)
    first, last = first - before, last + after
    for ratio in reversed(shape.ratios):
        for layer in reversed(range(shape.residual_layers)):
            before, after = paddings(shape.residual_kernel, dilation=shape.dilation_growth**layer)
            first, last = first - before, last + after
        # A transposed convolution of kernel 2r and stride r: position p has input p // r and the one before.
        lost, _ = paddings(2 * ratio, ratio)
        first, last = (first + lost) // ratio - 1, (last + lost) // ratio
    return max(-first, last)


def front_reach(shape: CodecShape) -> int:
    """Tokens on either side whose audio a token's features depend on in the encoder's front.

    Followed from one position of its output back through the layers to the audio.
    """
    first = last = 0
    for ratio in shape.ratios:
        before, _ = paddings(2 * ratio, ratio)
        first, last = first * ratio - before, last * ratio - before + 2 * ratio - 1
        for layer in reversed(range(shape.residual_layers)):
            before, after = paddings(shape.residual_kernel, dilation=shape.dilation_growth**layer)
            first, last = first - before, last + after
    before, after = paddings(shape.kernel)
    first, last = first - before, last + after
    return max(-(first // shape.hop), last // shape.hop)


def pad_codes(codes: Codes, before: int, after: int, *, padding: str, blank: int) -> Codes:
    """Codes (codebooks, n >= 1) with more on either side, as padding their embeddings would be.

    ``blank`` is the code whose embedding is zero. A sequence too short to reflect is first lengthened
    with zeros, as transformers does (``EncodecConv1d._pad1d``).
    """
    sides = ((0, 0), (before, after))
    if padding == CONSTANT:
        return np.pad(codes, sides, constant_values=blank)
    extra = max(0, max(before, after) - codes.shape[1] + 1)
    padded = np.pad(np.pad(codes, ((0, 0), (0, extra)), constant_values=blank), sides, mode="reflect")
    return padded[:, : padded.shape[1] - extra]
