"""A sound file whose melody is to be followed."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from metabgm.cli.errors import InputError
from metabgm.music.engine import Frames

RATE = 48_000
MOST_SECONDS = 30
"""No model listens to more."""
_RATES = 8_000, 192_000
# Of those numbers of channels and at those rates the seconds that are read take 46 MB at most.
_CHANNELS = 1, 2


def read_melody(path: Path) -> Frames:
    """The first MOST_SECONDS of a WAV, FLAC, Ogg or MP3 file, (n, 2) at 48 kHz. Raises InputError."""
    # Only needed where a melody is given.
    import soundfile  # noqa: PLC0415
    import soxr  # noqa: PLC0415

    try:
        with soundfile.SoundFile(path) as file:
            rate, channels = file.samplerate, file.channels
            if not (_RATES[0] <= rate <= _RATES[1] and channels in _CHANNELS):
                raise InputError(
                    f"--melody: {path} has {channels} channels at {rate} Hz,"
                    f" expected 1 or 2 at {_RATES[0]} to {_RATES[1]} Hz"
                )
            audio = file.read(MOST_SECONDS * rate, dtype="float32", always_2d=True)
    except (soundfile.LibsndfileError, OSError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise InputError(f"--melody: {path}: {reason}, expected a sound file") from error
    if not np.isfinite(audio).all():
        raise InputError(f"--melody: {path} holds numbers that aren't finite")
    if not audio.any():
        raise InputError(f"--melody: {path} is silent in its first {MOST_SECONDS} s, expected a melody")
    heard = np.asarray(soxr.resample(audio, rate, RATE, "HQ"), np.float32)
    return np.ascontiguousarray(np.broadcast_to(heard, (len(heard), 2)))
