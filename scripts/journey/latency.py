"""From an event in the game to the first changed sample in the mix."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from journey.records import MIX_RATE, Started

ChangeKind = Literal["start", "command", "combat", "base_prepared", "base_unprepared"]


@dataclass(frozen=True)
class Percentiles:
    """Milliseconds by nearest rank, so that each is a value that was measured."""

    count: int
    p50: float
    p95: float
    max: float


def change_kind(started: Started) -> ChangeKind | None:
    """None for a piece that merely follows one that ran out: nothing happened that it could be late for."""
    cause = started.cause
    if cause.kind == "continue":
        return None
    if cause.kind == "start":
        return "start"
    if cause.kind == "command":
        return "command"
    if started.role != "base":
        return "combat"
    return "base_prepared" if cause.prepared else "base_unprepared"


def latency_ms(started: Started) -> float | None:
    """The director's own holding back (dwell) is not counted; None where ``change_kind`` is None."""
    if change_kind(started) is None:
        return None
    cause = started.cause
    return started.frame * 1000 / MIX_RATE - (cause.time_ms + cause.held_ms)


def latencies_by_kind(changes: Iterable[Started]) -> dict[ChangeKind, list[float]]:
    """Milliseconds, in the order of the changes."""
    by_kind = defaultdict[ChangeKind, list[float]](list)
    for started in changes:
        kind, latency = change_kind(started), latency_ms(started)
        if kind is not None and latency is not None:
            by_kind[kind].append(latency)
    return dict(by_kind)


def percentiles(values: list[float]) -> Percentiles:
    """``values``: at least one."""
    p50, p95 = np.percentile(values, [50, 95], method="inverted_cdf")
    return Percentiles(len(values), round(float(p50), 1), round(float(p95), 1), round(max(values), 1))
