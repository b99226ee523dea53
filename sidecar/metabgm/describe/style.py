"""The player's wish for the music, as it may enter a prompt."""

from __future__ import annotations

import unicodedata

from metabgm.protocol.limits import LIMITS


def clean_style(text: str) -> str:
    """One line without control characters, cut at a word to the protocol's limit for wishes."""
    printable = "".join(" " if unicodedata.category(letter)[0] in "CZ" else letter for letter in text)
    line = " ".join(printable.split())
    if len(line) <= LIMITS.style_chars:
        return line
    return line[: LIMITS.style_chars + 1].rpartition(" ")[0] or line[: LIMITS.style_chars]
