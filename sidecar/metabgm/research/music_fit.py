"""Whether a description of music suits a fight."""

from __future__ import annotations

from metabgm.describe.value_words import first_word
from metabgm.music.composer.words.reader import read

_CALM = -0.2
"""Arousal, as the composer reads it, below which music fits no fight."""


def too_calm(description: str) -> str:
    """Why it is too calm for a fight, as what completes "the description ..."; empty if it isn't."""
    word = first_word("music", "calm", description)
    if word:
        return f"says {word!r}"
    arousal = read(description).arousal
    return f"reads as calm (arousal {arousal:.1f})" if arousal is not None and arousal < _CALM else ""
