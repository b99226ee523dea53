"""From a network's music to what is heard: level, the game's controls, fades, and no peak above the rest."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from metabgm.music.composer.sound.fader import Fader
from metabgm.music.composer.sound.limiter import Limiter
from metabgm.music.composer.sound.mastering import CEILING, LOOKAHEAD
from metabgm.music.composer.sound.warmth import Warmth
from metabgm.music.engine import Controls, Frames, Steering
from metabgm.music.musicgen.ending import Ending
from metabgm.music.musicgen.loudness import Loudness
from metabgm.music.musicgen.resample import RATE

TARGET_LUFS = -18.0  # the composer's
# As short as the filters allow without a frame to spare for the first sound: 85 ms.
BLOCK = 4096


class Finishing:
    """One piece's. Frames go in as they come and come out in blocks, LOOKAHEAD frames later.

    The controls are looked up where a block begins: no frame depends on what is asked for later ones.
    """

    def __init__(self, steering: Steering, total: int) -> None:
        """``total``: frames of the piece if nobody ends it."""
        self._steering = steering
        self.ending = Ending(total, RATE)
        self._loudness = Loudness(TARGET_LUFS, BLOCK, RATE)
        self._fader = Fader(RATE)
        self._warmth = Warmth(RATE, BLOCK)
        self._limiter = Limiter(CEILING, LOOKAHEAD, RATE)
        self._followed = Controls()
        self._waiting: list[Frames] = []
        self._waits = 0
        self._first = 0

    @property
    def over(self) -> bool:
        """Whether all that will come out has come out."""
        return self._first - LOOKAHEAD >= self.ending.end

    def feed(self, frames: Frames) -> Iterator[Frames]:
        """Shape (n, 2), n >= 0; yields what is finished by now."""
        self._waiting.append(frames)
        self._waits += len(frames)
        while self._waits >= BLOCK and not self.over:
            yield from self._next_block()

    def end_with(self, frames: Frames) -> None:
        """The last frames of a piece that breaks off; from those on that can still be changed it fades."""
        self._waiting.append(frames)
        self._waits += len(frames)
        self.ending.close_at(self._first + self._waits, self._waits)

    def finish(self) -> Iterator[Frames]:
        """Yields the rest, up to the piece's end; what is missing there is silence."""
        while not self.over:
            silence = np.zeros((max(0, BLOCK - self._waits), 2), np.float32)
            self._waiting.append(silence)
            self._waits += len(silence)
            yield from self._next_block()

    def _next_block(self) -> Iterator[Frames]:
        joined = np.concatenate(self._waiting)
        self._waiting, self._waits = [joined[BLOCK:]], len(joined) - BLOCK
        out = self._process(np.ascontiguousarray(joined[:BLOCK].T))
        done, self._first = self._first - LOOKAHEAD, self._first + BLOCK
        kept = out[:, max(0, -done) : max(0, self.ending.end - done)]
        if kept.size:
            yield np.ascontiguousarray(kept.T)

    def _process(self, block: NDArray[np.float32]) -> NDArray[np.float32]:
        controls = self._steering.at(max(0, self._first - LOOKAHEAD))
        if controls != self._followed or self._first == 0:
            self._fader.follow(self._first, controls)
            self._followed = controls
        levelled = self._loudness.process(block)
        gains = self.ending.gains(self._first, levelled, asked=controls.ending)
        gains *= self._fader.gains(self._first, BLOCK).astype(np.float32)
        warm = self._warmth.process(levelled, self._fader.warmth(self._first))
        return self._limiter.process(np.asarray(warm * gains, np.float32))
