"""How loud frames are that pass by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from metabgm.music.engine import Frames

WINDOW_S = 0.4
FLOOR_DB = -60.0


class Meter:
    """Passes chunks on and keeps their level, dBFS, of every 0.4 s."""

    def __init__(self, rate: int) -> None:
        self._size = int(WINDOW_S * rate)
        self._sum, self._count = 0.0, 0
        self.levels: list[float] = []

    def through(self, chunks: Iterable[Frames]) -> Iterator[Frames]:
        """The same chunks."""
        for chunk in chunks:
            at = 0
            while at < len(chunk):
                part = chunk[at : at + self._size - self._count]
                self._sum += float(np.sum(part.astype(np.float64) ** 2))
                self._count += len(part)
                at += len(part)
                if self._count == self._size:
                    self._close()
            yield chunk

    def _close(self) -> None:
        mean = self._sum / (2.0 * self._count)
        self.levels.append(max(FLOOR_DB, 10.0 * float(np.log10(max(mean, 1e-12)))))
        self._sum, self._count = 0.0, 0
