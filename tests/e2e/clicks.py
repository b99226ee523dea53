"""Clicks told from music: a click is a jump that stands alone, an attack is followed by others like it."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

NEIGHBOURS = 240
"""5 ms at 48 kHz to either side."""
AUDIBLE = 0.004
"""Jumps below -48 dBFS are not heard beside music."""


def loneliest_jump(mix: npt.NDArray[np.float64]) -> float:
    """How far the loneliest audible jump between two samples stands above all others within 5 ms.

    ``mix`` has the shape (frames, channels), in -1..1. Music stays near 1; a gain that jumps gives much more.
    """
    jumps = np.abs(np.diff(mix, axis=0)).max(axis=1)
    loneliest = 0.0
    for at in np.flatnonzero(jumps > AUDIBLE):
        before = jumps[max(0, at - NEIGHBOURS) : at]
        after = jumps[at + 1 : at + 1 + NEIGHBOURS]
        others = max(before.max(initial=0), after.max(initial=0))
        loneliest = max(loneliest, float(jumps[at] / max(others, AUDIBLE)))
    return loneliest
