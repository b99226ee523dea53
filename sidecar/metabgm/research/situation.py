"""One moment of a player in a biome, and the scene that the mod would send of it."""

from __future__ import annotations

import random
import struct
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from metabgm.protocol.scene_rules import DIVISIONS, NEGATIVE, PAIRS, RIDING, WHOLE
from metabgm.research.biomes import Biome
from metabgm.scene.hours import HOURS_BEGIN, TICKS_A_DAY

Where = Literal["open", "roofed", "cave", "under water"]

SAMPLES = 200
"""Of a window of ten seconds, one a tick."""

_MOSTLY = 110
"""Samples: what a scene is about holds for more than half of its window."""

_FULL_HEALTH = 20.0
_SPEEDS = {
    "": (0.0, 0.15),
    "Walking": (2.4, 4.32),
    "Sprinting": (4.4, 5.61),
    "Sneaking": (0.7, 1.31),
    "Swimming": (1.4, 3.9),
    "Riding": (3.0, 9.5),
    "Gliding": (9.0, 30.0),
}
"""Blocks a second (Minecraft Wiki, "Transportation")."""


@dataclass(frozen=True)
class Situation:
    """``hour`` and ``weather``: labels of the protocol. ``movement``: one too, empty for standing still.

    ``states``: labels of ``Status``, and ``In Lava``. ``height``: blocks. ``health`` and ``food``: 0..20.
    ``hostiles``: entities, the most present first. ``fight``: they attack.
    """

    biome: Biome
    where: Where
    height: float
    hour: str
    weather: str
    movement: str
    mount: str
    states: tuple[str, ...]
    health: float
    food: float
    hostiles: tuple[str, ...]
    fight: bool


def elements_of(situation: Situation, chance: random.Random) -> dict[str, dict[str, Any]]:
    """All twelve elements of PROTOCOL.md, "The scene", as one window.

    ``chance`` draws what is beside the point.
    """
    biome = situation.biome
    in_water = situation.where == "under water" or situation.movement == "Swimming"
    on_ground = not in_water and situation.movement not in ("Gliding", "Riding")
    positions = {
        "On Ground": WHOLE if on_ground else 0.0,
        "Under Water": _most(chance) if situation.where == "under water" else 0.0,
        "In Water": WHOLE if in_water else 0.0,
        "In Lava": _most(chance) if "In Lava" in situation.states else 0.0,
        "Under Roof": WHOLE if situation.where in ("roofed", "cave") or biome.habitat == "nether" else 0.0,
    }
    movement = {situation.movement: _most(chance)} if situation.movement else {}
    riding = {RIDING + situation.mount: movement["Riding"]} if situation.mount else {}
    status = {state: _most(chance) for state in situation.states} | {"Alive": WHOLE}
    precipitation = biome.precipitation(situation.height)
    lowest, highest = _SPEEDS[situation.movement]
    return {
        "Scene": {
            "biome": {biome.key: WHOLE},
            "dimension": {biome.dimension: WHOLE},
            "tags": [f"minecraft:is_{tag}" for tag in biome.tags],
            "precipitation": precipitation,
        },
        "Time": _division("Time", situation.hour) | {"Time Of Day": float(_tick(situation.hour, chance))},
        "Weather": _division("Weather", situation.weather),
        "Temperature": {"Temperature": _single_precision(biome.temperature)},
        "Health": _health(situation, chance),
        "Satiety": {"Food": situation.food, "Saturation": round(chance.uniform(0.0, situation.food), 2)},
        "Status": _pairs("Status", status),
        "Movement": _pairs("Movement", movement) | riding | {"Speed": chance.uniform(lowest, highest)},
        "Position": _pairs("Position", positions) | {"Y": situation.height},
        "Hostile Entity": _hostiles(situation, chance),
        "Being Attacked": _attacks(situation, chance),
        "Biome Ahead": {},
    }


def _division(element: str, label: str) -> dict[str, float]:
    return {one: WHOLE if one == label else 0.0 for one in DIVISIONS[element]}


def _pairs(element: str, shares: Mapping[str, float]) -> dict[str, float]:
    pairs: dict[str, float] = {}
    for label in PAIRS[element]:
        share = shares.get(label, 0.0)
        pairs |= {label: share, NEGATIVE + label: WHOLE - share}
    return pairs


def _most(chance: random.Random) -> float:
    return _percent(chance.randint(_MOSTLY, SAMPLES))


def _percent(samples: int) -> float:
    return WHOLE * samples / SAMPLES


def _tick(hour: str, chance: random.Random) -> int:
    begins = sorted(HOURS_BEGIN.values())
    start = HOURS_BEGIN[hour]
    end = next((tick for tick in begins if tick > start), begins[0] + TICKS_A_DAY)
    return chance.randrange(start, end) % TICKS_A_DAY


def _health(situation: Situation, chance: random.Random) -> dict[str, float]:
    lost = chance.uniform(0.0, 3.0) if situation.fight else 0.0
    lowest = round(max(0.5, situation.health - lost), 1)
    return {"Health": situation.health, "Lowest Health": lowest, "Max Health": _FULL_HEALTH}


def _hostiles(situation: Situation, chance: random.Random) -> dict[str, float]:
    shares = sorted(_distinct_shares(situation.hostiles, chance), reverse=True)
    count = len(shares) + chance.choice((0, 0, 1, 2)) if shares else 0
    nearest = chance.uniform(1.0, 6.0) if situation.fight else chance.uniform(14.0, 24.0)
    return {
        **dict(zip(situation.hostiles, shares, strict=True)),
        "Count": float(count),
        "Nearest": round(nearest, 2) if shares else 0.0,
        "Targeting Player": _most(chance) if situation.fight else 0.0,
    }


def _distinct_shares(hostiles: Iterable[str], chance: random.Random) -> list[float]:
    hostiles = list(hostiles)
    return [_percent(samples) for samples in chance.sample(range(_MOSTLY, SAMPLES + 1), len(hostiles))]


def _attacks(situation: Situation, chance: random.Random) -> dict[str, float]:
    blows = chance.randint(1, 6) if situation.fight else 0
    attacked = _percent(min(SAMPLES, 20 * blows))
    return _pairs("Being Attacked", {"Attacked": attacked}) | {"Blows": float(blows)}


def _single_precision(value: float) -> float:
    """The game keeps temperatures as 32-bit floats."""
    (single,) = struct.unpack("f", struct.pack("f", value))
    return float(single)
