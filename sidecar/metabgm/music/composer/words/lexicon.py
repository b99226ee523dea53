"""What a word or phrase of a music description means; the words themselves are in tables/."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from metabgm.music.composer.words.stems import opposites, stems

LONGEST_PHRASE = 3  # words
TABLES = (
    "tempo",
    "metre",
    "modes",
    "moods",
    "dynamics",
    "form",
    "textures",
    "instruments",
    "percussion",
    "places",
    "fillers",
)


class Effect(NamedTuple):
    """``kind`` and ``value`` as docs/lexicon.md explains them, for example ("tempo", "54-68")."""

    kind: str
    value: str


class Meaning(NamedTuple):
    """``headword``: the phrase as the lexicon has it. ``opposed``: it was found as the word's opposite."""

    headword: str
    table: str
    effects: tuple[Effect, ...]
    opposed: bool = False


class Family(NamedTuple):
    """Instruments by name. ``asked``: who plays for all of it. ``members``: who is silent without it."""

    asked: tuple[str, ...]
    members: tuple[str, ...]


def comments(table: str) -> list[str]:
    """The lines of a table that explain it; the first is its title, a colon and what its values are."""
    return [line.lstrip("# ") for line in _lines(table) if line.startswith("#")]


def rows(table: str) -> Iterator[list[str]]:
    """The tab-separated cells of a table's rows, comments left out."""
    return (line.split("\t") for line in _lines(table) if not line.startswith("#"))


def _lines(table: str) -> list[str]:
    text = files(__package__).joinpath("tables", f"{table}.tsv").read_text(encoding="utf-8")
    return text.splitlines()


@cache
def entries() -> dict[str, Meaning]:
    """Phrase, lower case, single spaces -> what it means."""
    found: dict[str, Meaning] = {}
    for table in TABLES:
        for phrases, effects in rows(table):
            parsed = tuple(Effect(*effect.split("=", 1)) for effect in effects.split("; "))
            for phrase in phrases.split("|"):
                found[phrase] = Meaning(phrase, table, parsed)
    return found


@cache
def families() -> dict[str, Family]:
    """The families of instruments by name; ``asked`` is empty where the name alone chooses nobody."""
    return {
        name: Family(() if asked == "-" else tuple(asked.split()), tuple(members.split()))
        for name, asked, members in rows("families")
    }


def look_up(phrase: str) -> Meaning | None:
    """The meaning of a phrase as it stands, else by its last word's stem, else as an opposite's opposite."""
    known = entries()
    if phrase in known:
        return known[phrase]
    *before, last = phrase.split()
    for stem in stems(last):
        meaning = known.get(" ".join((*before, stem)))
        if meaning is not None:
            return meaning
    if not before:
        for stem in opposites(last):
            meaning = known.get(stem) or next((known[one] for one in stems(stem) if one in known), None)
            if meaning is not None:
                return meaning._replace(opposed=True)
    return None
