"""Cuts a description into words, with the many ways to say "without" made one."""

from __future__ import annotations

import re
import unicodedata

_TOKEN = re.compile(r"[a-z0-9]+|[.,;:!?()]")
# The dimension, told from the end of a phrase by its capital.
_THE_END = re.compile(r"\b[Tt]he End\b(?! of\b)")
_ABSENCE = re.compile(
    r"\b(?:free (?:of|from)|devoid of|instead of|rather than|in place of|unaccompanied by|as opposed to|"
    r"(?:hardly|barely|scarcely) any|(?:almost|virtually|practically|with|has|have) no|"
    r"little (?:or|to) no|"
    r"(?:not|never) (?:with|using|any)|absence of|lack of|lacking)\b"
)
_NOT = re.compile(r"n't\b|\bcannot\b")
# "no drums, bass or vocals" is one list; "no drums, soft piano" is not.
_LIST = re.compile(r"\b(?:no|without|neither)((?: \w+,)+)(?= \w+,? (?:or|nor)\b| (?:or|nor)\b)")


def tokens(text: str) -> list[str]:
    """Lower-case words without accents, and the marks that end clauses."""
    text = _THE_END.sub("the end dimension", text).lower().replace("\u2019", "'")
    text = unicodedata.normalize("NFKD", text)
    text = "".join(character for character in text if not unicodedata.combining(character))
    text = _ABSENCE.sub("without", _NOT.sub(" not", text))
    return _TOKEN.findall(_LIST.sub(lambda found: found[0].replace(",", " or"), text))
