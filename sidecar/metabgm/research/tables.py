"""The tables of ``data/``."""

from __future__ import annotations

from importlib.resources import files

from metabgm.describe.table_rows import table_rows


def read_table(name: str) -> list[dict[str, str]]:
    """Each row of ``data/<name>.tsv`` by column."""
    return table_rows(files(__package__).joinpath("data", f"{name}.tsv").read_text(encoding="utf-8"))
