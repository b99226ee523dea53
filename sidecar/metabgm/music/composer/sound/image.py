"""The stereo image: wide where many play, the low end in the middle, no constant part."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from metabgm.music.composer.sound.mixer import LEFT, RIGHT, WIDE
from metabgm.music.composer.sound.one_pole import OnePole
from metabgm.music.composer.sound.widener import Widener

_LOWEST_HZ = 12.0  # the bank's samples have a constant part, which would eat headroom
_CENTRED_HZ = 140.0  # what lies lower has no direction


class Image:
    """Works on the middle (half of left + right) and the side (half of left - right)."""

    def __init__(self, rate: int, block: int) -> None:
        self._widener = Widener(rate)
        self._lows = OnePole((_LOWEST_HZ, _CENTRED_HZ), rate, block)

    def process(self, lanes: NDArray[np.float32]) -> NDArray[np.float32]:
        """The mixer's lanes to left and right, shape (2, block)."""
        side = self._widener.process(lanes[WIDE])
        side += np.float32(0.5) * (lanes[LEFT] - lanes[RIGHT])
        both = np.stack([np.float32(0.5) * (lanes[LEFT] + lanes[RIGHT]), side])
        both -= self._lows.process(both)
        return np.stack([both[0] + both[1], both[0] - both[1]])
