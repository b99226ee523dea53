"""A runtime around another one that learns how long each call of the decoder took."""

from __future__ import annotations

from collections.abc import Callable

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

Clock = Callable[[], float]


class TimedRuntime:
    """Works as ``runtime`` does. ``clock``: seconds.

    ``told``: after each call of the decoder, the seconds it took and the steps of music it made, 1 or 0:
    several at once are read again, or are another piece's.
    """

    def __init__(self, runtime: Runtime, clock: Clock, told: Callable[[float, int], None]) -> None:
        self._runtime = runtime
        self._clock = clock
        self._told = told

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
        return _TimedDecoding(decoding, self._clock, self._told)

    def codec_stream(self) -> CodecStream:
        """As Runtime has it."""
        return self._runtime.codec_stream()

    def encode_audio(self, audio: Audio) -> Codes:
        """As Runtime has it."""
        return self._runtime.encode_audio(audio)


class _TimedDecoding:
    def __init__(self, decoding: Decoding, clock: Clock, told: Callable[[float, int], None]) -> None:
        self._decoding, self._clock, self._told = decoding, clock, told

    @property
    def rows(self) -> int:
        return self._decoding.rows

    @property
    def length(self) -> int:
        return self._decoding.length

    def prime(self) -> bool:
        began = self._clock()
        more = isinstance(self._decoding, Primed) and self._decoding.prime()
        self._told(self._clock() - began, 0)
        return more

    def interrupt(self) -> None:
        if isinstance(self._decoding, Interruptible):
            self._decoding.interrupt()

    def feed(self, steps: Codes) -> Logits:
        began = self._clock()
        logits = self._decoding.feed(steps)
        self._told(self._clock() - began, int(steps.shape[1] == 1))
        return logits

    def keep_last(self, steps: int) -> None:
        began = self._clock()
        self._decoding.keep_last(steps)
        self._told(self._clock() - began, 0)
