"""From tokens to audio, and from audio to frames at the game's rate, as they come."""

from __future__ import annotations

import numpy as np

from metabgm.music.engine import Frames
from metabgm.music.musicgen.resample import RATE, Resampler
from metabgm.music.musicgen.runtime import Audio, Codes, Runtime, RuntimeFaultError
from metabgm.music.musicgen.shape import MusicGenShape


def frames_of(tokens: int, shape: MusicGenShape) -> int:
    """How many frames at 48 kHz so many tokens are."""
    return tokens * shape.codec.hop * RATE // shape.codec.rate


def channels_of(shape: MusicGenShape) -> int:
    """Of the codec's audio."""
    return 2 if shape.decoder.stereo else shape.codec.channels


class Sounding:
    """One run's codec and resampler."""

    def __init__(self, runtime: Runtime) -> None:
        self._codec = runtime.codec_stream()
        self._resampler = Resampler(runtime.shape.codec.rate, channels_of(runtime.shape))

    def decoded(self, codes: Codes) -> Audio:
        """Shape (codebooks, n) to the audio that is certain by now. Raises RuntimeFaultError."""
        return _checked(self._codec.feed(codes))

    def decoded_rest(self) -> Audio:
        """What the codec still holds. Raises RuntimeFaultError."""
        return _checked(self._codec.finish())

    def resampled(self, audio: Audio) -> Frames:
        """To what is certain by now, (m, 2)."""
        return self._resampler.feed(audio)

    def rest(self, audio: Audio) -> Frames:
        """The same for the last audio there is, with all that the resampler still holds."""
        return np.concatenate([self._resampler.feed(audio), self._resampler.finish()])


def _checked(audio: Audio) -> Audio:
    if not np.isfinite(audio).all():
        raise RuntimeFaultError("the codec's audio is not finite")
    return audio
