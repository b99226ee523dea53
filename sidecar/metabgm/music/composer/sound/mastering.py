"""From the mixed lanes to what is heard: room, level, limiter."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from metabgm.music.composer.sound.limiter import Limiter
from metabgm.music.composer.sound.mixer import SEND
from metabgm.music.composer.sound.reverb import Reverb

LOOKAHEAD = 240  # frames: 5 ms at 48 kHz
CEILING = 0.891  # -1 dBFS


@dataclass(frozen=True)
class Master:
    """``gain``: linear, on everything. ``wet``: linear, on the room. ``t60_s``: how long the room rings."""

    gain: float
    wet: float
    t60_s: float


class Mastering:
    """All effects of one piece, with their state. What comes out is LOOKAHEAD frames late."""

    def __init__(self, master: Master, rate: int, block: int) -> None:
        self._master = master
        self._reverb = Reverb(master.t60_s, rate, block)
        self._limiter = Limiter(CEILING, LOOKAHEAD)

    def process(self, lanes: NDArray[np.float32], fades: NDArray[np.float32]) -> NDArray[np.float32]:
        """``lanes``: shape (3, block) as the mixer makes them. ``fades``: gains of the block's frames.

        Gives shape (2, block).
        """
        out = lanes[:SEND] + np.float32(self._master.wet) * self._reverb.process(lanes[SEND])
        out *= np.float32(self._master.gain)
        out *= fades
        return self._limiter.process(out)
