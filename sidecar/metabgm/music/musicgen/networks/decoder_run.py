"""One piece's run of the decoder, with its cache."""

from __future__ import annotations

from typing import Protocol

import numpy as np

from metabgm.music.musicgen.networks.decoder_positions import sinusoids
from metabgm.music.musicgen.networks.weights import Array
from metabgm.music.musicgen.runtime import Codes, Logits

PRIMED_A_CALL = 6
"""States of a prefix, after which it can be cancelled again: 50 ms on two cores."""


class CachedDecoder(Protocol):
    """The decoder's network with the cache of one piece. Raises RuntimeFaultError."""

    @property
    def codebooks(self) -> int:
        """Rows of the tokens."""

    @property
    def codes(self) -> int:
        """Of a codebook, the padding one not among them."""

    @property
    def width(self) -> int:
        """Of its states."""

    def append(self, steps: Codes, positions: Array, prefix: Array | None) -> Logits:
        """The logits after the last of ``steps`` (codebooks, n), before which go the states of ``prefix``.

        ``prefix``: (rows, m, width); None where the model has none. ``positions``: (m + n, width).
        """

    def keep(self, first: int, last: int) -> None:
        """Of the cache, the first and the last so many."""

    def interrupt(self) -> None:
        """As ``Interruptible.interrupt``."""


class DecoderRun:
    """A ``Decoding`` on a cache of its own.

    Positions count on when the cache is cut and start again when it is emptied, with ``keep_last(0)``:
    to be done before they pass those the model was trained on. A melody model's prefix always stays.
    """

    def __init__(self, decoder: CachedDecoder, rows: int, prefix: Array | None = None) -> None:
        """``decoder``: its cache empty. ``prefix``: (rows, n, width), what goes before the music.

        None where the model has no such input.
        """
        self._decoder, self._rows, self._prefix = decoder, rows, prefix
        self._position = self._length = self._primed = 0

    @property
    def rows(self) -> int:
        """1 without classifier-free guidance, 2 with it."""
        return self._rows

    @property
    def length(self) -> int:
        """Steps in the cache."""
        return self._length

    def feed(self, steps: Codes) -> Logits:
        """As ``Decoding.feed``; tokens 0..codes, ``codes`` being the padding one."""
        codebooks, codes = self._decoder.codebooks, self._decoder.codes
        if steps.ndim != 2 or steps.shape[0] != codebooks or not steps.shape[1]:
            raise ValueError(f"steps: shape {steps.shape}, expected ({codebooks}, 1 or more)")
        if steps.min() < 0 or steps.max() > codes:
            raise ValueError(f"steps: tokens {steps.min()}..{steps.max()}, expected 0..{codes}")
        while self.prime():
            pass
        logits = self._append(steps, 0)
        self._length += steps.shape[1]
        return logits

    def prime(self) -> bool:
        """As ``Primed.prime``."""
        if self._primed == self._before:
            return False
        count = min(PRIMED_A_CALL, self._before - self._primed)
        self._append(np.zeros((self._decoder.codebooks, 0), np.int64), count)
        self._primed += count
        return self._primed < self._before

    def interrupt(self) -> None:
        """As ``Interruptible.interrupt``."""
        self._decoder.interrupt()

    @property
    def _before(self) -> int:
        return 0 if self._prefix is None else self._prefix.shape[1]

    def _append(self, steps: Codes, states: int) -> Logits:
        """``states``: how many more of the prefix."""
        count = states + steps.shape[1]
        positions = sinusoids(self._position, count, self._decoder.width)
        more = None if self._prefix is None else self._prefix[:, self._primed : self._primed + states]
        logits = self._decoder.append(np.ascontiguousarray(steps, np.int64), positions, more)
        self._position += count
        return logits

    def keep_last(self, steps: int) -> None:
        """As ``Decoding.keep_last``: 0..length."""
        if not 0 <= steps <= self._length:
            raise ValueError(f"steps: {steps}, expected 0..{self._length}")
        if steps == self._length:
            return
        if steps == 0:
            self._position = self._primed
        self._decoder.keep(self._primed, steps)
        self._length = steps
