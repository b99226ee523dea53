"""Where a piece fades: at its own end, and within two seconds of being asked to close."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

FADE_IN_S = 0.006
FADE_OUT_S = 2.0  # at the end that was planned
CLOSE_S = 1.2  # when asked to close
# After this a quiet spot is waited for no longer: a block, the wait and the fade come to two seconds.
PATIENCE_S = 0.5
_HOP = 1024  # frames over which a spot is quiet: 21 ms
_QUIET = 0.5  # of the mean power of the last seconds: 3 dB softer
_REMEMBERED_S = 4.0


class Ending:
    """The fades of one piece over its frames, block by block, in order."""

    def __init__(self, total: int, rate: int) -> None:
        """``total``: frames of the piece if nobody ends it."""
        self.end = total
        """Frames of the piece, as far as it is known: it may become less, but not less than was given."""
        self._rate = rate
        self._fade = min(FADE_OUT_S * rate, float(total))
        self._asked_at: int | None = None
        self._decided = False
        self._powers = np.zeros(0)

    def close_at(self, end: int, fade: int) -> None:
        """The piece breaks off: it ends at frame ``end``, after a fade of ``fade`` frames at most."""
        if end < self.end:
            self.end, self._fade, self._decided = end, float(max(fade, 1)), True

    def gains(self, first: int, block: NDArray[np.float32], *, asked: bool) -> NDArray[np.float32]:
        """Of the frames from ``first`` on. ``block``: shape (2, n), what will be faded.

        ``asked``: whether the piece is to close; it stays so once it was.
        """
        count = block.shape[1]
        powers = _hop_powers(block)
        if asked and self._asked_at is None:
            self._asked_at = first
        if self._asked_at is not None and not self._decided:
            self._decide(first, count, powers)
        kept = int(_REMEMBERED_S * self._rate / _HOP)
        self._powers = np.concatenate([self._powers, powers])[-kept:]
        at = np.arange(first, first + count, dtype=np.float64)
        rise = np.clip(at / (FADE_IN_S * self._rate), 0.0, 1.0)
        fall = np.clip((self.end - at) / self._fade, 0.0, 1.0)
        return np.asarray((np.sin(rise * np.pi / 2.0) * np.sin(fall * np.pi / 2.0)) ** 2, np.float32)

    def _decide(self, first: int, count: int, powers: NDArray[np.float64]) -> None:
        assert self._asked_at is not None
        known = np.concatenate([self._powers, powers])
        quiet = np.flatnonzero(powers <= _QUIET * known.mean())
        latest = max(first, self._asked_at + int(PATIENCE_S * self._rate))
        begin = first + int(quiet[0]) * _HOP if len(quiet) else latest
        begin = min(begin, latest)
        if begin >= first + count:
            return
        self._decided = True
        close = int(CLOSE_S * self._rate)
        # A piece that fades already goes on with that: two fades at once would be a step.
        if begin + close < self.end and begin < self.end - self._fade:
            self.end, self._fade = begin + close, float(close)


def _hop_powers(block: NDArray[np.float32]) -> NDArray[np.float64]:
    """Mean squares of whole hops."""
    hops = block[:, : block.shape[1] // _HOP * _HOP].reshape(2, -1, _HOP)
    return np.asarray((hops.astype(np.float64) ** 2).mean(axis=(0, 2)))
