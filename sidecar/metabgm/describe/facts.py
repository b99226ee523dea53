"""What a characterized scene says, as a few plain facts that prompts and template share."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from metabgm.describe.climate import land_of_climate
from metabgm.describe.lands import key_words, land_of, tag_words
from metabgm.describe.texts import CharacterizedElements

_MOST_ENEMIES = 2
_MOVEMENTS = ("Gliding", "Swimming", "Riding", "Sprinting", "Sneaking", "Walking")
_STATES = ("On Fire", "Freezing", "Poisoned", "Sleeping", "Wet")
_SURROUNDINGS = ("In Lava", "Under Water", "Under Roof")
_NOTABLE_SHARE = 25.0
"""Percent of the window from which a passing state is worth a word."""

_UNDERGROUND_Y = 45.0
"""Blocks: a roof overhead below this height is rock, above it a house or a tree."""


@dataclass(frozen=True)
class Facts:
    """Words are lower case, empty where the scene doesn't tell. ``land`` is one of ``lands.LANDS``.

    ``time``: dawn, day, dusk, night. ``weather``: clear, rain, snow, thunder. ``air``: freezing, cold,
    hot or empty. ``enemies``: most present first. ``hurt`` 0..1: the share of health that is gone.
    """

    biome: str
    land: str
    time: str
    weather: str
    air: str
    movement: str
    states: tuple[str, ...]
    underground: bool
    enemies: tuple[str, ...]
    hurt: float
    hungry: bool


def read_facts(elements: CharacterizedElements) -> Facts:
    """Reads the labels of PROTOCOL.md's "The scene"; what is absent, zero or of another type is left out."""
    scene = _element(elements, "Scene")
    biome = key_words(_largest(scene.get("biome")))
    dimension = key_words(_largest(scene.get("dimension")))
    temperature = _number(_element(elements, "Temperature").get("Temperature"))
    climate = land_of_climate(temperature, scene.get("precipitation"))
    land = land_of(biome, dimension, map(tag_words, _texts(scene.get("tags"))), climate)
    position = _shares(elements, "Position")
    movement = _shares(elements, "Movement")
    status = _shares(elements, "Status")
    height = _number(_element(elements, "Position").get("Y"))
    roofed = position.get("Under Roof", 0.0) >= _NOTABLE_SHARE
    states = [state for state in _STATES if status.get(state, 0.0) >= _NOTABLE_SHARE]
    states += [place for place in _SURROUNDINGS[:2] if position.get(place, 0.0) >= _NOTABLE_SHARE]
    health, full_health = (_number(_element(elements, "Health").get(key)) for key in ("Health", "Max Health"))
    food = _number(_element(elements, "Satiety").get("Food"))
    moving = [label for label in _MOVEMENTS if movement.get(label, 0.0) >= _NOTABLE_SHARE]
    return Facts(
        biome=biome,
        land=land,
        time=_largest_of(_shares(elements, "Time"), ("Dawn", "Day", "Dusk", "Night")),
        weather=_largest_of(_shares(elements, "Weather"), ("Thunder", "Snow", "Rain", "Clear")),
        air=_air(temperature),
        movement=moving[0].lower() if moving else "",
        states=tuple(state.lower() for state in states),
        underground=land in ("cave", "deep dark")
        or (roofed and height is not None and height < _UNDERGROUND_Y and land not in ("nether", "end")),
        enemies=_enemies(_shares(elements, "Hostile Entity")),
        hurt=_share_gone(health, full_health),
        hungry=food is not None and food <= 6.0,
    )


def _element(elements: CharacterizedElements, name: str) -> Mapping[str, Any]:
    value = elements.get(name)
    return value if isinstance(value, Mapping) else {}


def _texts(value: Any) -> list[str]:
    return [text for text in value if isinstance(text, str)] if isinstance(value, list) else []


def _number(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        return None
    return float(value)


def _numbers(labels: Any) -> dict[str, float]:
    if not isinstance(labels, Mapping):
        return {}
    found = {str(label): _number(share) for label, share in labels.items()}
    return {label: share for label, share in found.items() if share is not None and share > 0.0}


def _shares(elements: CharacterizedElements, name: str) -> dict[str, float]:
    return _numbers(elements.get(name))


def _largest(labels: Any) -> str:
    shares = _numbers(labels)
    return max(shares, key=lambda label: shares[label], default="")


def _largest_of(shares: Mapping[str, float], labels: tuple[str, ...]) -> str:
    return _largest({label: shares[label] for label in labels if label in shares}).lower()


def _air(temperature: float | None) -> str:
    if temperature is None:
        return ""
    if temperature < 0.0:
        return "freezing"
    if temperature < 0.3:
        return "cold"
    return "hot" if temperature >= 1.0 else ""


def _enemies(labels: Mapping[str, float]) -> tuple[str, ...]:
    # Entities are spelled in lower case, the quantities of the element are not.
    entities = [label for label in labels if label == label.lower()]
    entities.sort(key=lambda label: (-labels[label], label))
    return tuple(key_words(entity) for entity in entities[:_MOST_ENEMIES])


def _share_gone(health: float | None, full: float | None) -> float:
    if health is None or full is None or full <= 0.0:
        return 0.0
    return min(1.0, max(0.0, 1.0 - health / full))
