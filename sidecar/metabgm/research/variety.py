"""How varied the words of a set of texts are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from metabgm.describe.sentences import words_of
from metabgm.describe.word_lists import FUNCTION_WORDS

_OPENING_WORDS = 2


def distinct(texts: Sequence[str], run: int) -> float:
    """Different runs of ``run`` words over all of them, 0..1 (Li et al. 2016); 0 without any."""
    runs = [found for text in texts for found in _runs(words_of(text), run)]
    return len(set(runs)) / len(runs) if runs else 0.0


def openings(texts: Sequence[str]) -> Counter[str]:
    """How many texts begin with the same two words."""
    return Counter(" ".join(words_of(text)[:_OPENING_WORDS]) for text in texts)


def favourites(texts: Sequence[str], most: int) -> list[tuple[str, int]]:
    """The words, other than function words, that most texts have, and how many have them."""
    counts = Counter(word for text in texts for word in set(words_of(text)) - FUNCTION_WORDS)
    return counts.most_common(most)


def _runs(words: list[str], run: int) -> list[tuple[str, ...]]:
    return [tuple(words[start : start + run]) for start in range(len(words) - run + 1)]
