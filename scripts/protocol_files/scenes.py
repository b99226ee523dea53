"""Scenes in the shape that the mod sends them."""

from __future__ import annotations

from protocol_files.cases import Tree


def pair(label: str, share: float) -> dict[str, float]:
    """A label and its negative, in percent."""
    return {label: share, f"Not {label}": 100.0 - share}


FOREST_AT_DUSK: Tree = {
    "type": "scene",
    "time_ms": 61_250,
    "reason": "interval",
    "window": {"ms": 10_000, "samples": 200},
    "scene": {
        "Scene": {
            "biome": {"minecraft:forest": 100.0},
            "dimension": {"minecraft:overworld": 100.0},
            "tags": ["minecraft:is_forest", "minecraft:is_overworld"],
        },
        "Time": {"Dawn": 0.0, "Day": 12.5, "Dusk": 87.5, "Night": 0.0, "Time Of Day": 11575.0},
        "Weather": {"Clear": 100.0, "Rain": 0.0, "Snow": 0.0, "Thunder": 0.0},
        "Temperature": {"Temperature": 0.699999988079071},
        "Health": {"Health": 20.0, "Lowest Health": 17.5, "Max Health": 20.0},
        "Satiety": {"Food": 18.0, "Saturation": 3.200000047683716},
        "Status": {
            **pair("On Fire", 0.0),
            **pair("Wet", 0.0),
            **pair("Freezing", 0.0),
            **pair("Poisoned", 0.0),
            **pair("Sleeping", 0.0),
            **pair("Alive", 100.0),
        },
        "Movement": {
            **pair("Walking", 62.5),
            **pair("Sprinting", 25.0),
            **pair("Sneaking", 0.0),
            **pair("Swimming", 0.0),
            **pair("Gliding", 0.0),
            **pair("Riding", 0.0),
            "Speed": 3.71,
        },
        "Position": {
            **pair("On Ground", 97.5),
            **pair("Under Water", 0.0),
            **pair("In Water", 0.0),
            **pair("In Lava", 0.0),
            **pair("Under Roof", 50.0),
            "Y": 71.0,
        },
        "Hostile Entity": {"Count": 0.0, "Nearest": 0.0, "Targeting Player": 0.0},
        "Being Attacked": {**pair("Attacked", 0.0), "Blows": 0.0},
        "Biome Ahead": {"minecraft:river": 0.4, "minecraft:lush_caves": 0.1},
    },
}
