"""Java microbenchmarks: JMH's runnable jar and its JSON result."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Timed:
    """``p50_us``, ``p99_us``: of one call, in microseconds. ``bytes_per_call``: allocated by its thread."""

    p50_us: float
    p99_us: float
    bytes_per_call: float


def run(jar: Path, folder: Path) -> dict[str, Timed]:
    """All benchmarks of the jar with the gc profiler, by ``Class.method``. Raises CalledProcessError."""
    result = folder / "jmh.json"
    command = ["java", "-jar", str(jar), "-prof", "gc", "-rf", "json", "-rff", str(result)]
    subprocess.run(command, check=True, capture_output=True)
    return parse(result.read_text(encoding="utf-8"))


def parse(text: str) -> dict[str, Timed]:
    """JMH's JSON of benchmarks in sample mode and microseconds."""
    timed = {}
    for benchmark in json.loads(text):
        percentiles = benchmark["primaryMetric"]["scorePercentiles"]
        allocated = benchmark["secondaryMetrics"]["gc.alloc.rate.norm"]["score"]
        name = ".".join(benchmark["benchmark"].rsplit(".", 2)[-2:])
        timed[name] = Timed(percentiles["50.0"], percentiles["99.0"], allocated)
    return timed
