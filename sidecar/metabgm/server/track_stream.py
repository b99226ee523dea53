"""One order's way from the compose worker to the mod: planned, composed, sent, ended."""

from __future__ import annotations

from hashlib import blake2b
from typing import Any

import numpy as np

from metabgm.director.actions import PieceOrder, StartPiece
from metabgm.server.compose_news import Composed, Planned, Worked
from metabgm.server.compose_worker import ComposeWorker
from metabgm.server.hand import Hand
from metabgm.server.recording import sample_digest
from metabgm.stream.outlet import Outlet


class TrackStream:
    """Begins as an opening (``start`` is None) or at once as a track."""

    def __init__(self, order: PieceOrder, composing: ComposeWorker) -> None:
        """``composing``: the worker that the order was given to."""
        self.order = order
        self.composing = composing
        self.start: StartPiece | None = None
        self.planned: Planned | None = None
        self.first_chunk_ms: float | None = None
        self.announced = False
        self.told_near_end = False
        self.ending = False
        self.failed = False
        self.outlet = Outlet()
        self._hand = Hand()
        self._ahead = 0.0
        self._complete = self._ready = False
        self._digest: blake2b = sample_digest()

    def composed(self, news: Composed) -> None:
        """Another chunk is there."""
        if self.first_chunk_ms is None:
            self.first_chunk_ms = news.ms
        self.outlet.push(news.chunk)
        self._ahead = news.ahead

    def worked(self, news: Worked) -> bool:
        """More of its material is there; True once, when an opening is ready to be heard."""
        self._ahead, self._complete = news.ahead, news.complete
        before, self._ready = self._ready, self._ready or news.ready
        return self._ready and not before and self.start is None

    def finish(self, *, failed: bool) -> None:
        """No more chunks will come."""
        self.failed = failed
        self.outlet.finish()

    def take(self, most: int) -> tuple[int, np.ndarray[Any, np.dtype[np.float32]]] | None:
        """As the outlet's; what is taken counts as sent."""
        taken = self.outlet.take(most)
        if taken is not None:
            self._digest.update(np.ascontiguousarray(taken[1], dtype="<f4").data)
        return taken

    def falters(self, now: float, played: int, rate: int) -> bool:
        """Whether it has to be replaced before it runs dry; True once.

        ``now``: seconds. ``played``: frames that the mod has played, of ``rate`` a second.
        """
        if self.order.engine == "composer" or self.ending or self._complete or self.outlet.finished:
            return False
        return self._hand.falters(now, (self.outlet.composed_frames - played) / rate, self._ahead)

    @property
    def digest(self) -> str:
        """Of all samples sent so far."""
        return self._digest.hexdigest()

    def frames_left(self, played: int) -> int | None:
        """Frames that the mod has not played yet; None while the length is unknown."""
        if self.outlet.finished:
            return self.outlet.composed_frames - played
        if self.planned is None or self.planned.total_frames is None:
            return None
        return self.planned.total_frames - played
