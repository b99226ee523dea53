"""Holds a piece at the level that was planned for it, by listening to what has come out so far."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from metabgm.music.composer.sound.weighting import BlockWeighting

BIN_S = 0.1
_DB_PER_S = 0.28  # slower than anybody hears
_TRUST_S = 1.0  # of music, after which what was heard counts as much as what was planned
_MOST_DB = 4.0
_MOST_MADE_UP_DB = 1.5  # of what was too loud or too soft before
_NEARLY_ALL = 0.97  # of the plan, after which the level is left as it is
_GATE = 0.1  # of the plan's loud parts' mean: softer blocks say nothing about the loudness of the piece


class Leveller:
    """Left and right, each to half of the plan, so that neither outweighs the other for long.

    The gains of a block come from the blocks before it and move evenly within it.
    """

    def __init__(self, gain: float, planned: NDArray[np.float64], rate: int, block: int) -> None:
        self._gain = gain
        self._block_s = block / rate
        self._planned = _by_block(planned, self._block_s)
        self._gate = _gate(self._planned)
        self._whole = float(self._planned[self._planned >= self._gate].sum()) / 2.0
        self._weighting = BlockWeighting(block)
        self._ramp = np.arange(1, block + 1, dtype=np.float32) / np.float32(block)
        self._block = 0
        self._correction_db = np.zeros((2, 1))
        self._heard_s = 0.0
        self._heard = np.zeros((2, 1))  # as it would have been without corrections
        self._given = np.zeros((2, 1))  # as it was
        self._expected = 0.0

    def gains(self) -> NDArray[np.float32]:
        """Of the frames of the coming block, shape (2, block)."""
        before = self._gain * 10.0 ** (self._correction_db / 20.0)
        if self._heard.all() and self._expected < _NEARLY_ALL * self._whole:
            error_db = 10.0 * np.log10(self._heard / self._expected)
            wished = (self._made_up_db() - error_db) * (self._heard_s / (self._heard_s + _TRUST_S))
            step = _DB_PER_S * self._block_s
            moves = np.clip(wished, -_MOST_DB, _MOST_DB) - self._correction_db
            self._correction_db = self._correction_db + np.clip(moves, -step, step)
        after = self._gain * 10.0 ** (self._correction_db / 20.0)
        return before.astype(np.float32) + self._ramp * (after - before).astype(np.float32)

    def hear(self, out: NDArray[np.float32], *, as_planned: bool) -> None:
        """``out``: what became of the block, shape (2, block); ``as_planned`` says whether it counts."""
        at, self._block = self._block, self._block + 1
        if as_planned and at < len(self._planned) and self._planned[at] >= self._gate:
            squares = self._weighting.mean_squares(out)[:, None]
            self._heard = self._heard + squares / 10.0 ** (self._correction_db / 10.0)
            self._given = self._given + squares
            self._heard_s += self._block_s
            self._expected += float(self._planned[at]) / 2.0

    def _made_up_db(self) -> NDArray[np.float64]:
        """What would bring the whole piece to its plan, on top of what brings the rest to it."""
        least = 10.0 ** (-_MOST_MADE_UP_DB / 10.0)
        lacking = (self._expected - self._given) / (self._whole - self._expected)
        return np.asarray(10.0 * np.log10(np.clip(1.0 + lacking, least, 1.0 / least)))


def _by_block(planned: NDArray[np.float64], block_s: float) -> NDArray[np.float64]:
    """Means of the plan's bins over whole blocks."""
    edges = np.arange(int(len(planned) * BIN_S / block_s) + 1) * block_s
    summed = np.concatenate([[0.0], np.cumsum(planned * BIN_S)])
    reached = np.interp(edges, np.arange(len(summed)) * BIN_S, summed)
    return np.asarray(np.diff(reached) / block_s)


def _gate(planned: NDArray[np.float64]) -> float:
    """Below it a block is silence between what counts."""
    if not planned.any():
        return np.inf
    return _GATE * float(planned[planned > _GATE * planned.mean()].mean())
