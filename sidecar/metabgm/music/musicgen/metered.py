"""A runtime that knows how long its music takes."""

from __future__ import annotations

import time
from collections import deque
from dataclasses import dataclass

from metabgm.music.musicgen.runtime import Audio, CodecStream, Codes, Runtime
from metabgm.music.musicgen.timed import Clock, TimedRuntime

REMEMBERED_S = 20.0
"""Of work: a piece's usual ups and downs, the window's restarts among them."""
LEAST_S = 5.0
"""Of work, before anything is said of it."""


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


class MeteredRuntime(TimedRuntime):
    """Works as the runtime does; ``pace`` may be asked for on any thread."""

    def __init__(self, runtime: Runtime, clock: Clock = time.perf_counter) -> None:
        """``clock``: seconds."""
        codec = runtime.shape.codec
        self._decoder, self._codec = _Account(), _Account()
        self._token_s = codec.hop / codec.rate
        super().__init__(runtime, clock, lambda took, steps: self._decoder.add(took, steps * self._token_s))

    def pace(self) -> float | None:
        """Seconds of work for a second of music, lately; None while there was too little of it.

        What a prompt or a restart of the window takes counts, sampling doesn't.
        """
        decoder, codec = self._decoder, self._codec
        if decoder.took < LEAST_S or decoder.made <= 0.0:
            return None
        return decoder.took / decoder.made + (codec.took / codec.made if codec.made > 0.0 else 0.0)

    def codec_stream(self) -> CodecStream:
        """As Runtime has it."""
        return _MeteredCodec(super().codec_stream(), self._codec, self._token_s, self._clock)


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
