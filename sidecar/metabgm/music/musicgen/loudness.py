"""Brings music of unknown level to a loudness, from what was heard of it so far."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from metabgm.music.composer.sound.weighting import BlockWeighting

_OFFSET_LUFS = -0.691  # ITU-R BS.1770-4, equation 2
_SILENT_LUFS = -70.0  # the recommendation's absolute gate
_GATE = 0.1  # -10 LU, its relative gate
# A network's music is between -30 and -10 LUFS as it comes; a greater rise would only make noise loud.
_MOST_RISE_DB = 24.0
# Of music, after which the level is known well enough to be moved as slowly as nobody hears.
_LEARN_S = 4.0
_DB_PER_S = 0.28
# While little is known: a level that is wrong is worse than one that moves. Down it goes within a second,
# since a soft beginning foretells too much gain for what follows.
_FIRST_RISE_DB_PER_S, _FIRST_FALL_DB_PER_S = 6.0, 60.0


class Loudness:
    """Steers towards ``target_lufs`` integrated over the piece. One gain for both sides, without steps.

    The gain that a block ends with comes from it and those before it: it delays nothing.
    """

    def __init__(self, target_lufs: float, block: int, rate: int) -> None:
        """``block``: frames of each call; ``rate``: 48,000, which the weighting is made for."""
        self._target_lufs = target_lufs
        self._block_s = block / rate
        self._weighting = BlockWeighting(block)
        self._ramp = np.arange(1, block + 1, dtype=np.float32) / np.float32(block)
        self._heard: list[float] = []
        self._gain_db: float | None = None

    def process(self, block: NDArray[np.float32]) -> NDArray[np.float32]:
        """Shape (2, block) to the same."""
        power = float(self._weighting.mean_squares(block).sum())
        if power > 10.0 ** ((_SILENT_LUFS - _OFFSET_LUFS) / 10.0):
            self._heard.append(power)
        if not self._heard:
            return block
        wished = min(self._target_lufs - self._integrated(), _MOST_RISE_DB)
        before = wished if self._gain_db is None else self._gain_db
        self._gain_db = before + float(np.clip(wished - before, *self._reach_db()))
        first, last = (10.0 ** (gain / 20.0) for gain in (before, self._gain_db))
        return np.asarray(block * (np.float32(first) + self._ramp * np.float32(last - first)), np.float32)

    def _integrated(self) -> float:
        """LUFS of what came in, over whole blocks."""
        heard = np.array(self._heard)
        return _OFFSET_LUFS + 10.0 * float(np.log10(heard[heard >= _GATE * heard.mean()].mean()))

    def _reach_db(self) -> tuple[float, float]:
        """How far the gain may fall (negative) and rise within a block."""
        unknown = max(0.0, 1.0 - len(self._heard) * self._block_s / _LEARN_S)
        fall = _DB_PER_S + unknown * (_FIRST_FALL_DB_PER_S - _DB_PER_S)
        rise = _DB_PER_S + unknown * (_FIRST_RISE_DB_PER_S - _DB_PER_S)
        return -fall * self._block_s, rise * self._block_s
