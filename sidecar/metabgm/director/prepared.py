"""MusicGen's pieces that get their head start while other music plays."""

from __future__ import annotations

from dataclasses import dataclass

from metabgm.director.actions import DiscardOpening, PieceOrder, PrepareOpening
from metabgm.director.book import Place
from metabgm.director.desk import Desk

MOST_PREPARED = 2
"""The place where the player is and one more; each has cost minutes of work and holds a few kilobytes."""


@dataclass
class _Prepared:
    order: PieceOrder
    ready: bool = False


class Prepared:
    """At most one for each place. They are kept though the player walks away or other music plays since."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._pieces: dict[Place, _Prepared] = {}

    def has(self, place: Place) -> bool:
        """Whether one is ready or on its way."""
        return place in self._pieces

    def ready(self, place: Place) -> bool:
        """Whether ``take`` would answer."""
        piece = self._pieces.get(place)
        return piece is not None and piece.ready

    @property
    def spare(self) -> bool:
        """Whether another one would take the place of none, and the time of none."""
        return len(self._pieces) < MOST_PREPARED and all(piece.ready for piece in self._pieces.values())

    def prepare(self, place: Place, order: PieceOrder) -> None:
        """The oldest goes when there are too many."""
        self.discard(place)
        while len(self._pieces) >= MOST_PREPARED:
            self.discard(next(iter(self._pieces)))
        self._pieces[place] = _Prepared(order)
        self._desk.decide(PrepareOpening(order))

    def became_ready(self, order: int) -> None:
        """Ignored for one that was discarded or taken."""
        for piece in self._pieces.values():
            piece.ready = piece.ready or piece.order.order == order

    def lose(self, order: int) -> None:
        """Its piece broke off. Ignored for one that was discarded or taken."""
        for place in [place for place, piece in self._pieces.items() if piece.order.order == order]:
            self.discard(place)

    def take(self, place: Place) -> PieceOrder | None:
        """The order that is ready for the place."""
        return self._pieces.pop(place).order if self.ready(place) else None

    def discard(self, place: Place) -> None:
        """Forgets what was prepared for the place, if anything."""
        piece = self._pieces.pop(place, None)
        if piece is not None:
            self._desk.decide(DiscardOpening(piece.order.order))

    def discard_all(self) -> None:
        """All are out of date, or too dear."""
        for place in list(self._pieces):
            self.discard(place)
