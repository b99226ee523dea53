"""Traces made for a measurement: real lines of recorded ones, with places and blows where they are needed."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Line = dict[str, Any]

LINE_MS = 1000
TICKS_PER_SECOND = 20
MORNING_TICKS = 1500
# Farther than the mod looks ahead, so that no biome is foreseen.
BLOCKS_BETWEEN_BIOMES = 1000.0


@dataclass(frozen=True)
class Stay:
    """Seconds in one biome; the next one is reached at a stroke."""

    biome: str
    seconds: int


def recorded_places(traces: Iterable[Path]) -> dict[str, Line]:
    """The first line in each biome whose chunk was loaded, by the biome's key, in order."""
    places: dict[str, Line] = {}
    for trace in traces:
        for text in trace.read_text(encoding="utf-8").splitlines():
            line = json.loads(text)
            if line["biome"] and line["biome"]["loaded"] and line["time"]["timeOfDay"] is not None:
                places.setdefault(line["biome"]["key"], line)
    return places


def make_trace(places: dict[str, Line], stays: Sequence[Stay], blows_ms: Sequence[int] = ()) -> list[Line]:
    """One line a second, by day, in clear weather. ``blows_ms``: when a zombie hits, rising."""
    calm = next(iter(places.values()))
    xs = {biome: index * BLOCKS_BETWEEN_BIOMES for index, biome in enumerate(places)}
    lines: list[Line] = []
    for stay in stays:
        for second in range(stay.seconds):
            moved = second == 0 and bool(lines)
            lines.append(_line(calm, places[stay.biome], len(lines), xs[stay.biome], moved=moved))
    for line in lines:
        line["events"] += [_blow(ms) for ms in blows_ms if line["ms"] - LINE_MS < ms <= line["ms"]]
    return lines


def write_trace(path: Path, lines: Iterable[Line]) -> Path:
    """In the format of tests/traces."""
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


def _line(calm: Line, place: Line, seq: int, x: float, *, moved: bool) -> Line:
    line = copy.deepcopy(calm)
    ms, ticks = seq * LINE_MS, seq * TICKS_PER_SECOND
    position = {"x": x, "y": 66.0, "z": 0.5}
    line |= {
        "seq": seq,
        "ms": ms,
        "clientTick": ticks,
        "pos": position,
        "vehiclePos": None,
        "biome": place["biome"],
        "dimension": place["dimension"],
        "light": place["light"],
        "health": 20.0,
        "food": 20,
        "hostiles": [],
        "hostileCount": 0,
        "events": [{"kind": "forced_move", "ms": ms, "pos": position}] if moved else [],
    }
    line["time"] |= {"age": ticks, "raw": MORNING_TICKS + ticks, "timeOfDay": MORNING_TICKS + ticks}
    line["weather"] = {"isRaining": False, "rainLevel": 0, "thunderLevel": 0}
    return line


def _blow(ms: int) -> Line:
    return {
        "kind": "hurt_self",
        "ms": ms,
        "entity": "player",
        "entityId": 1,
        "damageType": "minecraft:mob_attack",
        "cause": "zombie",
        "direct": "zombie",
    }
