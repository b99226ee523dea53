"""Fills the tables of a page, each between its markers."""

from __future__ import annotations

from pathlib import Path


class PageError(Exception):
    """One line: which marker is missing where."""


def fill(page: Path, name: str, content: str) -> None:
    """Replaces what stands between ``<!-- NAME -->`` and ``<!-- /NAME -->``. Raises PageError."""
    page.write_text(filled(page.read_text(encoding="utf-8"), name, content), encoding="utf-8")


def filled(text: str, name: str, content: str) -> str:
    """Raises PageError when the markers are not there, once each and in order."""
    begin, end = f"<!-- {name} -->\n", f"<!-- /{name} -->"
    before, found_begin, rest = text.partition(begin)
    _, found_end, after = rest.partition(end)
    if not (found_begin and found_end):
        raise PageError(f"expected the markers {begin.strip()} and {end}")
    return f"{before}{begin}{content}\n{end}{after}"
