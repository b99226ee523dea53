"""Which hostile entities a player meets where."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from metabgm.research.biomes import Biome
from metabgm.research.tables import read_table

_DARK_HOURS = ("Dusk", "Night")


@dataclass(frozen=True)
class Hostile:
    """``where``: habitats and biomes. ``never``: biomes. ``dark``: it comes by dusk, by night or below."""

    name: str
    where: frozenset[str]
    never: frozenset[str]
    dark: bool


def hostiles_of(biome: Biome, *, underground: bool, hour: str) -> list[str]:
    """Names of those that occur there, in the order of their table. ``hour``: a label of ``Time``."""
    below = underground or biome.habitat in ("cave", "nether", "end")
    lit = not below and hour not in _DARK_HOURS
    places = {biome.name, "cave" if underground else biome.habitat}
    return [
        hostile.name
        for hostile in _hostiles()
        if places & hostile.where and biome.name not in hostile.never and not (lit and hostile.dark)
    ]


@cache
def hostile_names() -> tuple[str, ...]:
    """All of them, as entities are spelled: ``cave_spider``."""
    return tuple(hostile.name for hostile in _hostiles())


@cache
def _hostiles() -> tuple[Hostile, ...]:
    return tuple(_hostile(row) for row in read_table("hostiles"))


def _hostile(row: dict[str, str]) -> Hostile:
    words = row["where"].split()
    return Hostile(
        name=row["entity"],
        where=frozenset(word for word in words if not word.startswith("-")),
        never=frozenset(word.removeprefix("-") for word in words if word.startswith("-")),
        dark=row["hours"] == "dark",
    )
