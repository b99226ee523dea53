"""How large the networks of a MusicGen checkpoint are."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class TextEncoderShape:
    """T5's encoder (version 1.0: ReLU, no gate). ``buckets``, ``max_distance``: of relative positions."""

    layers: int
    width: int
    heads: int
    head_width: int
    ff_width: int
    vocabulary: int
    buckets: int = 32
    max_distance: int = 128
    epsilon: float = 1e-6


@dataclass(frozen=True)
class DecoderShape:
    """The language model over tokens. ``codes``: tokens of a codebook without the padding one.

    ``positions``: sinusoidal ones it was trained on. ``stereo``: its codebooks come in pairs, left first.
    """

    layers: int
    width: int
    heads: int
    ff_width: int
    codebooks: int
    codes: int
    text_width: int
    positions: int
    stereo: bool = False


@dataclass(frozen=True)
class CodecShape:
    """EnCodec. ``ratios``: upsampling factors of the decoder in order; their product is a token's frames.

    ``width``: of a token's vector; ``filters``: channels of the outermost layer. ``padding``: what
    convolutions see beyond the ends, ``reflect`` (transformers' ``pad_mode``, its default) or ``constant``
    zeros (audiocraft's ``seanet.pad_mode``, its default). ``shortcut``: a residual block's way past has a
    convolution (``use_conv_shortcut``; not in MusicGen's).
    """

    rate: int
    channels: int
    filters: int
    width: int
    ratios: tuple[int, ...]
    codebooks: int
    codes: int
    kernel: int
    last_kernel: int
    residual_kernel: int
    residual_layers: int
    compress: int
    lstm_layers: int
    dilation_growth: int
    causal: bool
    padding: str = "reflect"
    shortcut: bool = False

    @property
    def hop(self) -> int:
        """Frames of audio a token."""
        hop = 1
        for ratio in self.ratios:
            hop *= ratio
        return hop


@dataclass(frozen=True)
class MusicGenShape:
    """``kind``: ``text``, or ``melody``: its decoder has no cross-attention, but is given a chromagram of
    ``chroma_frames`` frames of ``chroma`` bins and the text's states before the tokens (0 for ``text``).
    """

    text: TextEncoderShape
    decoder: DecoderShape
    codec: CodecShape
    kind: str = "text"
    chroma: int = 0
    chroma_frames: int = 0
