"""The pieces of a recorded session, planned anew with what each grew from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache

import numpy as np

from metabgm.director.actions import PieceOrder
from metabgm.music.engine import Anchor, Engine, EngineName, Frames, Piece, Steering
from metabgm.server.compose_job import brief_of
from metabgm.server.recording import Sent


class PlannedPieces:
    """``engine``: that of a name, asked for once. ``orders``, ``steerings``: of the session, by number.

    ``sent``: its tracks, which know how far their anchors' pieces were composed.
    """

    def __init__(
        self,
        engine: Callable[[EngineName], Engine],
        orders: Mapping[int, PieceOrder],
        steerings: Mapping[int, Steering],
        sent: Iterable[Sent],
    ) -> None:
        self._engine = cache(engine)
        self._orders = orders
        self._steerings = steerings
        self._sent = {line.order: line for line in sent}
        self._still: dict[int, Anchor] = {}

    def piece(self, order: PieceOrder) -> Piece:
        """Planned as it was then."""
        anchor = self._anchor(order)
        piece = self._engine(order.engine).compose(brief_of(order, anchor))
        self._still[order.order] = piece.anchor()
        return piece

    def chunks(self, number: int) -> Iterator[Frames] | None:
        """Of the order's piece, steered as it was; None where no decision has ordered it."""
        order = self._orders.get(number)
        return None if order is None else self.piece(order).chunks(self._steerings.get(number))

    def _anchor(self, order: PieceOrder) -> Anchor | None:
        sent = self._sent.get(order.order)
        number = order.anchor if sent is None else sent.anchor
        if number is None:
            return None
        if order.engine == "composer" or sent is None:
            return self._still_of(number)
        return self._sounding(number, sent)

    def _still_of(self, number: int) -> Anchor:
        """What a piece takes over that listens to nothing."""
        if number not in self._still:
            self.piece(self._orders[number])
        return self._still[number]

    def _sounding(self, number: int, sent: Sent) -> Anchor:
        """Of the piece when it was composed as far as then."""
        piece = self.piece(self._orders[number])
        sound, made = [np.zeros((0, 2), np.float32)], 0
        # Held till then: a run that is dropped may forget what it took over.
        run = piece.chunks(self._steerings.get(number))
        while made < sent.anchor_frames and (chunk := next(run, None)) is not None:
            sound.append(chunk[: max(0, sent.anchor_sound - made)])
            made += len(chunk)
        return replace(piece.anchor(), sound=np.concatenate(sound) if sent.anchor_sound else None)
