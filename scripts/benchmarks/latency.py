"""From an event in the game to the first changed sample in the player's mix."""

from __future__ import annotations

import math
from collections import defaultdict

from benchmarks.bench import TRACES, Bench
from benchmarks.figures import Figure
from benchmarks.synthetic import LINE_MS, Line, Stay, make_trace, recorded_places, write_trace
from journey.latency import ChangeKind, latencies_by_kind, percentiles

TARGET_MS: dict[ChangeKind, float] = {"combat": 500.0, "base_prepared": 1000.0, "base_unprepared": 3500.0}
NAMES: dict[ChangeKind, str] = {
    "combat": "fight, p95",
    "base_prepared": "change to a prepared place, p95",
    "base_unprepared": "change to an unprepared place, p95",
}
LEAST_COUNT = 20

FIRST_STAY_S = 20
# Beyond the dwell (8 s), and beyond a fight's hold (6 s), fade (2.5 s) and margin (0.5 s) after a blow.
RETURN_S = 11
BLOW_AFTER_S = 4
RETURNS = 23
# Beyond the dwell and the time that both stages take.
NEW_PLACE_S = 14
NEW_PLACES = 23


def measure(bench: Bench) -> list[Figure]:
    """Two traces in real time. Raises JourneyError."""
    places = recorded_places(sorted(TRACES.glob("*.jsonl")))
    latencies = defaultdict[ChangeKind, list[float]](list)
    for name, lines in (("returns", returns(places)), ("new_places", new_places(places))):
        trace = write_trace(bench.folder / f"{name}.jsonl", lines)
        _, played = bench.play(trace, len(lines) * LINE_MS / 1000)
        for kind, values in latencies_by_kind(played.log.started).items():
            latencies[kind] += values
    return [latency_figure(kind, latencies[kind]) for kind in TARGET_MS]


def returns(places: dict[str, Line]) -> list[Line]:
    """To and fro between two biomes, a blow in each stay: fights, and places with texts at hand."""
    here, there = list(places)[:2]
    stays = [Stay(here, FIRST_STAY_S)]
    stays += [Stay((there, here)[index % 2], RETURN_S) for index in range(RETURNS)]
    arrivals = [FIRST_STAY_S + index * RETURN_S for index in range(RETURNS)]
    # Off the grid of lines and ticks, as blows are.
    blows_ms = [(arrival + BLOW_AFTER_S) * 1000 + 37 * index % 1000 for index, arrival in enumerate(arrivals)]
    return make_trace(places, stays, blows_ms)


def new_places(places: dict[str, Line]) -> list[Line]:
    """Each stay in a biome that was never entered before."""
    biomes = list(places)[: NEW_PLACES + 1]
    return make_trace(places, [Stay(biome, NEW_PLACE_S) for biome in biomes])


def latency_figure(kind: ChangeKind, values: list[float]) -> Figure:
    """Missed where no such change came; too few are told."""
    if not values:
        return Figure(NAMES[kind], math.inf, "ms", TARGET_MS[kind], "no such change came")
    found = percentiles(values)
    detail = f"p50 {found.p50:.0f}, greatest {found.max:.0f}, {found.count} changes"
    if found.count < LEAST_COUNT:
        detail += f", fewer than the {LEAST_COUNT} meant"
    return Figure(NAMES[kind], found.p95, "ms", TARGET_MS[kind], detail)
