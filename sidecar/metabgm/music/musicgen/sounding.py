"""From tokens to frames at the game's rate, as they come."""

from __future__ import annotations

import numpy as np

from metabgm.music.engine import Frames
from metabgm.music.musicgen.resample import RATE, Resampler
from metabgm.music.musicgen.runtime import Audio, Codes, Runtime, RuntimeFaultError
from metabgm.music.musicgen.shape import MusicGenShape


def frames_of(tokens: int, shape: MusicGenShape) -> int:
    """How many frames at 48 kHz so many tokens are."""
    return tokens * shape.codec.hop * RATE // shape.codec.rate


class Sounding:
    """One piece's codec and resampler."""

    def __init__(self, runtime: Runtime) -> None:
        shape = runtime.shape
        self._codec = runtime.codec_stream()
        self._resampler = Resampler(shape.codec.rate, 2 if shape.decoder.stereo else shape.codec.channels)

    def feed(self, codes: Codes) -> Frames:
        """Shape (codebooks, n) to what is certain by now, (m, 2). Raises RuntimeFaultError."""
        return self._resampler.feed(_checked(self._codec.feed(codes)))

    def finish(self) -> Frames:
        """The rest. Raises RuntimeFaultError."""
        return np.concatenate([self._resampler.feed(_checked(self._codec.finish())), self.cut()])

    def cut(self) -> Frames:
        """What the resampler still holds, without asking the codec for its rest."""
        return self._resampler.finish()


def _checked(audio: Audio) -> Audio:
    if not np.isfinite(audio).all():
        raise RuntimeFaultError("the codec's audio is not finite")
    return audio
