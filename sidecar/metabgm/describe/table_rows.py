"""Tables that come with the program: tab-separated, comments first, then the names of the columns."""

from __future__ import annotations


def table_rows(text: str) -> list[dict[str, str]]:
    """Each row by column."""
    head, *rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return [dict(zip(head, row, strict=True)) for row in rows]
