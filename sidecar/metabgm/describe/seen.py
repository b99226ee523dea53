"""What stage 1 is shown of a scene."""

from __future__ import annotations

from dataclasses import dataclass

from metabgm.describe.facts import Facts
from metabgm.describe.lands import has_sky


@dataclass(frozen=True)
class Seen:
    """``line``: the facts in words. ``combat``: it is a fight."""

    facts: Facts
    combat: bool
    line: str

    @property
    def tells_sky(self) -> bool:
        """Whether hour and weather are among the facts."""
        return not self.combat and has_sky(self.facts.land) and not self.facts.underground
