"""What runs MusicGen's three networks, whatever it runs them on."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from metabgm.music.musicgen.shape import MusicGenShape

Codes = NDArray[np.int64]
"""Tokens of shape (codebooks, frames), each 0..codes - 1; a frame is 1/50 s of audio."""
States = NDArray[np.float32]
"""What the text encoder makes of a description: (tokens, width of the text encoder)."""
Chroma = NDArray[np.float32]
"""A melody beside a text: (frames, bins), 1 in each frame's pitch class and else 0, C first."""
Logits = NDArray[np.float32]
"""Of the next frame: (rows, codebooks, codes)."""
Audio = NDArray[np.float32]
"""At the codec's own rate: (frames, channels), about -1..1."""


class Decoding(Protocol):
    """One piece's run of the decoder, with its cache. Used by one thread; dropped to end it.

    Row 0 follows the description, row 1 (where ``rows`` is 2) the negative prompt or nothing.
    """

    @property
    def rows(self) -> int:
        """1 without classifier-free guidance, 2 with it."""

    @property
    def length(self) -> int:
        """Steps in the cache."""

    def feed(self, steps: Codes) -> Logits:
        """Appends steps of shape (codebooks, n >= 1), delayed and padded as the decoder wants them.

        All rows are fed the same steps. Returns the logits after the last.
        """

    def keep_last(self, steps: int) -> None:
        """Forgets all but the last ``steps`` steps of the cache; 0: all, and positions begin at 0 again."""


@runtime_checkable
class Primed(Protocol):
    """A decoding that has more to take in before its first step than can be done within 50 ms."""

    def prime(self) -> bool:
        """Takes in a little more; False when there is no more. ``feed`` takes in what is left at once."""


@runtime_checkable
class Interruptible(Protocol):
    """A decoding whose calls can be broken off, at once or within 50 ms.

    A cancelled piece waits for the call of one that is none.
    """

    def interrupt(self) -> None:
        """The call at hand raises RuntimeFaultError soon; none may follow. May be called from any thread.

        Other decodings aren't touched.
        """


class CodecStream(Protocol):
    """EnCodec's decoder for one piece: concatenated, what it returns is the whole decode to 1e-4."""

    def feed(self, codes: Codes) -> Audio:
        """More frames in order; returns the audio that is certain by now, perhaps none."""

    def finish(self) -> Audio:
        """The rest."""


class TokenRuntime(Protocol):
    """The part of a loaded MusicGen that makes tokens. One thread at a time.

    Raises RuntimeFaultError where the machine gives out.
    """

    @property
    def shape(self) -> MusicGenShape:
        """Of the checkpoint."""

    def encode_text(self, text: str) -> States:
        """Any text; cut to the encoder's length."""

    def decode(
        self, text: States, negative: States | None, *, guided: bool, melody: Chroma | None = None
    ) -> Decoding:
        """``negative``: what row 1 follows; None: no text at all. Cross-attention is computed here, once.

        ``melody``: what row 0 follows as well, for a model of that kind. Raises ValueError for another one.
        """


class Runtime(TokenRuntime, Protocol):
    """All of a loaded MusicGen."""

    def codec_stream(self) -> CodecStream:
        """A new piece's."""

    def encode_audio(self, audio: Audio) -> Codes:
        """The codec's encoder: audio at its rate and channels to tokens."""


class RuntimeFaultError(Exception):
    """One line: what could not be loaded or run."""
