"""One strike as it sounds, read block by block."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from metabgm.music.composer.sound.envelope import grid_points
from metabgm.music.composer.sound.orchestra import Orchestra
from metabgm.music.composer.sound.strike import Strike

_RELEASE_DB = 45.0  # how far a note has fallen at the end of its ring
_NEPERS_PER_DB = np.log(10.0) / 20.0


class Voice:
    """``first``, ``last``: frames of the piece between which it sounds. ``channels``: 1 or 2."""

    def __init__(self, strike: Strike, orchestra: Orchestra, rate: int) -> None:
        self.strike = strike
        self.first = int(strike.onset_s * rate)
        self._held = int(strike.held_s * rate)
        self._ring = max(1, int(strike.ring_s * rate))
        self.last = self.first + self._held + self._ring
        self._tone = orchestra.tone(strike.instrument, strike.pitch, strike.velocity)
        self._rate = rate

    def let_go(self, seconds: float) -> None:
        """Before its time, at ``seconds`` of the piece, which must not have been read yet."""
        self._held = min(self._held, max(0, int(seconds * self._rate) - self.first))
        self.last = self.first + self._held + self._ring

    @property
    def channels(self) -> int:
        """1 or 2."""
        return self._tone.channels

    def read(self, first: int, last: int) -> NDArray[np.float32]:
        """The piece's frames ``first`` to ``last`` of it, which must lie within the voice's own."""
        begin, count = first - self.first, last - first
        return self._tone.read(begin, count, self._gains(grid_points(begin, count)), self.strike.vibrato)

    def _gains(self, frames: NDArray[np.float64]) -> NDArray[np.float64]:
        """Raised-cosine attack; after letting go an exponential fall, bent so that it ends at 0."""
        strike = self.strike
        attack = max(1.0, min(strike.attack_s, strike.held_s) * self._rate)
        gains = strike.gain * (0.5 - 0.5 * np.cos(np.pi * np.minimum(frames / attack, 1.0)))
        through = np.clip((frames - self._held) / self._ring, 0.0, 1.0)
        gains *= np.exp(through * (-_RELEASE_DB * _NEPERS_PER_DB)) * (1.0 - through)
        if strike.swell is not None:
            gains *= strike.swelling(frames / self._rate)
        return gains
