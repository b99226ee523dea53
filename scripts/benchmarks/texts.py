"""How fast both LLM stages are while the sidecar plays, and the model beside its peers."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.bench import TRACES, Bench
from benchmarks.decoding import ROUNDS, Speeds, measure_speeds
from benchmarks.figures import Figure
from benchmarks.latency import new_places
from benchmarks.synthetic import LINE_MS, recorded_places, write_trace
from journey.latency import percentiles
from metabgm.director.inputs import TextsReady
from metabgm.server.recording import Decided
from metabgm.server.replay import read_recording

P50_TARGET_MS, P95_TARGET_MS = 1200.0, 2000.0
LLAMA_CPP_TARGET, TRANSFORMERS_TARGET = 1.0, 5.0


def measure(bench: Bench) -> list[Figure]:
    """A journey through new places in real time, then the peers. Raises JourneyError."""
    return [*_both_stages(bench), *_peers(bench)]


def _both_stages(bench: Bench) -> list[Figure]:
    places = recorded_places(sorted(TRACES.glob("*.jsonl")))
    lines = new_places(places)
    trace = write_trace(bench.folder / "texts.jsonl", lines)
    with _one_core() as where:
        journey, _ = bench.play(trace, len(lines) * LINE_MS / 1000)
    assert journey.record is not None
    found = percentiles(_written_ms(journey.record))
    detail = f"greatest {found.max:.0f}, {found.count} pairs of texts, {where}"
    return [
        Figure("both stages, p50", found.p50, "ms", P50_TARGET_MS, detail),
        Figure("both stages, p95", found.p95, "ms", P95_TARGET_MS),
    ]


def _written_ms(recording: Path) -> list[float]:
    given = [line.given for line in read_recording(recording) if isinstance(line, Decided)]
    written = [each.texts for each in given if isinstance(each, TextsReady) and each.texts.narrative]
    return [texts.ms["narrative"] + texts.ms["description"] for texts in written if "narrative" in texts.ms]


@contextmanager
def _one_core() -> Iterator[str]:
    """Sidecar, player and this process share one core, where the system lets us say so."""
    if sys.platform != "linux":
        yield "on all cores"
        return
    allowed = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(allowed)})
    try:
        yield "sidecar and player on one core"
    finally:
        os.sched_setaffinity(0, allowed)


def _peers(bench: Bench) -> list[Figure]:
    speeds = measure_speeds(bench)
    if not speeds:
        return []
    ours = speeds["ctranslate2 int8"]
    figures = [_speed(name, found) for name, found in speeds.items()]
    for name, target in (
        ("llama.cpp Q8_0", LLAMA_CPP_TARGET),
        ("transformers float32", TRANSFORMERS_TARGET),
    ):
        if name in speeds:
            ratio = ours.tokens_per_s / speeds[name].tokens_per_s
            figures.append(Figure(f"ctranslate2 : {name}", ratio, "", detail="tokens/s", at_least=target))
    return figures


def _speed(name: str, speeds: Speeds) -> Figure:
    detail = f"prompt of {speeds.prompt_tokens} tokens in {speeds.prefill_ms:.0f} ms, median of {ROUNDS}"
    return Figure(f"{name}, one thread", speeds.tokens_per_s, "tokens/s", detail=detail)
