"""What the game's controls do to the whole sound: louder and softer, colder and warmer."""

from __future__ import annotations

from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from metabgm.music.engine import Controls

_SOFTEST_DB, _LOUDEST_DB = -4.0, 3.0  # at intensity 0 and 1; at 0.5 the piece is as loud as it is made
_Move = TypeVar("_Move", bound=tuple[Any, ...])
_MOVE_S = 0.35  # a move takes less than a beat of most tempos


def level_db(intensity: float) -> float:
    """What an intensity of 0..1 adds."""
    away = 2.0 * (intensity - 0.5)
    return away * (_LOUDEST_DB if away > 0.0 else -_SOFTEST_DB)


class Fader:
    """Follows the controls over the frames of a piece, at ``rate`` frames a second."""

    def __init__(self, rate: int) -> None:
        self._length = _MOVE_S * rate
        # (first frame, dB before, dB after), in the order of their frames.
        self._moves: list[tuple[int, float, float]] = [(0, 0.0, 0.0)]
        self._warmths: list[tuple[int, float]] = [(0, Controls().warmth)]

    def follow(self, frame: int, controls: Controls) -> None:
        """From ``frame`` on, which lies after all frames that were asked for; at 0 at once."""
        after = level_db(controls.intensity)
        before = after if frame <= 0 else float(self._decibels(np.array([float(frame)]))[0])
        self._moves.append((frame, before, after))
        self._warmths.append((frame, controls.warmth))

    def gains(self, first: int, count: int) -> NDArray[np.float64]:
        """Linear, of the frames from ``first`` on. Frames are asked for in order."""
        self._moves = _since(self._moves, first - int(self._length))
        settled = len(self._moves) == 1 and first >= self._moves[0][0] + self._length
        frames = np.arange(first, first + (1 if settled else count), dtype=np.float64)
        return np.broadcast_to(10.0 ** (self._decibels(frames) / 20.0), count)

    def warmth(self, frame: int) -> float:
        """0..1, what the last beat up to ``frame`` set. Frames are asked for in order."""
        self._warmths = _since(self._warmths, frame)
        return self._warmths[0][1]

    def _decibels(self, frames: NDArray[np.float64]) -> NDArray[np.float64]:
        level = np.full(len(frames), self._moves[0][1])
        for begin, before, after in self._moves:
            through = np.clip((frames - begin) / self._length, 0.0, 1.0)
            moved = before + (after - before) * through * through * (3.0 - 2.0 * through)
            level = np.where(frames >= begin, moved, level)
        return level


def _since(moves: list[_Move], frame: int) -> list[_Move]:
    """The last one up to a frame and all after it."""
    begun = sum(move[0] <= frame for move in moves)
    return moves[max(begun - 1, 0) :]
