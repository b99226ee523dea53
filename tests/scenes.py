"""Scenes as the mod sends them, for the tests of every room."""

from __future__ import annotations

from typing import Any

Elements = dict[str, dict[str, Any]]


def pair(label: str, percent: float) -> dict[str, float]:
    """A label and its negative."""
    return {label: percent, f"Not {label}": 100.0 - percent}


def elements(
    biome: str = "minecraft:forest",
    *,
    dimension: str = "minecraft:overworld",
    time: str = "Day",
    weather: str = "Clear",
    blows: int = 0,
    targeting: float = 0.0,
    ahead: dict[str, float] | None = None,
    ticks: float = 6000.0,
    labels: Elements | None = None,
) -> Elements:
    """A whole valid scene in one biome; ``labels`` are laid over it, element by element."""
    times = dict.fromkeys(("Dawn", "Day", "Dusk", "Night"), 0.0) | {time: 100.0}
    weathers = dict.fromkeys(("Clear", "Rain", "Snow", "Thunder"), 0.0) | {weather: 100.0}
    moves = ("Walking", "Sprinting", "Sneaking", "Swimming", "Gliding", "Riding")
    positions = ("On Ground", "Under Water", "In Water", "In Lava", "Under Roof")
    states = ("On Fire", "Wet", "Freezing", "Poisoned", "Sleeping")
    attacked = 100.0 if blows else 0.0
    scene: Elements = {
        "Scene": {"biome": {biome: 100.0}, "dimension": {dimension: 100.0}, "tags": []},
        "Time": {**times, "Time Of Day": ticks},
        "Weather": weathers,
        "Temperature": {"Temperature": 0.699999988079071},
        "Health": {"Health": 20.0, "Lowest Health": 18.5, "Max Health": 20.0},
        "Satiety": {"Food": 18.0, "Saturation": 5.0},
        "Status": _pairs(states, {}) | pair("Alive", 100.0),
        "Movement": _pairs(moves, {"Walking": 62.5}) | {"Speed": 2.123456789},
        "Position": _pairs(positions, {"On Ground": 100.0}) | {"Y": 66.0},
        "Hostile Entity": {"zombie": attacked, "Count": 0.0, "Nearest": 0.0, "Targeting Player": targeting},
        "Being Attacked": pair("Attacked", attacked) | {"Blows": float(blows)},
        "Biome Ahead": dict(ahead or {}),
    }
    return {element: inner | (labels or {}).get(element, {}) for element, inner in scene.items()}


def _pairs(labels: tuple[str, ...], shares: dict[str, float]) -> dict[str, float]:
    result: dict[str, float] = {}
    for label in labels:
        result |= pair(label, shares.get(label, 0.0))
    return result
