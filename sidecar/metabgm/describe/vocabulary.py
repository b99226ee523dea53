"""The words that a fine-tuned model keeps to: a small one spells words that no language has."""

from __future__ import annotations

import itertools
from collections.abc import Iterable

from metabgm.describe.sentences import words_of

_PUNCTUATION = frozenset(" \n,.;:!?'’-–—")


class Vocabulary:
    """A set of words, and how each of them begins."""

    def __init__(self, words: Iterable[str]) -> None:
        """``words``: as ``spelled_words`` gives them."""
        self._words = frozenset(words)
        lengths = ((word, length) for word in self._words for length in range(len(word) + 1))
        self._beginnings = frozenset(["", *(word[:length] for word, length in lengths)])

    def with_words_of(self, text: str) -> Vocabulary:
        """Those of ``text`` too: what is asked about may be named in the answer."""
        more = Vocabulary(spelled_words(text))
        both = Vocabulary(())
        both._words = self._words | more._words
        both._beginnings = self._beginnings | more._beginnings
        return both

    def admits(self, text: str, *, complete: bool) -> bool:
        """Whether all words of ``text`` are in it; unless ``complete``, the last one as far as it goes.

        Capitals are where a word begins only, and what is no word is a number or punctuates.
        """
        if any(not letter.isalnum() and letter not in _PUNCTUATION for letter in text):
            return False
        if any(before.isalpha() and letter.isupper() for before, letter in itertools.pairwise(text)):
            return False
        words = spelled_words(text)
        is_open = not complete and text[-1:].isalpha()
        begun = words.pop() if is_open and words else ""
        return self._words.issuperset(words) and begun in self._beginnings


def spelled_words(text: str) -> list[str]:
    """Lower-case words without numbers; ``lo-fi`` is two words, ``don't`` one."""
    parts = (part for word in words_of(text.replace("’", "'")) for part in word.split("-"))
    return [part for part in parts if not part.isdigit()]
