"""Which piece to compose next when several are playing: a pure choice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from metabgm.music.engine import Role


@dataclass(frozen=True)
class Demand:
    """How far a piece is composed and how far it should be, in frames. ``audible``: it is being streamed."""

    order: int
    role: Role
    audible: bool
    composed: int
    wanted: int

    @property
    def urgency(self) -> tuple[int, int, int, int]:
        """Smaller is more urgent: streamed before prepared, silent before sounding, the rest before base,
        then whatever has the fewest frames in hand."""
        return (
            0 if self.audible else 1,
            0 if self.composed == 0 else 1,
            1 if self.role == "base" else 0,
            self.composed - self.wanted,
        )


def most_urgent(demands: Iterable[Demand]) -> int | None:
    """The order to compose a chunk for; None when all have what they should."""
    hungry = [demand for demand in demands if demand.composed < demand.wanted]
    return min(hungry, key=lambda demand: demand.urgency).order if hungry else None
