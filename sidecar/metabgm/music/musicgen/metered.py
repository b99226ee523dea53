"""A runtime that knows how long its music takes."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

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

REMEMBERED_S = 20.0
"""Of work: a piece's usual ups and downs, the window's restarts among them."""
LEAST_S = 5.0
"""Of work, before anything is said of it."""

Clock = Callable[[], float]


@dataclass(frozen=True)
class _Work:
    took: float
    made: float


class _Account:
    """Of one network: seconds of work and of music, as far as they are remembered."""

    def __init__(self) -> None:
        self._works: deque[_Work] = deque()
        self.took = self.made = 0.0

    def add(self, took: float, made: float) -> None:
        self._works.append(_Work(took, made))
        self.took, self.made = self.took + took, self.made + made
        while self.took - self._works[0].took > REMEMBERED_S:
            old = self._works.popleft()
            self.took, self.made = self.took - old.took, self.made - old.made


class MeteredRuntime:
    """Works as the runtime does; ``pace`` may be asked for on any thread."""

    def __init__(self, runtime: Runtime, clock: Clock = time.perf_counter) -> None:
        """``clock``: seconds."""
        self._runtime = runtime
        self._clock = clock
        self._decoder, self._codec = _Account(), _Account()

    @property
    def shape(self) -> MusicGenShape:
        """Of the checkpoint."""
        return self._runtime.shape

    def pace(self) -> float | None:
        """Seconds of work for a second of music, lately; None while there was too little of it.

        What a prompt or a restart of the window takes counts, sampling doesn't.
        """
        decoder, codec = self._decoder, self._codec
        if decoder.took < LEAST_S or decoder.made <= 0.0:
            return None
        return decoder.took / decoder.made + (codec.took / codec.made if codec.made > 0.0 else 0.0)

    def encode_text(self, text: str) -> States:
        """As Runtime has it."""
        return self._runtime.encode_text(text)

    def decode(
        self, text: States, negative: States | None, *, guided: bool, melody: Chroma | None = None
    ) -> Decoding:
        """As Runtime has it."""
        decoding = self._runtime.decode(text, negative, guided=guided, melody=melody)
        codec = self.shape.codec
        return _MeteredDecoding(decoding, self._decoder, codec.hop / codec.rate, self._clock)

    def codec_stream(self) -> CodecStream:
        """As Runtime has it."""
        codec = self.shape.codec
        return _MeteredCodec(self._runtime.codec_stream(), self._codec, codec.hop / codec.rate, self._clock)

    def encode_audio(self, audio: Audio) -> Codes:
        """As Runtime has it."""
        return self._runtime.encode_audio(audio)


class _MeteredDecoding:
    def __init__(self, decoding: Decoding, account: _Account, step_s: float, clock: Clock) -> None:
        self._decoding, self._account, self._step_s, self._clock = decoding, account, step_s, clock

    @property
    def rows(self) -> int:
        return self._decoding.rows

    @property
    def length(self) -> int:
        return self._decoding.length

    def prime(self) -> bool:
        if not isinstance(self._decoding, Primed):
            return False
        began = self._clock()
        more = self._decoding.prime()
        self._account.add(self._clock() - began, 0.0)
        return more

    def interrupt(self) -> None:
        if isinstance(self._decoding, Interruptible):
            self._decoding.interrupt()

    def feed(self, steps: Codes) -> Logits:
        began = self._clock()
        logits = self._decoding.feed(steps)
        # Several at once are read again or are another piece's: no music comes of them.
        made = self._step_s if steps.shape[1] == 1 else 0.0
        self._account.add(self._clock() - began, made)
        return logits

    def keep_last(self, steps: int) -> None:
        began = self._clock()
        self._decoding.keep_last(steps)
        self._account.add(self._clock() - began, 0.0)


class _MeteredCodec:
    def __init__(self, codec: CodecStream, account: _Account, token_s: float, clock: Clock) -> None:
        self._codec, self._account, self._token_s, self._clock = codec, account, token_s, clock

    def feed(self, codes: Codes) -> Audio:
        began = self._clock()
        audio = self._codec.feed(codes)
        self._account.add(self._clock() - began, self._token_s * codes.shape[1])
        return audio

    def finish(self) -> Audio:
        return self._codec.finish()
