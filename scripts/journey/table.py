"""The journey as a table of text."""

from __future__ import annotations

import textwrap

from journey.story import Happening

LEAST_WIDTH = 80
GAP = "  "
HEADINGS = ("time", "what happened", "narrative", "description", "ms")
_TIME, _LATENCY = 5, 6
# The wide one holds most biomes' keys on one line.
_WHAT, _WIDE_WHAT, _WIDE = 21, 27, 110


def as_table(story: list[Happening], width: int) -> str:
    """Every cell wrapped to its column; ``width`` in characters, at least LEAST_WIDTH is used.

    ``ms``: from the event to the first changed sample.
    """
    widths = _column_widths(max(width, LEAST_WIDTH))
    rule = GAP.join("-" * column for column in widths)
    rows = [_wrapped(HEADINGS, widths), rule]
    for happening in story:
        latency = "" if happening.latency_ms is None else f"{happening.latency_ms:.0f}"
        cells = (clock(happening.second), happening.what, happening.narrative, happening.description, latency)
        rows.append(_wrapped(cells, widths))
    if not story:
        rows.append("no piece was heard")
    return "\n".join(rows)


def clock(second: float) -> str:
    """Minutes and seconds: ``2:05``."""
    return f"{int(second) // 60}:{int(second) % 60:02d}"


def _column_widths(width: int) -> tuple[int, ...]:
    what = _WIDE_WHAT if width >= _WIDE else _WHAT
    room = width - _TIME - what - _LATENCY - (len(HEADINGS) - 1) * len(GAP)
    narrative = room * 3 // 5
    return (_TIME, what, narrative, room - narrative, _LATENCY)


def _wrapped(cells: tuple[str, ...], widths: tuple[int, ...]) -> str:
    columns = [textwrap.wrap(cell, column) for cell, column in zip(cells, widths, strict=True)]
    height = max(1, *(len(column) for column in columns))
    lines = []
    for row in range(height):
        parts = [
            _aligned(column[row] if row < len(column) else "", width, right=index == len(widths) - 1)
            for index, (column, width) in enumerate(zip(columns, widths, strict=True))
        ]
        lines.append(GAP.join(parts).rstrip())
    return "\n".join(lines)


def _aligned(text: str, width: int, *, right: bool) -> str:
    return text.rjust(width) if right else text.ljust(width)
