"""Metres: beats in a bar, which of them carry weight, how they divide."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Metre:
    """``beats``: length of a bar in beats (the unit the tempo counts). ``division``: equal parts of a beat.

    ``accents``: beat positions that begin a group, the first is 0.
    """

    name: str
    beats: float
    division: int
    accents: tuple[float, ...]

    def weight(self, position: float) -> float:
        """Metrical weight of a position in the bar, 0 to 1: downbeat 1, group 0.7, beat 0.4, else 0.1."""
        within = position % self.beats
        if within < 1e-6:
            return 1.0
        for accent in self.accents:
            if abs(within - accent) < 1e-6:
                return 0.7
        return 0.4 if abs(within - round(within)) < 1e-6 else 0.1


# In compound and odd metres the beat is the one that is felt: a dotted quarter in 6/8, a quarter in 7/8.
METRES: dict[str, Metre] = {
    metre.name: metre
    for metre in (
        Metre("2/4", 2.0, 2, (0.0,)),
        Metre("3/4", 3.0, 2, (0.0,)),
        Metre("4/4", 4.0, 2, (0.0, 2.0)),
        Metre("5/4", 5.0, 2, (0.0, 3.0)),
        Metre("6/4", 6.0, 2, (0.0, 3.0)),
        Metre("6/8", 2.0, 3, (0.0, 1.0)),
        Metre("7/8", 3.5, 2, (0.0, 1.0, 2.0)),
        Metre("9/8", 3.0, 3, (0.0, 1.0, 2.0)),
        Metre("12/8", 4.0, 3, (0.0, 2.0)),
    )
}
