"""What of a scene decides whether the music has to change."""

from __future__ import annotations

from dataclasses import dataclass, replace

from metabgm.scene.elements import BIOME_AHEAD, Elements, dominant, share

OVERWORLD = "minecraft:overworld"
UNKNOWN = "unknown"

# Biomes without a sky: neither nightfall nor rain is seen there.
SKYLESS_BIOMES = frozenset({"minecraft:lush_caves", "minecraft:dripstone_caves", "minecraft:deep_dark"})


@dataclass(frozen=True)
class Signature:
    """Scenes with the same signature are the same place to the music.

    ``time`` is Dawn, Day, Dusk or Night and ``weather`` Clear, Rain, Snow or Thunder; both are empty
    where there is no sky to see them in.
    """

    biome: str
    dimension: str
    time: str
    weather: str

    def in_biome(self, biome: str) -> Signature:
        """The same hour and weather one biome further, as far as they are known here."""
        if biome in SKYLESS_BIOMES:
            return replace(self, biome=biome, time="", weather="")
        return replace(self, biome=biome)

    def at_hour(self, time: str) -> Signature:
        """The same place at another hour; where there is no sky it stays the same."""
        return replace(self, time=time) if self.time else self


def signature_of(elements: Elements) -> Signature:
    """Takes the dominant labels of the window."""
    place = elements.get("Scene", {})
    biome = dominant(place.get("biome", {}), UNKNOWN)
    dimension = dominant(place.get("dimension", {}), OVERWORLD)
    if dimension != OVERWORLD or biome in SKYLESS_BIOMES:
        return Signature(biome, dimension, "", "")
    times = {label: share(elements, "Time", label) for label in ("Dawn", "Day", "Dusk", "Night")}
    weathers = {label: share(elements, "Weather", label) for label in ("Clear", "Rain", "Snow", "Thunder")}
    return Signature(biome, dimension, dominant(times, "Day"), dominant(weathers, "Clear"))


def biomes_ahead(elements: Elements, least_probability: float) -> list[str]:
    """Biome keys that are at least that likely next, the likeliest first."""
    likely = [
        (float(probability), biome)
        for biome, probability in elements.get(BIOME_AHEAD, {}).items()
        if isinstance(probability, (int, float)) and probability >= least_probability
    ]
    return [biome for _, biome in sorted(likely, key=lambda pair: (-pair[0], pair[1]))]
