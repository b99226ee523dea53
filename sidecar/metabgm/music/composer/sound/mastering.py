"""From the mixed lanes to what is heard: image, room, level, warmth, compression, limiter."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from metabgm.music.composer.sound.compressor import Compressor
from metabgm.music.composer.sound.drift import Drift
from metabgm.music.composer.sound.image import Image
from metabgm.music.composer.sound.leveller import Leveller
from metabgm.music.composer.sound.limiter import Limiter
from metabgm.music.composer.sound.mixer import SEND
from metabgm.music.composer.sound.one_pole import OnePole
from metabgm.music.composer.sound.reverb import Reverb
from metabgm.music.composer.sound.rooms import Room
from metabgm.music.composer.sound.warmth import NEUTRAL, Warmth

LOOKAHEAD = 240  # frames: 5 ms at 48 kHz
# -1.3 dBFS: what four times the rate doesn't see of a peak keeps true peaks below -1 dBTP.
CEILING = 0.861


@dataclass(frozen=True, eq=False)
class Master:
    """``gain``: linear, on everything. ``left``, ``right``: linear, on the direct sound of each side.

    ``planned``: K-weighted mean square that is expected of the piece, in bins of BIN_S from its start.
    ``warmth``: 0..1, the piece's own, where the game asks for none: what is loud sounds bright.
    """

    gain: float
    left: float
    right: float
    room: Room
    planned: NDArray[np.float64]
    warmth: float = NEUTRAL


class Mastering:
    """All effects of one piece, with their state. What comes out is LOOKAHEAD frames late."""

    def __init__(self, master: Master, rate: int, block: int) -> None:
        room = master.room
        self._room = room
        self._sides = np.array([[master.left], [master.right]], np.float32)
        self._image = Image(rate, block)
        self._dulling = OnePole((room.direct_hz,) * 2, rate, block) if room.direct_hz else None
        self._reverb = Reverb(room, rate, block)
        self._drift = Drift(room.drift_s, rate) if room.drift_s else None
        self._leveller = Leveller(master.gain, master.planned, rate, block)
        self._warmth = Warmth(rate, block)
        self._own_warmth = master.warmth - NEUTRAL
        self._compressor = Compressor(rate, block)
        self._limiter = Limiter(CEILING, LOOKAHEAD, rate)

    def process(
        self,
        lanes: NDArray[np.float32],
        fades: NDArray[np.float32],
        warmth: float = NEUTRAL,
        *,
        as_planned: bool = True,
    ) -> NDArray[np.float32]:
        """``lanes``: shape (4, block) as the mixer makes them. ``fades``: gains of the block's frames.

        ``warmth``: 0..1, reached by the end of the block. ``as_planned``: whether the lanes are those that
        the level was planned for; where the game has changed them, the level is left as it is. Gives shape
        (2, block).
        """
        out = self._image.process(lanes)
        if self._dulling:
            out = self._dulling.process(out)
        out *= self._sides
        wet = self._reverb.process(lanes[SEND])
        out += np.float32(self._room.wet) * (self._drift.process(wet) if self._drift else wet)
        out *= self._leveller.gains()
        warmth = min(max(warmth + self._own_warmth, 0.0), 1.0)
        out = self._compressor.process(self._warmth.process(out, warmth))
        self._leveller.hear(out, as_planned=as_planned)
        return self._limiter.process(out * fades)
