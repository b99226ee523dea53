"""A track on its way to the mod: what is composed but not sent yet."""

from __future__ import annotations

from collections import deque

import numpy as np

from metabgm.music.engine import Frames


class Outlet:
    """Takes chunks of any length, gives frames as there is room for them, in order and without gaps."""

    def __init__(self) -> None:
        self._chunks: deque[Frames] = deque()
        self._waiting = 0
        self.composed_frames = 0
        self.sent_frames = 0
        self.finished = False

    def push(self, chunk: Frames) -> None:
        """Adds composed frames of shape (n, 2)."""
        self._chunks.append(chunk)
        self._waiting += len(chunk)
        self.composed_frames += len(chunk)

    def finish(self) -> None:
        """No more chunks will come."""
        self.finished = True

    @property
    def drained(self) -> bool:
        """Everything there will ever be has been sent."""
        return self.finished and self._waiting == 0

    def take(self, most: int) -> tuple[int, Frames] | None:
        """The next 1 to ``most`` frames with the offset of the first; None when there are none or no room."""
        frames = min(most, self._waiting)
        if frames <= 0:
            return None
        offset, taken, missing = self.sent_frames, [], frames
        while missing:
            chunk = self._chunks.popleft()
            if len(chunk) > missing:
                self._chunks.appendleft(chunk[missing:])
                chunk = chunk[:missing]
            taken.append(chunk)
            missing -= len(chunk)
        self._waiting -= frames
        self.sent_frames += frames
        return offset, taken[0] if len(taken) == 1 else np.concatenate(taken)
