"""Where the player is, as far as a room sounds different there."""

from __future__ import annotations

from metabgm.music.engine import Place
from metabgm.scene.elements import Elements, dominant, share
from metabgm.scene.signature import OVERWORLD, SKYLESS_BIOMES, UNKNOWN

# Blocks: a roof overhead below this height is rock, above it a house.
UNDERGROUND_Y = 45.0
# Percent of the window: a walk past an arch is no room yet.
_MOSTLY = 60.0
_DIMENSIONS: dict[str, Place] = {"minecraft:the_nether": "nether", "minecraft:the_end": "end"}
# What covers the sky there is most often leaves.
_CANOPIES = ("forest", "jungle", "taiga", "grove", "swamp")
_CAVES = ("cave", "underground")


def room_of(elements: Elements) -> Place:
    """Water before everything, then the dimension, then what is overhead."""
    scene = elements.get("Scene", {})
    biome = dominant(scene.get("biome", {}), UNKNOWN)
    if share(elements, "Position", "Under Water") >= _MOSTLY:
        return "water"
    dimension = dominant(scene.get("dimension", {}), OVERWORLD)
    if dimension in _DIMENSIONS:
        return _DIMENSIONS[dimension]
    if is_cave(elements, biome):
        return "cave"
    return "indoors" if is_indoors(elements) else "open"


def is_cave(elements: Elements, biome: str) -> bool:
    """A biome without a sky, one that its tags call a cave, or rock overhead."""
    tags = elements.get("Scene", {}).get("tags", [])
    if biome in SKYLESS_BIOMES or any(word in str(tag) for tag in tags for word in _CAVES):
        return True
    return _roofed(elements) and _height(elements) < UNDERGROUND_Y


def is_indoors(elements: Elements) -> bool:
    """Under a roof that is neither rock nor leaves."""
    biome = dominant(elements.get("Scene", {}).get("biome", {}), UNKNOWN)
    leaves = any(word in biome for word in _CANOPIES)
    return _roofed(elements) and not leaves and _height(elements) >= UNDERGROUND_Y


def _roofed(elements: Elements) -> bool:
    return share(elements, "Position", "Under Roof") >= _MOSTLY


def _height(elements: Elements) -> float:
    height = elements.get("Position", {}).get("Y")
    return float(height) if isinstance(height, (int, float)) else UNDERGROUND_Y
