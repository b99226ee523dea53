"""The player's mix as samples."""

from __future__ import annotations

import wave
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from journey.records import MIX_RATE

FULL_SCALE = 32768.0


class WavError(Exception):
    """One line: what is wrong with the file."""


def read_mix(path: Path) -> NDArray[np.float32]:
    """Frames of shape (n, 2) within -1..1. Raises WavError unless it is 48 kHz stereo s16."""
    try:
        with wave.open(str(path), "rb") as file:
            found = (file.getframerate(), file.getnchannels(), file.getsampwidth())
            data = file.readframes(file.getnframes())
    except (OSError, EOFError, wave.Error) as error:
        raise WavError(f"{path}: {error}") from error
    if found != (MIX_RATE, 2, 2):
        raise WavError(f"{path}: rate, channels and bytes a sample are {found}, expected {(MIX_RATE, 2, 2)}")
    samples: NDArray[np.int16] = np.frombuffer(data, dtype="<i2").reshape(-1, 2)
    return samples.astype(np.float32) / np.float32(FULL_SCALE)


def loudness_lufs(frames: NDArray[np.float32]) -> float | None:
    """Integrated loudness (ITU-R BS.1770); None without pyloudnorm, for silence, or below its 0.4 s block."""
    try:
        import pyloudnorm  # noqa: PLC0415  (only in the extra "test")
    except ImportError:
        return None
    meter: Any = pyloudnorm.Meter(MIX_RATE)
    if len(frames) <= meter.block_size * MIX_RATE:
        return None
    lufs = float(meter.integrated_loudness(frames))
    return round(lufs, 1) if np.isfinite(lufs) else None
