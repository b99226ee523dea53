"""From an engine's frames to the protocol's bytes."""

from __future__ import annotations

import numpy as np

from metabgm.music.engine import Frames
from metabgm.stream.audio_format import AudioFormat


def encode_pcm(frames: Frames, audio: AudioFormat) -> bytes:
    """Interleaved little-endian bytes of float32 frames of shape (n, 2).

    One channel is the mean of the two. s16le is rounded to the nearest step and cut at full scale.
    """
    mixed = frames if audio.channels == 2 else frames.mean(axis=1, keepdims=True, dtype=np.float32)
    if audio.sample_format == "f32le":
        return bytes(np.ascontiguousarray(mixed, dtype="<f4").data)
    return bytes(np.clip(np.rint(mixed * 32767.0), -32768, 32767).astype("<i2").data)
