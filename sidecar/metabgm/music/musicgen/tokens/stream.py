"""A piece's tokens, made when they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from weakref import ref

from metabgm.music.musicgen.runtime import (
    Chroma,
    Codes,
    Decoding,
    Interruptible,
    Logits,
    Primed,
    States,
    TokenRuntime,
)
from metabgm.music.musicgen.tokens.anchor import takeover
from metabgm.music.musicgen.tokens.delay import Delayed
from metabgm.music.musicgen.tokens.options import Options
from metabgm.music.musicgen.tokens.sampling import LogitsError, draw, guided
from metabgm.music.musicgen.tokens.window import TRAINED, Restart, Span, Trim, Window

PREFILL = 10
"""Steps a call while a prompt is read: more at once is slow over a long past.

Where no call can be broken off, it can be cancelled after each. Twice what OpenVINO is given at once.
"""


_Reading = Generator[None, None, Logits | None]


@dataclass(frozen=True)
class Conditioning:
    """What the decoder follows, and what it leads away from where that is not nothing."""

    text: States
    negative: States | None = None
    melody: Chroma | None = None

    @classmethod
    def of(
        cls, runtime: TokenRuntime, description: str, options: Options, melody: Chroma | None = None
    ) -> Conditioning:
        """Encodes the description and, where it counts, the negative prompt."""
        wanted = options.guided and options.negative
        negative = runtime.encode_text(options.negative or "") if wanted else None
        return cls(runtime.encode_text(description), negative, melody)

    def decoding(self, runtime: TokenRuntime, *, guided: bool) -> Decoding:
        """A run that follows it."""
        return runtime.decode(self.text, self.negative, guided=guided, melody=self.melody)


class TokenStream:
    """The frames of one piece. The same arguments give the same tokens (on the same runtime).

    ``seed``: 0..2**63 - 1. ``frames``: how many to make, >= 0. ``anchor``: the last piece's tokens, of shape
    (codebooks, any number of frames); its end becomes the prompt (see ``anchor``), which is not given out
    again. ``cancelled``: asked before every call of the decoder; the stream ends quietly when it says so.
    """

    def __init__(
        self,
        runtime: TokenRuntime,
        conditioning: Conditioning,
        options: Options,
        *,
        seed: int,
        frames: int,
        anchor: Codes | None = None,
        span: Span | None = None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> None:
        shape = runtime.shape
        self._runtime = runtime
        self._conditioning = conditioning
        self._options = options
        self._seed = seed
        self._cancelled = cancelled
        self._positions = min(shape.decoder.positions, TRAINED)
        self._span = (span or Span()).within(self._positions)
        self._takeover = takeover(
            anchor, options, shape.decoder.codebooks, shape.codec.rate / shape.codec.hop
        )
        prompt = self._takeover.prompt
        # Read in one go, the prompt must leave room for the piece. With the start step it fits.
        self._prompt = prompt[:, max(0, prompt.shape[1] - self._span.least + 1) :]
        self._steps = Delayed(shape.decoder, self._prompt, frames)
        self._begun = False
        self._running: Callable[[], Decoding | None] = lambda: None

    @property
    def prompt(self) -> Codes:
        """The frames the first one follows, of shape (codebooks, n >= 0)."""
        return self._prompt

    @property
    def made(self) -> int:
        """Frames given out so far or about to be."""
        return self._steps.complete

    @property
    def done(self) -> bool:
        """Whether no step is left."""
        return self._steps.done

    def tail(self, frames: int, end: int | None = None) -> Codes:
        """Up to ``frames`` before frame ``end`` (None: all that are made), for the next piece's anchor."""
        end = self.made if end is None else min(end, self.made)
        return self._steps.frames(max(-self._prompt.shape[1], end - frames), end)

    def blocks(self, size: int = 1) -> Iterator[Codes]:
        """All frames in order, of shape (codebooks, ``size``), the last one perhaps fewer. To be called once.

        ``size``: 1 or more. It can be abandoned at any block. Raises RuntimeFaultError, as a
        LogitsError where no token can be drawn.
        """
        if size < 1:
            raise ValueError(f"size: {size}, expected 1 or more")
        given = 0
        for _ in self.steps():
            if self.made - given == size or (self._steps.done and self.made > given):
                yield self._steps.frames(given, self.made)
                given = self.made

    def steps(self) -> Iterator[None]:
        """Stops after each step that was sampled, and between portions of what is read before one.

        That is a prompt, or the music so far where the window begins anew, which takes seconds. To be called
        once, and instead of ``blocks``.

        What it holds is large; ``made`` and ``tail`` tell of the frames also when it is gone. Raises as
        ``blocks`` does.
        """
        if self._begun:
            raise ValueError("steps: called again, expected once; a new TokenStream gives the same tokens")
        self._begun = True
        return self._run()

    def interrupt(self) -> None:
        """Breaks the decoder's call off, where there is one and it can be; for a stream that is cancelled.

        The step then raises RuntimeFaultError. May be called from any thread.
        """
        decoding = self._running()
        if isinstance(decoding, Interruptible):
            decoding.interrupt()

    def _run(self) -> Iterator[None]:
        if self._steps.done or self._cancelled():
            return
        window = Window(self._span, self._positions)
        window.begin(self._steps.known)
        # Only held here: the cache is the largest thing there is, and the stream is kept for its tail.
        decoding = self._conditioning.decoding(self._runtime, guided=self._options.guided)
        self._running = ref(decoding)
        while isinstance(decoding, Primed) and not self._cancelled() and decoding.prime():
            yield
        logits = yield from self._read(decoding, self._steps.last(self._steps.known))
        sampled = 0
        while logits is not None:
            scores = guided(logits, self._takeover.guidance_at(sampled))
            self._steps.take(draw(scores, self._options.sampling, self._seed, sampled))
            sampled += 1
            yield
            logits = None if self._steps.done else (yield from self._feed_next(decoding, window))

    def _feed_next(self, decoding: Decoding, window: Window) -> _Reading:
        action = window.next()
        if isinstance(action, Restart):
            decoding.keep_last(0)
            return (yield from self._read(decoding, self._steps.again(action.steps)))
        if isinstance(action, Trim):
            decoding.keep_last(action.keep)
        return (yield from self._read(decoding, self._steps.last(1)))

    def _read(self, decoding: Decoding, steps: Codes) -> _Reading:
        """The logits after the last of them; None when cancelled."""
        decoder = self._runtime.shape.decoder
        expected = (1 + self._options.guided, decoder.codebooks, decoder.codes)
        logits = None
        for first in range(0, steps.shape[1], PREFILL):
            if first:
                yield
            if self._cancelled():
                return None
            logits = decoding.feed(steps[:, first : first + PREFILL])
            # One code more would be the padding token, which must never be drawn.
            if logits.shape != expected:
                raise LogitsError(f"logits: shape {logits.shape}, expected {expected}")
        return logits
