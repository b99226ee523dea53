"""Between the codec's rate and channels and the game's: 48 kHz, stereo."""

from __future__ import annotations

import numpy as np

from metabgm.music.engine import Frames
from metabgm.music.musicgen.runtime import Audio

RATE = 48_000
_CHANNELS = (1, 2)
# 100 dB of rejection: what a codec of 32 kHz leaves above 15 kHz is softer than that.
_QUALITY = "HQ"


def as_the_codec_hears(frames: Frames, rate: int, channels: int) -> Audio:
    """Frames (n, 2) at 48 kHz as audio (m, channels) at ``rate`` Hz, 1 or 2 channels."""
    import soxr  # noqa: PLC0415  (of the extra musicgen)

    audio = frames if channels == 2 else frames.mean(axis=1, keepdims=True)
    return np.asarray(soxr.resample(np.ascontiguousarray(audio), RATE, rate, _QUALITY), np.float32)


class Resampler:
    """One piece's. However the audio is cut, the concatenated frames are the same to the sample."""

    def __init__(self, rate: int, channels: int) -> None:
        """``rate``: of what is fed, Hz; ``channels``: 1 or 2. Raises ValueError."""
        if rate < 1:
            raise ValueError(f"rate: {rate}, expected at least 1 Hz")
        if channels not in _CHANNELS:
            raise ValueError(f"channels: {channels}, expected 1 or 2")
        self._channels = channels
        self._stream = None
        if rate != RATE:
            import soxr  # noqa: PLC0415  (of the extra musicgen)

            self._stream = soxr.ResampleStream(rate, RATE, channels, dtype="float32", quality=_QUALITY)

    def feed(self, audio: Audio) -> Frames:
        """Shape (n, channels) to what is certain by now, shape (m, 2); m may be 0."""
        return self._stereo(audio, last=False)

    def finish(self) -> Frames:
        """The rest. Nothing may be fed after it."""
        return self._stereo(np.zeros((0, self._channels), np.float32), last=True)

    def _stereo(self, audio: Audio, *, last: bool) -> Frames:
        if audio.ndim != 2 or audio.shape[1] != self._channels:
            raise ValueError(f"audio has shape {audio.shape}, expected (n, {self._channels})")
        out = np.ascontiguousarray(audio, np.float32)
        if self._stream is not None:
            out = self._stream.resample_chunk(out, last=last)
        return np.ascontiguousarray(np.broadcast_to(out, (len(out), 2)))
