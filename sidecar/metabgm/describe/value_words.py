"""English words by which a text is found to speak of a biome, an hour, a weather, a danger."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from metabgm.describe.table_rows import table_rows


def first_word(listed: str, value: str, text: str) -> str:
    """The first word or phrase of ``text`` that ``value_words.tsv`` has for the value of a list.

    Empty if there is none, or no such value.
    """
    pattern = _patterns().get((listed, value))
    found = pattern.search(_plain(text)) if pattern else None
    return found[0] if found else ""


def first_beginning(stems: list[str], text: str) -> str:
    """The first word of ``text`` that begins with one of ``stems``; empty if none does."""
    found = _pattern(tuple(f"{stem}*" for stem in stems)).search(_plain(text)) if stems else None
    return found[0] if found else ""


@cache
def _patterns() -> dict[tuple[str, str], re.Pattern[str]]:
    text = files(__package__).joinpath("value_words.tsv").read_text(encoding="utf-8")
    return {(row["list"], row["value"]): _pattern(tuple(row["words"].split())) for row in table_rows(text)}


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    escaped = (re.escape(word.replace("_", " ")).replace(r"\*", r"[\w'-]*") for word in words)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(escaped)})(?![\w-])")


def _plain(text: str) -> str:
    return " ".join(text.lower().replace("’", "'").split())
