"""A runtime as if the machine were slower, to try what a slow machine plays."""

from __future__ import annotations

import time
from collections.abc import Callable
from math import isfinite

from metabgm.music.musicgen.runtime import (
    Audio,
    Chroma,
    CodecStream,
    Codes,
    Decoding,
    Interruptible,
    Logits,
    Primed,
    Runtime,
    States,
)
from metabgm.music.musicgen.shape import MusicGenShape

Sleep = Callable[[float], None]
Clock = Callable[[], float]


class SlowedRuntime:
    """Every call of the decoder takes ``factor`` >= 1 times as long; text encoder and codec are as they are.

    ``sleep`` and ``clock``: in seconds. Raises ValueError.
    """

    def __init__(
        self, runtime: Runtime, factor: float, sleep: Sleep = time.sleep, clock: Clock = time.perf_counter
    ) -> None:
        if not (isfinite(factor) and factor >= 1.0):
            raise ValueError(f"factor: {factor:g}, expected 1 or more")
        self._runtime = runtime
        self._factor, self._sleep, self._clock = factor, sleep, clock

    @property
    def shape(self) -> MusicGenShape:
        """Of the checkpoint."""
        return self._runtime.shape

    def encode_text(self, text: str) -> States:
        """As Runtime has it."""
        return self._runtime.encode_text(text)

    def decode(
        self, text: States, negative: States | None, *, guided: bool, melody: Chroma | None = None
    ) -> Decoding:
        """As Runtime has it."""
        decoding = self._runtime.decode(text, negative, guided=guided, melody=melody)
        return _SlowedDecoding(decoding, self._factor, self._sleep, self._clock)

    def codec_stream(self) -> CodecStream:
        """As Runtime has it."""
        return self._runtime.codec_stream()

    def encode_audio(self, audio: Audio) -> Codes:
        """As Runtime has it."""
        return self._runtime.encode_audio(audio)


class _SlowedDecoding:
    def __init__(self, decoding: Decoding, factor: float, sleep: Sleep, clock: Clock) -> None:
        self._decoding = decoding
        self._factor, self._sleep, self._clock = factor, sleep, clock

    @property
    def rows(self) -> int:
        return self._decoding.rows

    @property
    def length(self) -> int:
        return self._decoding.length

    def prime(self) -> bool:
        began = self._clock()
        more = isinstance(self._decoding, Primed) and self._decoding.prime()
        self._wait(began)
        return more

    def interrupt(self) -> None:
        if isinstance(self._decoding, Interruptible):
            self._decoding.interrupt()

    def feed(self, steps: Codes) -> Logits:
        began = self._clock()
        logits = self._decoding.feed(steps)
        self._wait(began)
        return logits

    def keep_last(self, steps: int) -> None:
        began = self._clock()
        self._decoding.keep_last(steps)
        self._wait(began)

    def _wait(self, began: float) -> None:
        self._sleep((self._factor - 1.0) * (self._clock() - began))
