"""The tables of ``data/``: tab-separated, comments first, then the names of the columns."""

from __future__ import annotations

from importlib.resources import files


def read_table(name: str) -> list[dict[str, str]]:
    """Each row of ``data/<name>.tsv`` by column."""
    text = files(__package__).joinpath("data", f"{name}.tsv").read_text(encoding="utf-8")
    head, *rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return [dict(zip(head, row, strict=True)) for row in rows]
