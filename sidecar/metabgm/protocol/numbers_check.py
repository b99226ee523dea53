"""Numbers that not every language at both ends can hold or reckon with."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

from metabgm.protocol.fields import INT_MAX
from metabgm.protocol.outcomes import FieldError, inside, wrong


def first_odd_number(value: Any, path: str) -> FieldError | None:
    """NaN, an infinity, or an integer beyond 64 bits with sign, at any depth; None when there is none."""
    if isinstance(value, float):
        return None if math.isfinite(value) else wrong(path, value, "finite float")
    if isinstance(value, int):
        return None if -INT_MAX - 1 <= value <= INT_MAX else wrong(path, value, "int of 64 bits with sign")
    entries: Iterable[tuple[Any, Any]] = ()
    if isinstance(value, dict):
        entries = value.items()
    elif isinstance(value, (list, tuple)):
        entries = enumerate(value)
    faults = (first_odd_number(item, inside(path, str(key))) for key, item in entries)
    return next((fault for fault in faults if fault is not None), None)
