"""What a word or phrase of a music description means; the words themselves are in lexicon.tsv."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import NamedTuple

LONGEST_PHRASE = 3  # words


class Effect(NamedTuple):
    """``kind`` and ``value`` as lexicon.tsv explains them, for example ("tempo", "54-68")."""

    kind: str
    value: str


@cache
def entries() -> dict[str, tuple[Effect, ...]]:
    """Phrase, lower case, single spaces -> its effects."""
    found: dict[str, tuple[Effect, ...]] = {}
    text = files(__package__).joinpath("lexicon.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        phrases, effects = line.split("\t")
        parsed = tuple(Effect(*effect.split("=", 1)) for effect in effects.split("; "))
        for phrase in phrases.split("|"):
            found[phrase] = parsed
    return found


# Endings of words and what stands in their place in the lexicon, tried in this order.
_ENDINGS = (
    ("ies", "y"),
    ("es", ""),
    ("s", ""),
    ("ly", ""),
    ("ly", "le"),
    ("iness", "y"),
    ("ness", ""),
    ("ing", ""),
    ("ing", "e"),
    ("ed", ""),
    ("ed", "e"),
    ("ily", "y"),
    ("y", ""),
    ("er", ""),
    ("ful", ""),
    ("ously", "ous"),
)


def look_up(phrase: str) -> tuple[Effect, ...] | None:
    """The effects of a phrase, as it stands or with a common suffix of its last word taken off."""
    known = entries()
    if phrase in known:
        return known[phrase]
    for suffix, instead in _ENDINGS:
        if phrase.endswith(suffix) and len(phrase) - len(suffix) >= 3:
            stem = phrase[: -len(suffix)] + instead
            if stem in known:
                return known[stem]
    return None
