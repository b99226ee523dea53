"""The biomes of the game with what a scene there can have."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from metabgm.describe.lands import has_sky, key_words, land_of
from metabgm.research.tables import read_table

Habitat = Literal["land", "river", "ocean", "cave", "nether", "end", "void"]
Precipitation = Literal["none", "rain", "snow"]

_SNOWS_BELOW = 0.15
_COOLS_FROM = 80.0
_COOLS_BY = 0.00125
"""A block: above 17 blocks over the sea the game takes as much from the base temperature (Minecraft Wiki,
"Biome", section "Temperature")."""


@dataclass(frozen=True)
class Biome:
    """``name``: the key without its namespace. ``heights``: blocks, lowest and highest ground.

    ``tags``: the game's own, without namespace and ``is_``.
    """

    name: str
    habitat: Habitat
    temperature: float
    falls: bool
    heights: tuple[float, float]
    tags: tuple[str, ...]

    @property
    def key(self) -> str:
        return f"minecraft:{self.name}"

    @property
    def dimension(self) -> str:
        return {"nether": "minecraft:the_nether", "end": "minecraft:the_end"}.get(
            self.habitat, "minecraft:overworld"
        )

    @property
    def words(self) -> str:
        """``dark forest``, as a scene's facts name it."""
        return key_words(self.key)

    @property
    def land(self) -> str:
        """One of ``describe.lands.LANDS``."""
        return land_of(self.words, key_words(self.dimension))

    @property
    def has_sky(self) -> bool:
        return has_sky(self.land)

    def precipitation(self, height: float) -> Precipitation:
        """What falls at a height (blocks) when it rains."""
        if not self.falls:
            return "none"
        cooler = max(0.0, height - _COOLS_FROM) * _COOLS_BY
        return "snow" if self.temperature - cooler < _SNOWS_BELOW else "rain"


@cache
def biomes() -> dict[str, Biome]:
    """Every biome by name, in the order of their names."""
    return {row["key"]: _biome(row) for row in read_table("biomes")}


def _biome(row: dict[str, str]) -> Biome:
    lowest, highest = row["heights"].split("..")
    return Biome(
        name=row["key"],
        habitat=cast(Habitat, row["habitat"]),
        temperature=float(row["temperature"]),
        falls=row["falls"] == "yes",
        heights=(float(lowest), float(highest)),
        tags=tuple(row["tags"].replace("-", "").split()),
    )
