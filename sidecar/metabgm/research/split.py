"""What is trained on and what is held out: fixed by this rule, the same for every run of every model.

Held out are all scenes of eight biomes, each another kind of land, and one of twenty of the others; together
about 15 %. Five instruments occur in no text that is trained on, so that the held-out texts alone have them.
"""

from __future__ import annotations

import hashlib
from functools import cache
from typing import Literal

from metabgm.music.composer.words.lexicon import entries, look_up
from metabgm.music.composer.words.reader import read

Split = Literal["train", "held-out"]

HELD_OUT_BIOMES = (
    "deep_lukewarm_ocean",
    "end_highlands",
    "lush_caves",
    "mangrove_swamp",
    "old_growth_birch_forest",
    "snowy_slopes",
    "warped_forest",
    "wooded_badlands",
)
HELD_OUT_INSTRUMENTS = ("dulcimer", "harmonica", "harpsichord", "saxophone", "sitar")
"""Names of the composer's lexicon, each with all words that it knows for the instrument."""

_ONE_OF = 20


def split_of(identifier: str, biome: str) -> Split:
    """``identifier``: of the scene or pair. ``biome``: its name without a namespace."""
    if biome in HELD_OUT_BIOMES:
        return "held-out"
    drawn = int.from_bytes(hashlib.sha256(identifier.encode()).digest()[:4], "big") % _ONE_OF
    return "held-out" if drawn == 0 else "train"


def held_out_instruments(description: str) -> list[str]:
    """Which of the held-out instruments a description asks for."""
    asked = read(description).instruments
    return [name for name in HELD_OUT_INSTRUMENTS if name in asked]


@cache
def words_for(instrument: str) -> tuple[str, ...]:
    """All phrases that the lexicon has for it and for nothing else."""
    return tuple(
        phrase
        for phrase, meaning in entries().items()
        if meaning.effects[0] == ("instrument", instrument) and look_up(phrase) is meaning
    )
