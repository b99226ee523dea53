"""Takes off what chatty models put around an answer. Pure; what is left is the guard's to judge."""

from __future__ import annotations

import re

_MARKS = " \t\r\n\"“”„'‘’*_>"
_FENCE = re.compile(r"\A```[ \t]*[a-z]{0,12}[ \t]*(?:\n|\Z)|\n?```\s*\Z", re.IGNORECASE)
_OPENING_WORDS = (
    r"(?:sure|certainly|absolutely|of course|okay|ok|great|gladly|here(?:['’]s| is| are| you go)|this is)"
)
_NAMES_THE_ANSWER = (
    r"\b(?:sentences?|narratives?|descriptions?|scene|music|musical|text|version|response|answer)\b"
)
_PREAMBLES = (
    re.compile(rf"\A{_OPENING_WORDS}\b[^\n:]{{0,160}}:\s*\n", re.IGNORECASE),
    re.compile(rf"\A{_OPENING_WORDS}\b(?=[^\n:]{{0,160}}{_NAMES_THE_ANSWER})[^\n:]{{0,160}}:", re.IGNORECASE),
    re.compile(
        r"\A(?:sure|certainly|absolutely|of course|okay|great|gladly)(?: thing)?!(?=\s)", re.IGNORECASE
    ),
    re.compile(
        r"\A(?:(?:short|vivid|music|musical)\s+)*(?:narrative|description|scene|sentence|answer|output|response)"
        r"[*_]{0,3}\s*(?::|\n)",
        re.IGNORECASE,
    ),
)
_STRONG = re.compile(r"\*\*|__")
_LAYERS = 6
"""Quotes within a fence after a label after a preamble: nobody wraps an answer more often."""


def without_chatter(text: str) -> str:
    """``text`` without a leading "Sure! Here is ...:", label, quotes, emphasis or code fence around it.

    Serves an answer that is still coming in, too: what is certain is taken off, the rest stays.
    """
    text = _STRONG.sub("", text)
    for _ in range(_LAYERS):
        before = text
        text = _FENCE.sub("", text.strip()).lstrip(_MARKS)
        for preamble in _PREAMBLES:
            text = preamble.sub("", text, count=1).lstrip(_MARKS)
        if text == before:
            break
    return text


def first_line(text: str) -> str:
    """Every stage asks for one line; what follows is talk about it."""
    return text.split("\n", 1)[0].rstrip(_MARKS)
