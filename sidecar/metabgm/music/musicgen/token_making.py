"""The tokens of one run of a piece: made ahead of the music, or when they are needed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from threading import Event

from metabgm.music.musicgen.runtime import Codes, RuntimeFaultError
from metabgm.music.musicgen.tokens.stream import TokenStream


class TokenMaking:
    """Whenever they are made, the tokens are the same. Used by one thread, except for ``cancel``.

    ``begin``: makes the stream, for a function that says whether it is cancelled; called with the first work.
    """

    def __init__(self, begin: Callable[[Callable[[], bool]], TokenStream]) -> None:
        self._begin = begin
        self._stream: TokenStream | None = None
        # It holds the decoder's cache, the largest thing there is: dropped as soon as nothing more is made.
        self._steps: Iterator[None] | None = None
        self._over = False
        self._cancelled = Event()
        self.fault = ""
        """What broke the making off; the tokens before it are there."""

    @property
    def made(self) -> int:
        """Frames that are there."""
        return 0 if self._stream is None else self._stream.made

    @property
    def over(self) -> bool:
        """Whether no more will be made."""
        return self._over or self._cancelled.is_set()

    @property
    def cancelled(self) -> bool:
        """Whether it was."""
        return self._cancelled.is_set()

    def cancel(self) -> None:
        """No step is begun any more, and the one at hand is broken off. May be called from any thread."""
        self._cancelled.set()
        if self._stream is not None:
            self._stream.interrupt()

    def work(self) -> bool:
        """Makes a step, or reads a portion of what goes before it; False when no more will be made.

        A tenth of a second on the slowest machines that play it: what is heard meanwhile waits no longer.
        """
        if self.over:
            self.drop()
            return False
        try:
            if self._stream is None or self._steps is None:
                self._stream = self._begin(self._cancelled.is_set)
                self._steps = self._stream.steps()
            if next(self._steps, _END) is not _END:
                if self._stream.done:
                    self.drop()
                return True
        except RuntimeFaultError as fault:
            # As text: its traceback holds the decoder. A step that was broken off is no fault.
            self.fault = "" if self.cancelled else str(fault)
        self.drop()
        return False

    def until(self, end: int) -> int:
        """Makes what is missing of the first ``end`` frames; returns how many of them there are."""
        while self.made < end and self.work():
            pass
        return min(end, self.made)

    def frames(self, first: int, end: int) -> Codes:
        """Of those that are there, of shape (codebooks, end - first)."""
        return self.tail(end - first, end)

    def tail(self, most: int, end: int | None = None) -> Codes:
        """Up to ``most`` before frame ``end`` (None: of all that are there), or of the prompt."""
        if self._stream is None:
            raise ValueError(f"frames: up to {end}, expected none before any work")
        return self._stream.tail(most, end)

    def drop(self) -> None:
        """Nothing more is made; what is there stays."""
        self._over, self._steps = True, None


_END = object()
