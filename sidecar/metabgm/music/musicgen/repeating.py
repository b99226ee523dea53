"""A piece's material as it is heard: at its loop points it goes back, and comes to the same place again."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

import numpy as np

from metabgm.music.musicgen.form import FREEDOM_S, LoopPoint
from metabgm.music.musicgen.loops import crossfade, loop_length
from metabgm.music.musicgen.runtime import Audio

CROSSFADE_S = 0.08
KEPT_S = 24.0
"""Of material: the longest loop and what is compared before it. 3 MB in mono."""
# What is heard again comes in parts, so that a piece can be left in between.
_PART_S = 0.25
# Where the material breaks off: how far the music may go back for its last seconds.
_LAST_LOOP_S = (1.0, 6.0)


class Repeating:
    """One run's. Audio goes in as the codec makes it; however it is cut, the same comes out."""

    def __init__(self, loops: tuple[LoopPoint, ...], rate: int, channels: int) -> None:
        """``rate``: frames of audio a second."""
        self._loops = deque(loops)
        self._rate = rate
        self._fade = round(CROSSFADE_S * rate)
        self._past: Audio = np.zeros((0, channels), np.float32)
        self._held = 0
        self._at = 0
        self._longer = 0
        self._repeated = 0

    def heard_of(self, material: int) -> int:
        """Frames that ``material`` frames, counted from the first, are at least when they are heard."""
        coming = [loop for loop in self._loops if self._frames(loop.at) <= material]
        if not coming:
            return material + self._repeated
        planned = sum(loop.times * self._frames(loop.length) for loop in coming)
        off = max(loop.times for loop in coming) * self._frames(FREEDOM_S)
        return material + self._repeated + planned - max(self._longer, 0) - off

    def feed(self, audio: Audio) -> Iterator[Audio]:
        """Shape (n, channels); yields what is to be heard by now."""
        while len(audio):
            end = self._frames(self._loops[0].at) if self._loops else self._at + len(audio)
            part, audio = audio[: end - self._at], audio[end - self._at :]
            self._take(part)
            if self._loops and self._at == end:
                yield from self._go_back(self._loops.popleft())
            else:
                yield self._released(end - self._fade if self._loops else end)

    def finish(self) -> Audio:
        """What was held back for a loop point that didn't come."""
        return self._released(self._at)

    def broken_off(self, seconds: float) -> Audio:
        """The material ends here: the rest of it, then so many seconds heard again if there are any."""
        shortest, longest = (self._frames(bound) for bound in _LAST_LOOP_S)
        longest = min(longest, len(self._past) // 2)
        rest = self.finish()
        if longest < shortest:
            return rest
        length = loop_length(self._past, self._rate, shortest, longest)
        again = self._past[len(self._past) - length :][: self._frames(seconds)]
        # The end may be out already: what goes on from it without a jump is the same backwards.
        mirrored = self._past[: -self._fade - 1 : -1]
        return np.concatenate([rest, crossfade(mirrored, again[: self._fade]), again[self._fade :]])

    def _frames(self, seconds: float) -> int:
        return round(seconds * self._rate)

    def _take(self, audio: Audio) -> None:
        self._past = np.concatenate([self._past, audio])[-self._frames(KEPT_S) :]
        self._at += len(audio)
        self._held += len(audio)

    def _released(self, end: int) -> Audio:
        """What is held back before frame ``end`` of the material."""
        kept = max(0, self._at - end)
        out = (
            self._past[len(self._past) - self._held : len(self._past) - kept]
            if kept < self._held
            else self._past[:0]
        )
        self._held = min(self._held, kept)
        return out

    def _seam(self, length: int) -> Audio:
        """From the end of the material to where it was ``length`` frames before."""
        end = len(self._past)
        return crossfade(self._past[end - self._fade :], self._past[end - length - self._fade : end - length])

    def _go_back(self, loop: LoopPoint) -> Iterator[Audio]:
        # A loop makes up for what those before it were too long.
        wished = self._frames(loop.length) - self._longer // loop.times
        freedom = self._frames(FREEDOM_S)
        length = loop_length(self._past, self._rate, wished - freedom, wished + freedom)
        end = len(self._past)
        again = np.concatenate([self._seam(length), self._past[end - length : end - self._fade]])
        ending = self._released(self._at)
        self._longer += loop.times * (length - self._frames(loop.length))
        self._repeated += loop.times * length
        yield ending[: len(ending) - self._fade]
        part = self._frames(_PART_S)
        for _ in range(loop.times):
            for first in range(0, len(again), part):
                yield again[first : first + part]
        yield ending[len(ending) - self._fade :]
