"""Takes words apart: inflections, derivations, compounds and negating affixes of English."""

from __future__ import annotations

from collections.abc import Iterator

_SHORTEST_STEM = 3
# Endings and what stands in their place in the lexicon, tried in this order.
_ENDINGS = (
    ("'s", ""),
    ("ies", "y"),
    ("es", ""),
    ("es", "e"),
    ("s", ""),
    ("ily", "y"),
    ("ly", ""),
    ("ly", "le"),
    ("ically", "ic"),
    ("iness", "y"),
    ("ness", ""),
    ("ing", ""),
    ("ing", "e"),
    ("ingly", ""),
    ("ingly", "e"),
    ("ings", ""),
    ("ings", "e"),
    ("ied", "y"),
    ("ed", ""),
    ("ed", "e"),
    ("edly", "ed"),
    ("ier", "y"),
    ("iest", "y"),
    ("er", ""),
    ("er", "e"),
    ("est", ""),
    ("est", "e"),
    ("ish", ""),
    ("y", ""),
    ("y", "e"),
    ("ful", ""),
    ("fully", ""),
    ("ous", ""),
    ("ously", "ous"),
    ("ity", ""),
    ("ity", "e"),
    ("ion", ""),
    ("ion", "e"),
    ("ive", "ion"),
    ("ance", "ant"),
    ("ence", "ent"),
    ("ment", ""),
    ("ist", ""),
    ("ic", ""),
    ("ic", "y"),
)
# Second halves of compounds that leave the meaning to the first: sunlit, dreamlike, frostbound.
_HALVES = (
    "like",
    "lit",
    "filled",
    "swept",
    "bound",
    "borne",
    "laden",
    "soaked",
    "drenched",
    "kissed",
    "bitten",
    "scape",
    "ward",
    "wards",
    "light",
    "fall",
    "song",
    "stricken",
    "some",
)
NEGATING_PREFIXES = ("un", "dis", "non")
NEGATING_SUFFIXES = ("less", "lessly", "lessness")


def stems(word: str) -> Iterator[str]:
    """What the word may be an inflection, derivation or compound of, the likeliest first; may repeat."""
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            stem = word[: -len(ending)]
            yield stem + instead
            if not instead and len(stem) > _SHORTEST_STEM and stem[-1] == stem[-2]:
                yield stem[:-1]
    for half in _HALVES:
        if word.endswith(half) and len(word) - len(half) >= _SHORTEST_STEM:
            yield word[: -len(half)]


def opposites(word: str) -> Iterator[str]:
    """What the word may be the negation of: "unhappy" of "happy", "drumless" of "drum"."""
    for prefix in NEGATING_PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) > _SHORTEST_STEM:
            yield word[len(prefix) :]
    for suffix in NEGATING_SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= _SHORTEST_STEM:
            yield word[: -len(suffix)]
