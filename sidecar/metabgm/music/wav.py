"""Writes pieces as WAV files."""

from __future__ import annotations

import secrets
import wave
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from metabgm.music.engine import Frames

_CHANNELS, _SAMPLE_BYTES, _FULL_SCALE = 2, 2, 32767


def write_wav(path: Path, frames_iter: Iterable[Frames], rate: int) -> int:
    """Writes float frames of shape (n, 2) within -1..1 as 16-bit stereo; returns how many.

    The file appears whole or not at all: it is written beside its place and renamed. Values outside of
    -1..1 are clipped. Raises OSError when the folder can't be written, and whatever the iterable raises.
    """
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        written = 0
        with part.open("xb") as raw, wave.open(raw, "wb") as out:
            out.setnchannels(_CHANNELS)
            out.setsampwidth(_SAMPLE_BYTES)
            out.setframerate(rate)
            for frames in frames_iter:
                scaled = np.rint(np.clip(frames, -1.0, 1.0) * _FULL_SCALE).astype("<i2")
                out.writeframesraw(scaled.tobytes())
                written += len(frames)
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return written
