"""What the sidecar takes from the machine that the game needs."""

from __future__ import annotations

import time

from benchmarks.bench import DEMO_SECONDS, TRACES, Bench
from benchmarks.figures import Figure
from journey.parts import player, running_sidecar
from journey.usage import UsageMeter

RSS_TARGET_MB = 700.0
IDLE_TARGET_PERCENT, PLAY_TARGET_PERCENT = 2.0, 30.0
TOGGLE_S = 5.0
# The start of a JVM, the toggle's fade, and what was being described and composed when it came.
SETTLE_S = 10.0
IDLE_S = 30.0


def measure(bench: Bench) -> list[Figure]:
    """Linux only. Raises JourneyError."""
    _, played = bench.demo
    usage = played.usage
    if usage is None:
        return []
    over = f"over {DEMO_SECONDS:.0f} s of the journey"
    return [
        Figure("memory with the model loaded", usage.rss_mb, "MB", RSS_TARGET_MB, f"greatest {over}"),
        Figure(
            "processor while idle", _idle_percent(bench), "% of a core", IDLE_TARGET_PERCENT, "switched off"
        ),
        Figure("processor while playing", usage.cpu_percent, "% of a core", PLAY_TARGET_PERCENT, over),
        Figure("start until it listens", played.sidecar_start_s, "s"),
    ]


def _idle_percent(bench: Bench) -> float:
    """Of a sidecar whose game goes on, with the music switched off."""
    seconds = TOGGLE_S + SETTLE_S + IDLE_S
    journey = bench.journey(TRACES / "quiet.jsonl", 2 * seconds, f"{TOGGLE_S:g}:toggle")
    with running_sidecar(journey) as sidecar, player(journey, sidecar):
        _wait(bench, "switching the music off", TOGGLE_S + SETTLE_S)
        meter = UsageMeter(sidecar.child.pid)
        _wait(bench, "idle", IDLE_S)
        return meter.usage().cpu_percent


def _wait(bench: Bench, what: str, seconds: float) -> None:
    bench.progress(what, 0.0)
    time.sleep(seconds)
    bench.progress(what, 1.0)
