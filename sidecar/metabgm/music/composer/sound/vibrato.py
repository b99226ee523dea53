"""Vibrato of a held note: its frames read a little early and late."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_RISE_S = 0.7  # from no vibrato to the whole of it


@dataclass(frozen=True)
class Vibrato:
    """``cents``: how far the pitch goes to either side, > 0. ``hz``: turns a second, > 0.

    ``onset_s``: seconds from the note's onset until it begins, >= 0. ``phase``: rad.
    """

    cents: float
    hz: float
    onset_s: float
    phase: float

    def warp(self, frames: NDArray[np.float64], rate: int) -> NDArray[np.float64]:
        """Where to read instead of at ``frames``, counted from the note's onset at ``rate`` Hz.

        A closed form, so that the frames of a note don't depend on how many are read at a time. It never
        runs backwards for depths below a semitone or two.
        """
        turn = 2.0 * np.pi * self.hz / rate
        # The speed of reading is the derivative: at full depth it swings by this much to either side.
        swing = (2.0 ** (self.cents / 1200.0) - 1.0) / turn
        through = np.clip((frames - self.onset_s * rate) / (_RISE_S * rate), 0.0, 1.0)
        depth = swing * through * through * (3.0 - 2.0 * through)
        return np.asarray(frames + depth * np.sin(turn * frames + self.phase))
