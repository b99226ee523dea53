"""What the mod costs the game, and how soon and how steadily its music leaves the game's sound engine."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import cycle, islice

import numpy as np

from benchmarks import jmh
from benchmarks.bench import TRACES, Bench
from benchmarks.figures import Figure
from benchmarks.latency import returns
from benchmarks.openings import RATE, Opening, first_frame, openings
from benchmarks.stand_in import Lived, live
from benchmarks.synthetic import LINE_MS, Stay, make_trace, recorded_places, write_trace
from journey.failure import JourneyError
from journey.latency import percentiles
from journey.wav import read_mix

TICK_US, READ_US = 50.0, 200.0
HEARD_MS = 700.0
LONG_S = 1_800
STAY_S, BLOW_AFTER_S = 60, 20
# Pieces are looked for from just before what caused them until they would be of no use.
EARLY_S, LATE_S = 0.5, 4.0
MINUTES_APART = 10


def measure(bench: Bench) -> list[Figure]:
    """JMH, then two sessions in real time in the stand-in game. Raises JourneyError, CalledProcessError."""
    return [*_costs(bench), *_latency(bench), *_endurance(bench)]


def _costs(bench: Bench) -> list[Figure]:
    bench.progress("ticks and reads", 0.0)
    timed = jmh.run(bench.microbenchmarks, bench.folder)
    bench.progress("ticks and reads", 1.0)
    walk, still, stand = (timed[f"ClientTick.{name}"] for name in ("walkAndTick", "walk", "stand"))
    read = timed["SoundThreadRead.read"]
    allocated = f"{stand.bytes_per_call:.1f} B standing still; 0 B between two looks at entities and biomes"
    return [
        Figure("end of a client tick, p99", walk.p99_us, "us", TICK_US, f"median {walk.p50_us:.1f} us"),
        Figure(
            "allocated in a tick, mean",
            walk.bytes_per_call - still.bytes_per_call,
            "B",
            detail=allocated,
        ),
        Figure("read on the sound thread, p99", read.p99_us, "us", READ_US, f"median {read.p50_us:.1f} us"),
    ]


def _latency(bench: Bench) -> list[Figure]:
    places = recorded_places(sorted(TRACES.glob("*.jsonl")))
    lines = returns(places)
    trace = write_trace(bench.folder / "mod_returns.jsonl", lines)
    lived = live(bench, "fights in the stand-in game", trace, len(lines) * LINE_MS / 1000)
    fights = [opening for opening in openings(lived.record) if opening.role == "combat"]
    heard = heard_after_ms(fights, lived)
    if not heard:
        raise JourneyError("no fight was heard in the stand-in game")
    found = percentiles(heard)
    detail = f"of {len(fights)} fights {found.count} told apart from what played; median {found.p50:.0f} ms"
    return [Figure("blow until the fight leaves OpenAL, p95", found.p95, "ms", HEARD_MS, detail)]


def heard_after_ms(pieces: Sequence[Opening], lived: Lived) -> list[float]:
    """From what caused each piece to its first sample; pieces that cannot be told apart are left out."""
    mix = read_mix(lived.wav).mean(axis=1, dtype=np.float64)
    clock_ms = lived.lines("clock")[0]["mod_ms"]
    after = []
    for piece in pieces:
        caused_s = (piece.cause.time_ms + piece.cause.held_ms - clock_ms) / 1000
        begin, end = int((caused_s - EARLY_S) * RATE), int((caused_s + LATE_S) * RATE)
        frame = first_frame(piece, mix, begin, end)
        if frame is not None:
            after.append((frame / RATE - caused_s) * 1000)
    return after


def _endurance(bench: Bench) -> list[Figure]:
    places = recorded_places(sorted(TRACES.glob("*.jsonl")))
    stays = [Stay(biome, STAY_S) for biome in islice(cycle(places), LONG_S // STAY_S)]
    blows_ms = [(stay * STAY_S + BLOW_AFTER_S) * 1000 for stay in range(0, len(stays), 3)]
    trace = write_trace(bench.folder / "mod_long.jsonl", make_trace(places, stays, blows_ms))
    lived = live(bench, "half an hour in the stand-in game", trace, LONG_S)
    debug = lived.debug()
    ticks = lived.lines("tick_cost")[-1]
    return [
        Figure("underruns in half an hour", debug["underruns"] + debug["dry_outs"], at_most=0.0),
        Figure("frames that the sound thread asked for in vain", debug["missed_frames"], at_most=0.0),
        Figure("heap", *_heap(lived)),
        Figure(
            "end of a client tick in that session, p99",
            ticks["p99_ns"] / 1000,
            "us",
            detail=f"median {ticks['median_ns'] / 1000:.0f} us: at 20 ticks a second much stays interpreted",
        ),
        Figure("exceptions that escaped", lived.lines("summary")[-1]["escaped"], at_most=0.0),
    ]


def _heap(lived: Lived) -> tuple[float, str, float | None, str]:
    """Growth of what survives a collection, from the tenth minute to the last, in MB."""
    used = [(line["at_ms"] / 60_000, line["used_bytes"] / 1e6) for line in lived.lines("heap")]
    end = used[-1][0]
    early = min(mb for minute, mb in used if MINUTES_APART <= minute < 2 * MINUTES_APART)
    late = min(mb for minute, mb in used if end - MINUTES_APART <= minute)
    return (
        late - early,
        "MB",
        2.0,
        f"least in use from minute 10 to 20: {early:.1f} MB, in the last ten: {late:.1f} MB",
    )
