"""How soon a piece ends that nobody wants any more, and whether anything is left of it."""

from __future__ import annotations

from benchmarks.figures import Figure
from benchmarks.musicgen.processes import measured
from benchmarks.musicgen.setup import Setup
from journey.latency import percentiles

COUNT = 200
TARGET_MS = 50.0
LEFT_TARGET_MB = 50.0


def measure(setup: Setup) -> list[Figure]:
    """Raises JourneyError."""
    folder = setup.graphs("int4")
    setup.tell(f"{COUNT} cancels")
    found = measured("cancel_process", str(folder), str(COUNT))
    took = percentiles(found["took_ms"])
    left = found["after"] - found["before"]
    detail = f"from {found['before']:.0f} to {found['after']:.0f} MB"
    return [
        Figure(
            "cancelled until ended, p95", took.p95, "ms", TARGET_MS, f"p50 {took.p50:.0f}, {COUNT} pieces"
        ),
        Figure("cancelled until ended, greatest", took.max, "ms", TARGET_MS),
        Figure("memory they left", left, "MB", LEFT_TARGET_MB, detail),
    ]
