"""The journey in figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from journey.latency import latencies_by_kind, percentiles
from journey.log import JourneyLog
from journey.records import StatusTold
from journey.usage import Usage

_KIND_IN_WORDS = {
    "start": "first piece",
    "combat": "fight",
    "base_prepared": "prepared change",
    "base_unprepared": "unprepared change",
    "command": "command",
}


def summarize(
    log: JourneyLog, *, trace: str, engine: str, seed: int, usage: Usage | None, lufs: float | None
) -> dict[str, Any]:
    """What ``summary.json`` holds; what could not be measured is left out."""
    mix = log.mix
    describers = Counter(log.tracks[started.track].provenance.describer for started in log.started)
    summary: dict[str, Any] = {
        "trace": trace,
        "seconds": round(log.seconds, 2),
        "engine": engine,
        "seed": seed,
        "pieces": len(log.started),
        "describers": dict(describers),
        "underruns": mix.underruns,
        "clipped_samples": mix.clipped_samples,
        "dropped_frames": mix.dropped_frames,
        "reconnects": mix.reconnects,
        "messages": dict(Counter(told.message for told in log.of(StatusTold) if told.message)),
        "latency_ms": {
            kind: asdict(percentiles(values)) for kind, values in latencies_by_kind(log.started).items()
        },
    }
    if usage is not None:
        summary |= {"cpu_percent_of_one_core": usage.cpu_percent, "rss_mb": usage.rss_mb}
    if lufs is not None:
        summary["lufs"] = lufs
    return summary


def in_lines(summary: Mapping[str, Any]) -> list[str]:
    """For the eye: four to six lines, and what the sidecar told the player."""
    describers = ", ".join(f"{count} by {name}" for name, count in summary["describers"].items()) or "none"
    troubles = [
        _counted(summary["underruns"], "underrun"),
        _counted(summary["clipped_samples"], "clipped sample"),
        _counted(summary["dropped_frames"], "dropped frame"),
        _counted(summary["reconnects"], "reconnect"),
    ]
    lines = [
        f"{_counted(summary['pieces'], 'piece')} in {summary['seconds']:.0f} s; texts: {describers}",
        ", ".join(troubles),
        f"event to first changed sample: {_latencies_in_words(summary['latency_ms'])}",
    ]
    if "cpu_percent_of_one_core" in summary:
        lines.append(
            f"the sidecar took {summary['cpu_percent_of_one_core']:.0f} % of one core "
            f"and {summary['rss_mb']:.0f} MB"
        )
    if "lufs" in summary:
        lines.append(f"loudness {summary['lufs']:.1f} LUFS")
    lines.append(f"seed {summary['seed']}")
    lines += [f"the sidecar said: {text} ({count}x)" for text, count in summary["messages"].items()]
    return lines


def _latencies_in_words(latency_ms: Mapping[str, Mapping[str, float]]) -> str:
    parts = [
        f"{_KIND_IN_WORDS[kind]} {figures['p50']:.0f} ms (p95 {figures['p95']:.0f}, of {figures['count']})"
        for kind, figures in latency_ms.items()
    ]
    return "; ".join(parts) or "nothing changed"


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
