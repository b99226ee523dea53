"""How the loudness of a held note moves: its own rise and fall, and a slow wave over many notes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Swell:
    """Linear gains, all in 0..1: ``start`` at the onset, 1 after ``peak_s`` seconds, ``end`` after ``end_s``.

    0 < ``peak_s`` < ``end_s``. The wave lies on top: ``period_s``, ``phase`` (rad, at the onset) and
    ``depth`` (0 for none).
    """

    start: float
    peak_s: float
    end: float
    end_s: float
    period_s: float
    phase: float
    depth: float

    def gains(self, since_s: NDArray[np.float64]) -> NDArray[np.float64]:
        """At times since the onset, seconds; after ``end_s`` the last gain stays."""
        places = (0.0, self.peak_s, self.end_s)
        # Half a cosine between the three, so that it never changes direction with a corner.
        through = np.interp(since_s, places, (0.0, 1.0, 2.0))
        shape = 0.5 - 0.5 * np.cos(np.pi * through)
        curve = np.where(through < 1.0, self.start, self.end)
        curve = curve + (1.0 - curve) * shape
        if self.depth:
            wave = 0.5 + 0.5 * np.sin(2.0 * np.pi * since_s / self.period_s + self.phase)
            curve = curve * (1.0 - self.depth * wave)
        return np.asarray(curve)
