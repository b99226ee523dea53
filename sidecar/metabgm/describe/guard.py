"""Holds each text that a model wrote against what it should be. Pure: the same text, the same verdict."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from metabgm.describe.sentences import (
    clause_heads,
    complete_sentences,
    dangles,
    repeats_itself,
    shares_run,
    words_of,
)
from metabgm.describe.word_lists import FUNCTION_WORDS, MOOD_WORDS, MUSIC_WORDS

DESCRIPTION_MAX_WORDS = 20
"""Paper, Fig. 2b: longer descriptions slow the music model down."""

DESCRIPTION_MIN_WORDS = 5
NARRATIVE_MAX_WORDS = 60
NARRATIVE_MIN_WORDS = 8
_NARRATIVE_MAX_SENTENCES = 2
_RAW_MAX_CHARACTERS = 2000
"""Nothing that a stage asks for comes near; checking more would only cost time."""

_NARRATIVE_ECHO_RUN = 5
TUNED_ECHO_RUN = 8
_DESCRIPTION_ECHO_RUN = 7
"""Words in a row that only a copy shares; phrases of music ("with a gentle rhythm") are common property, and
so is the name of a place and its hour where no opening has said them ("the mangrove swamp at night").
"""

_NARRATIVE_NEW_WORDS = 2
_ABOUT_MUSIC = MUSIC_WORDS | MOOD_WORDS

_ENGLISH_LETTERS = 0.95
_FUNCTION_WORD_SHARE = 0.1
_MARKUP = re.compile(r"[{}\[\]<>|*#`_~\\=]|https?:|^\s*(?:[-•+]|\d+[.)])\s", re.MULTILINE)
_FOREIGN_TALK = re.compile(
    r"\b(minecraft|players?|gamers?|game|gameplay|inventory|hotbar|npcs?|mobs?|biomes?|respawn|xp|hp|json|prompt|"
    r"assistant|ai|language model|i'm sorry|i cannot|wish|20 words|twenty words)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Shown:
    """What the model was shown: its ``question``, the words its answer had to begin with (``opening``), and
    ``others``, the rest of the prompt. ``complete``: False when a token limit cut its answer off.
    """

    question: str = ""
    opening: str = ""
    others: Sequence[str] = ()
    complete: bool = True


@dataclass(frozen=True)
class Accepted:
    """``text``: trimmed to whole sentences or clauses, ends with a full stop."""

    text: str


@dataclass(frozen=True)
class Refused:
    """``reason`` completes "the text ..."."""

    reason: str


Verdict = Accepted | Refused


def check_narrative(raw: str, shown: Shown, echo_run: int = _NARRATIVE_ECHO_RUN) -> Verdict:
    """One or two sentences of 8 to 60 words that tell more than the question did.

    ``echo_run``: words in a row that it may not share with what was shown.
    """
    fault = _fault(raw) or _echo(raw, shown, echo_run)
    if fault:
        return Refused(fault)
    known = FUNCTION_WORDS.union(words_of(shown.question))
    if len(set(_own_words(raw, shown)) - known) < _NARRATIVE_NEW_WORDS:
        return Refused("adds nothing to the scene")
    text = complete_sentences(raw, _NARRATIVE_MAX_SENTENCES, complete=shown.complete)
    count = len(words_of(text))
    if count < NARRATIVE_MIN_WORDS:
        return Refused(f"has {count} words in whole sentences, fewer than {NARRATIVE_MIN_WORDS}")
    if count > NARRATIVE_MAX_WORDS:
        return Refused(f"has {count} words, more than {NARRATIVE_MAX_WORDS}")
    return Accepted(text)


def check_description(raw: str, shown: Shown) -> Verdict:
    """At most 20 words about music, shortened only at the end of a sentence or clause.

    Clauses at the end that say nothing of music are dropped.
    """
    fault = _fault(raw) or _echo(raw, shown, _DESCRIPTION_ECHO_RUN)
    if fault:
        return Refused(fault)
    text = complete_sentences(raw, 1, complete=shown.complete)
    heads = [head for head in clause_heads(text) if len(words_of(head)) <= DESCRIPTION_MAX_WORDS]
    heads = [head for head in heads if not dangles(head)]
    if not heads:
        return Refused(f"has no clause that ends within {DESCRIPTION_MAX_WORDS} words")
    musical = [
        head for head, last in _heads_with_last_clause(heads) if not _ABOUT_MUSIC.isdisjoint(words_of(last))
    ]
    if not musical or MUSIC_WORDS.isdisjoint(words_of(musical[-1])):
        return Refused("names nothing musical")
    text = musical[-1].rstrip(" ,;:.!?") + "."
    words = words_of(text)
    if len(words) < DESCRIPTION_MIN_WORDS:
        return Refused(f"has {len(words)} words about music, fewer than {DESCRIPTION_MIN_WORDS}")
    if not _is_english(text, words):
        return Refused("is not English where it is about music")
    return Accepted(text)


def _heads_with_last_clause(heads: list[str]) -> list[tuple[str, str]]:
    """Each head with the clause that it has more than the head before."""
    return [(head, head[len(before) :]) for before, head in zip(["", *heads], heads, strict=False)]


def _fault(raw: str) -> str:
    """What is wrong with a text of either kind; empty if nothing is."""
    if len(raw) > _RAW_MAX_CHARACTERS:
        return f"has {len(raw)} characters"
    if any(unicodedata.category(letter).startswith("C") and letter not in "\n\t" for letter in raw):
        return "holds control characters"
    if _MARKUP.search(raw):
        return "holds markup, a list or JSON"
    words = words_of(raw)
    if not words:
        return "is empty"
    if not _is_english(raw, words):
        return "is not English"
    if found := _FOREIGN_TALK.search(raw):
        return f"talks about {found[0].lower()!r}"
    if repeats_itself(words):
        return "repeats itself"
    return ""


def _echo(raw: str, shown: Shown, run: int) -> str:
    own, prompt = _own_words(raw, shown), (shown.question, *shown.others)
    return "echoes the prompt" if any(shares_run(own, words_of(text), run) for text in prompt) else ""


def _own_words(raw: str, shown: Shown) -> list[str]:
    return words_of(raw.removeprefix(shown.opening))


def _is_english(raw: str, words: list[str]) -> bool:
    letters = [letter for letter in raw if letter.isalpha()]
    english = sum(letter.isascii() for letter in letters)
    function_words = sum(word in FUNCTION_WORDS for word in words)
    return english >= _ENGLISH_LETTERS * len(letters) and function_words >= _FUNCTION_WORD_SHARE * len(words)
