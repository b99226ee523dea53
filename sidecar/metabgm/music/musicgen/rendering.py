"""One run of a piece's chunks: from tokens to what is heard."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from metabgm.music.engine import Frames, Steering
from metabgm.music.musicgen.finishing import Finishing
from metabgm.music.musicgen.material import Material
from metabgm.music.musicgen.resample import RATE
from metabgm.music.musicgen.runtime import Runtime, RuntimeFaultError
from metabgm.music.musicgen.sounding import Sounding, frames_of
from metabgm.music.musicgen.token_making import TokenMaking

# The codec is called for so many tokens at once, a quarter of a second: two such calls make the first chunk.
_TOKENS_A_CALL = 12
# What codec, resampler and finishing keep back, in tokens: not more than so many.
_DELAY = 24
# Where the network gives out, its last half second sounds once more under the fade.
_REPEATED_TOKENS = 25


class Rendering:
    """Not begun before its frames are asked for; its tokens may be there by then."""

    def __init__(self, runtime: Runtime, making: TokenMaking, tokens: int) -> None:
        """``tokens``: of the piece."""
        self._runtime = runtime
        self._tokens = tokens
        self._sounded = 0
        self._given = 0
        self._end = frames_of(tokens, runtime.shape)
        self.making = making

    @property
    def ahead(self) -> float:
        """Seconds of music that need no token to be made any more."""
        made = self.making.made
        called = made - made % _TOKENS_A_CALL
        there = self._end if self._complete else frames_of(max(0, called - _DELAY), self._runtime.shape)
        return max(0, there - self._given) / RATE

    @property
    def _complete(self) -> bool:
        return self.making.made >= self._tokens

    def work(self) -> bool:
        """Makes a few tokens; False when none will be missing."""
        return self.making.work() and not self._complete

    def frames(self, steering: Steering, material: Material) -> Iterator[Frames]:
        """To be called once. Raises RuntimeFaultError after a fade."""
        finishing = Finishing(steering, self._end)
        try:
            for chunk in self._finished(finishing, material):
                self._given += len(chunk)
                yield chunk
        finally:
            self.making.drop()

    def _finished(self, finishing: Finishing, material: Material) -> Iterator[Frames]:
        making, sounding = self.making, Sounding(self._runtime)
        try:
            while self._sounded < self._tokens:
                end = making.until(min(self._sounded + _TOKENS_A_CALL, self._tokens))
                if making.cancelled:
                    return
                if end == self._sounded:
                    raise RuntimeFaultError(making.fault)
                codes = making.frames(self._sounded, end)
                self._sounded = end
                material.follow(making, end)
                yield from finishing.feed(sounding.feed(codes))
                if finishing.over:
                    return
            rest = sounding.finish()
        except RuntimeFaultError:
            yield from self._broken_off(sounding, finishing)
            raise
        yield from finishing.feed(rest)
        yield from finishing.finish()

    def _broken_off(self, sounding: Sounding, finishing: Finishing) -> Iterator[Frames]:
        """A soft end from what there is."""
        try:
            rest = np.concatenate([sounding.feed(self.making.tail(_REPEATED_TOKENS)), sounding.finish()])
        except RuntimeFaultError:
            rest = sounding.cut()
        end = finishing.fed + len(rest)
        finishing.ending.close_at(end, end - finishing.processed)
        yield from finishing.feed(rest)
        yield from finishing.finish()
