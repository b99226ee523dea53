"""What kind of EnCodec a MusicGen has, and what audio it can encode."""

from __future__ import annotations

import msgspec
import numpy as np

from metabgm.music.musicgen.networks.codec_padding import CONSTANT, REFLECT
from metabgm.music.musicgen.runtime import Audio
from metabgm.music.musicgen.shape import CodecShape, MusicGenShape

MOST_SECONDS = 30
"""Of audio to encode: a piece's length in training."""


class CodecPlan(msgspec.Struct, frozen=True):
    """The codec, and whether two channels go through it side by side."""

    codec: CodecShape
    stereo: bool

    @property
    def batch(self) -> int:
        """The channels of stereo go through a codec of one channel side by side."""
        return 2 if self.stereo else 1

    @property
    def codebooks(self) -> int:
        """Of the decoder: in stereo they come in pairs, left first."""
        return self.codec.codebooks * self.batch

    @property
    def channels(self) -> int:
        return self.codec.channels * self.batch


def codec_plan(shape: MusicGenShape) -> CodecPlan:
    """Raises ValueError for a codec that is not of MusicGen's kind."""
    codec, stereo = shape.codec, shape.decoder.stereo
    if codec.causal:
        raise ValueError("codec.causal is true, expected false: the codec of MusicGen is not causal")
    if codec.padding not in {REFLECT, CONSTANT}:
        raise ValueError(f"codec.padding is {codec.padding!r}, expected {REFLECT!r} or {CONSTANT!r}")
    if stereo and codec.channels != 1:
        raise ValueError(f"codec.channels is {codec.channels}, expected 1 in a stereo model")
    plan = CodecPlan(codec, stereo)
    if plan.codebooks != shape.decoder.codebooks:
        raise ValueError(
            f"codec.codebooks is {codec.codebooks}, expected {shape.decoder.codebooks // plan.batch}: "
            f"the decoder has {shape.decoder.codebooks}"
        )
    return plan


def checked_audio(audio: Audio, plan: CodecPlan) -> Audio:
    """Audio to encode: (frames, channels) at the codec's rate, one token's frames to 30 s, as float32.

    Raises ValueError that names what is wrong with it.
    """
    codec, channels = plan.codec, plan.channels
    audio = np.asarray(audio, np.float32)
    if audio.ndim != 2 or audio.shape[1] != channels:
        raise ValueError(f"audio of shape {audio.shape}, expected (frames, {channels})")
    if not codec.hop <= len(audio) <= MOST_SECONDS * codec.rate:
        raise ValueError(
            f"{len(audio)} frames of audio, expected {codec.hop} (one token) to "
            f"{MOST_SECONDS * codec.rate} ({MOST_SECONDS} s)"
        )
    if not np.isfinite(audio).all():
        frame = int(np.argwhere(~np.isfinite(audio))[0, 0])
        raise ValueError(f"audio that is not finite at frame {frame}")
    return audio
