"""What to compose next when several pieces are playing: a pure choice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from metabgm.music.engine import Role


@dataclass(frozen=True)
class Demand:
    """How far a piece is composed and how far it should be, in frames. ``audible``: it is being streamed.

    ``unmade``: it works ahead, and not all of its material is made.
    """

    order: int
    role: Role
    audible: bool
    composed: int
    wanted: int
    unmade: bool = False

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


@dataclass(frozen=True)
class Task:
    """Make the order's next chunk, or more of its material."""

    order: int
    kind: Literal["chunk", "material"]


def next_task(demands: Sequence[Demand]) -> Task | None:
    """None when all have what they should.

    Chunks that are heard soon come first, then the material of what is heard, then what is prepared: of
    several that are, the latest one's material, which is for where the player is now.
    """
    return _for(demands, audible=True) or _for(demands, audible=False)


def _for(demands: Sequence[Demand], *, audible: bool) -> Task | None:
    of_these = [demand for demand in demands if demand.audible is audible]
    hungry = [demand for demand in of_these if demand.composed < demand.wanted]
    if hungry:
        return Task(min(hungry, key=lambda demand: demand.urgency).order, "chunk")
    unmade = [demand.order for demand in of_these if demand.unmade]
    return Task(max(unmade), "material") if unmade else None
