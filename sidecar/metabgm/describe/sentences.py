"""Words, clauses and sentences of short English texts."""

from __future__ import annotations

import itertools
import re
from collections import Counter

from metabgm.describe.word_lists import ADJECTIVES, DANGLING_WORDS

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+")
_SENTENCE_END = re.compile(r"[.!?]+[\"'”’]?(?=\s|$)")
_CLAUSE_END = re.compile(r"[,;:](?=\s)|[.!?]+(?=\s|$)|\s[–—-](?=\s)")
_ARTICLES = frozenset(["a", "an", "the", "its", "with", "of"])
_REPEATED_RUN = 3
_WORD_TIMES = 3
_LONG_WORD = 4
_METRES = frozenset(["two", "four", "eight"])


def words_of(text: str) -> list[str]:
    """Lower-case words and numbers; ``lo-fi`` and ``don't`` are one word each."""
    return _WORD.findall(text.lower())


def ends_sentence(text: str) -> bool:
    """Whether the last thing in ``text`` is the end of a sentence."""
    found = list(_SENTENCE_END.finditer(text))
    return bool(found) and found[-1].end() == len(text.rstrip())


def complete_sentences(text: str, most: int, *, complete: bool) -> str:
    """The first ``most`` whole sentences on one line, ended with a full stop.

    A text whose first sentence is cut off (``complete`` False and no end in sight) ends at its last clause;
    empty if it has none. With ``complete`` a missing full stop is added.
    """
    line = " ".join(text.split()).strip("\"'“”‘’ ")
    ends = [found.end() for found in _SENTENCE_END.finditer(line)][:most]
    if ends and (len(ends) == most or not complete or ends[-1] == len(line)):
        return line[: ends[-1]].rstrip("\"'”’")
    if complete:
        return line.rstrip(" ,;:-–—") + "."
    heads = [head for head in clause_heads(line)[:-1] if not dangles(head)]
    return heads[-1] + "." if heads else ""


def clause_heads(text: str) -> list[str]:
    """``text`` up to the end of each of its clauses, shortest first; the last is the whole text."""
    whole = text.rstrip(" .!?,;:")
    heads = [whole[: found.start()] for found in _CLAUSE_END.finditer(whole)]
    return [*(head for head in heads if head.strip()), whole]


def dangles(text: str) -> bool:
    """Whether the last word promises another one: ``with``, ``on a soft``."""
    words = words_of(text)
    if not words or words[-1] in DANGLING_WORDS:
        return True
    return len(words) > 1 and words[-2] in _ARTICLES and words[-1] in ADJECTIVES


def repeats_itself(words: list[str]) -> bool:
    """Whether three words in a row come twice, a longer word three times, or any word twice running.

    Metres are no repetition: "in eight eight".
    """
    runs = Counter(zip(*(words[start:] for start in range(_REPEATED_RUN)), strict=False))
    long_words = Counter(word for word in words if len(word) >= _LONG_WORD and word != "with")
    if any(word == following and word not in _METRES for word, following in itertools.pairwise(words)):
        return True
    return any(times > 1 for times in runs.values()) or any(t >= _WORD_TIMES for t in long_words.values())


def shares_run(words: list[str], others: list[str], length: int) -> bool:
    """Whether both have the same ``length`` words in a row."""
    runs = {tuple(others[start : start + length]) for start in range(len(others) - length + 1)}
    return any(tuple(words[start : start + length]) in runs for start in range(len(words) - length + 1))
