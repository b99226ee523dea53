"""Characterized scenes as Algorithm 1 leaves them."""

from __future__ import annotations

from typing import Any

Characterized = dict[str, dict[str, Any]]


def quiet_scene(
    biome: str = "minecraft:forest",
    *,
    time: str = "Dusk",
    weather: str = "Clear",
    temperature: float = 0.7,
    movement: str = "Walking",
    y: float = 66.0,
    under_roof: float = 0.0,
    dimension: str = "minecraft:overworld",
) -> Characterized:
    return {
        "Scene": {"biome": {biome: 100.0}, "dimension": {dimension: 100.0}, "tags": []},
        "Time": {time: 100.0, "Time Of Day": 11818},
        "Weather": {weather: 100.0},
        "Temperature": {"Temperature": temperature},
        "Status": {"Alive": 100.0, "On Fire": 0.0},
        "Movement": {movement: 63.5, "Speed": 2.1},
        "Position": {"On Ground": 100.0, "Under Roof": under_roof, "Y": y},
    }


def fight(
    biome: str = "minecraft:plains",
    *enemies: str,
    health: float = 15.0,
    dimension: str = "minecraft:overworld",
) -> Characterized:
    shares: dict[str, Any] = {enemy: 90.0 - place for place, enemy in enumerate(enemies)}
    return {
        "Scene": {"biome": {biome: 100.0}, "dimension": {dimension: 100.0}, "tags": []},
        "Health": {"Health": health, "Lowest Health": health, "Max Health": 20.0},
        "Satiety": {"Food": 14, "Saturation": 2.0},
        "Status": {"Alive": 100.0},
        "Movement": {"Sprinting": 80.0, "Speed": 5.3},
        "Position": {"On Ground": 90.0, "Y": 64.0},
        "Hostile Entity": shares | {"Count": len(enemies), "Nearest": 2.1, "Targeting Player": 90.0},
        "Being Attacked": {"Attacked": 40.0, "Blows": 2},
    }
