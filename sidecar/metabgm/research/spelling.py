"""Words that no list of English words has, for a reader's eye."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from metabgm.describe.sentences import words_of
from metabgm.music.composer.words.lexicon import entries
from metabgm.research.biomes import biomes
from metabgm.research.hostiles import hostile_names

_PARTS = re.compile(r"[a-z]+")


def unknown_words(texts: Iterable[str]) -> list[str]:
    """In the order of the alphabet; those of the lexicon and of the game's places and creatures are known.

    Raises ImportError without the extra ``research``.
    """
    from spellchecker import SpellChecker  # noqa: PLC0415  (only in the extra)

    words = {word for text in texts for word in _plain_words(text)}
    return sorted(SpellChecker(distance=1).unknown(words - _own_words()))


def all_known(texts: Sequence[str]) -> list[bool]:
    """For each text whether it has no ``unknown_words``. Raises ImportError as they do."""
    unknown = frozenset(unknown_words(texts))
    return [unknown.isdisjoint(_plain_words(text)) for text in texts]


def _plain_words(text: str) -> list[str]:
    return [part for word in words_of(text) for part in _parts(word)]


def _parts(word: str) -> list[str]:
    """``wind-worn`` is two words; a possessive is its noun."""
    return _PARTS.findall(word.replace("’", "'").removesuffix("'s"))


@cache
def _own_words() -> frozenset[str]:
    names = [biome.words for biome in biomes().values()] + [
        name.replace("_", " ") for name in hostile_names()
    ]
    singular = {word for phrase in [*entries(), *names] for word in phrase.split()}
    return frozenset(singular | {f"{word}s" for word in singular})
