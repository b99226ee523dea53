"""One order on a compose worker's list."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from metabgm.director.actions import PieceOrder
from metabgm.music.engine import Anchor, Brief, Cancellable, Frames, Piece, Steering, WorksAhead
from metabgm.server.compose_news import ComposeNews
from metabgm.stream.schedule import Demand

RESERVE_S = 7.0
"""More than the head start that a piece asks for: a track with less than six seconds in hand falters."""


@dataclass
class Job:
    """``wanted``: frames it should be composed to. ``made``: its material is, all of it or for good.

    ``headed``: the piece, where it works ahead.
    """

    order: PieceOrder
    deliver: Callable[[ComposeNews], None]
    wanted: int
    audible: bool
    steering: Steering
    composed: int = 0
    ending: bool = False
    made: bool = False
    piece: Piece | None = None
    headed: WorksAhead | None = None
    chunks: Iterator[Frames] | None = None

    def begin(self, piece: Piece) -> None:
        """It is planned."""
        self.piece, self.chunks = piece, piece.chunks(self.steering)
        self.headed = piece if isinstance(piece, WorksAhead) else None

    def break_off(self) -> None:
        """Whoever waits for the chunk at hand waits less, where the engine can do that."""
        if isinstance(self.piece, Cancellable):
            self.piece.cancel()

    @property
    def demand(self) -> Demand:
        """What it needs next. Of a piece that works ahead no chunk is made before it is heard: its material
        is small, and what is not sound yet can still be steered."""
        ahead = self.headed is not None
        wanted = 0 if ahead and not self.audible else self.wanted
        unmade = ahead and not self.made and not self.ending
        return Demand(self.order.order, self.order.role, self.audible, self.composed, wanted, unmade)

    @property
    def ahead(self) -> float:
        """Seconds of music that can be had without waiting."""
        return 0.0 if self.headed is None else self.headed.ahead

    @property
    def ready(self) -> bool:
        """Whether it has the head start that it needs, and the reserve."""
        if self.headed is None:
            return self.composed > 0
        return self.made or self.headed.ahead >= self.headed.head_start + RESERVE_S


def brief_of(order: PieceOrder, anchor: Anchor | None) -> Brief:
    """What the engine is asked for; ``anchor``: that of the piece which the order grows from.

    Without one MusicGen grows from what the library has of a piece that was made from the same texts.
    """
    music = order.texts.music
    if anchor is None and music is not None and (order.engine, order.role) == ("musicgen", "base"):
        anchor = Anchor("musicgen", f"an earlier piece of {music.model} from these texts", music)
    return Brief(
        order.texts.description,
        order.seed,
        order.role,
        order.seconds,
        anchor,
        place=order.place,
        pace=order.pace,
    )
