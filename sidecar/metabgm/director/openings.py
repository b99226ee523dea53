"""Pieces whose first seconds are composed before they are needed."""

from __future__ import annotations

from metabgm.director.actions import DiscardOpening, PieceOrder, PrepareOpening
from metabgm.director.book import Place
from metabgm.director.desk import Desk

# Each holds a few seconds of audio and a half-played engine state.
MOST_OPENINGS = 2


class Openings:
    """At most one for each place. An opening fits only what it was anchored to."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._orders: dict[Place, PieceOrder] = {}

    def has(self, place: Place, anchor: int) -> bool:
        """Whether ``take`` would answer."""
        order = self._orders.get(place)
        return order is not None and order.anchor == anchor

    def prepare(self, place: Place, order: PieceOrder) -> None:
        """Replaces what was prepared for the place; the oldest goes when there are too many."""
        self.discard(place)
        while len(self._orders) >= MOST_OPENINGS:
            self.discard(next(iter(self._orders)))
        self._orders[place] = order
        self._desk.decide(PrepareOpening(order))

    def take(self, place: Place, anchor: int | None) -> PieceOrder | None:
        """The prepared order for the place, if it grows from ``anchor``; a stale one is discarded."""
        order = self._orders.get(place)
        if order is None:
            return None
        if order.anchor != anchor:
            self.discard(place)
            return None
        del self._orders[place]
        return order

    def discard(self, place: Place) -> None:
        """Forgets what was prepared for the place, if anything."""
        order = self._orders.pop(place, None)
        if order is not None:
            self._desk.decide(DiscardOpening(order.order))

    def discard_all(self) -> None:
        """All are out of date."""
        for place in list(self._orders):
            self.discard(place)
