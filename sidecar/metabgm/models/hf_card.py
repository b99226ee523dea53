"""The license and the tags that a Hugging Face folder's README states in its front matter."""

from __future__ import annotations

from itertools import takewhile
from pathlib import Path

UNKNOWN_LICENSE = "unknown"

_READ_MAX_BYTES = 64 * 1024
"""LLaMA 3.1's front matter holds the whole license, 15 kB."""

_LICENSE_MAX_CHARACTERS = 64
_KEYS = ("license", "license_name")
"""A license that the hub has no identifier for is ``license: other`` with a ``license_name``."""


def read_license(folder: Path) -> str:
    """An identifier as the card writes it (``apache-2.0``, ``llama3.1``); ``unknown`` if it states none."""
    stated = dict.fromkeys(_KEYS, "")
    lines = _beginning(folder / "README.md").splitlines()
    if lines[:1] != ["---"]:
        return UNKNOWN_LICENSE
    for line in lines[1:]:
        if line == "---":
            break
        key, _, value = line.partition(":")
        if key in stated:
            stated[key] = value.partition(" #")[0].strip().strip("\"'")
    name, other_name = stated.values()
    if name == "other" and other_name:
        name = other_name
    return name if name.isprintable() and 0 < len(name) <= _LICENSE_MAX_CHARACTERS else UNKNOWN_LICENSE


def read_tags(folder: Path) -> frozenset[str]:
    """The card's tags; none if it states none."""
    lines = _beginning(folder / "README.md").splitlines()
    if lines[:1] != ["---"] or "---" not in lines[1:]:
        return frozenset()
    front = lines[1 : lines.index("---", 1)]
    if "tags:" not in front:
        return frozenset()
    items = takewhile(lambda line: line.lstrip().startswith("- "), front[front.index("tags:") + 1 :])
    return frozenset(item.strip().removeprefix("- ").strip("\"' ") for item in items)


def _beginning(path: Path) -> str:
    if not path.is_file():
        return ""
    try:
        with path.open("rb") as file:
            return file.read(_READ_MAX_BYTES).decode("utf-8", errors="replace")
    except OSError:
        # What cannot be read states nothing; the model doesn't depend on it.
        return ""
