"""The record of why a piece plays (law 5): overlay, page, log and library read the same one."""

from __future__ import annotations

from typing import Any

from metabgm.director.actions import Cause, PieceOrder
from metabgm.server.compose_news import Planned


def provenance_record(
    order: PieceOrder,
    planned: Planned,
    *,
    time: str,
    first_chunk_ms: float,
    track: int | None = None,
    cause: Cause | None = None,
) -> dict[str, Any]:
    """JSON values only. ``time``: ISO 8601. ``ms``: milliseconds by step; the texts' may lie in the past,
    when they were prepared. ``texts_from``: ``written`` for this session, or ``library``.
    """
    record: dict[str, Any] = {
        "time": time,
        "track": track,
        "role": order.role,
        "characterized": order.elements,
        "steps": list(order.steps),
        "narrative": order.texts.narrative,
        "description": order.texts.description,
        "describer": order.texts.describer,
        "texts_from": order.texts.origin,
        "guard": list(order.texts.guard),
        "engine": order.engine,
        "seed": order.seed,
        "title": planned.title,
        "parameters": dict(planned.parameters),
        "anchor": planned.anchor,
        "ms": {**order.texts.ms, "plan": planned.ms, "first_chunk": first_chunk_ms},
    }
    if cause is not None:
        record["cause"] = {
            "kind": cause.kind,
            "time_ms": cause.time_ms,
            "held_ms": cause.held_ms,
            "prepared": cause.prepared,
        }
    return record
