"""Ready texts for stings: they can't wait for a language model (law 7)."""

from __future__ import annotations

from typing import Literal

Occasion = Literal["biome", "night", "advancement", "boss", "death"]

NARRATIVES: dict[Occasion, str] = {
    "biome": "A land that was never seen before opens up.",
    "night": "Night falls.",
    "advancement": "Something is achieved.",
    "boss": "A great enemy shows itself.",
    "death": "The traveller has fallen.",
}
DESCRIPTIONS: dict[Occasion, tuple[str, ...]] = {
    "biome": (
        "A short rising harp and celesta flourish, bright",
        "A short rising flourish for flute and harp, gentle and bright",
        "A short rising glockenspiel and harp flourish, full of wonder",
    ),
    "night": (
        "A short tolling bell over low strings, dark and still",
        "A short soft tolling bell with a dark choir, calm",
    ),
    "advancement": (
        "A short warm fanfare for horns and harp, bright",
        "A short bright fanfare for trumpet and strings",
    ),
    "boss": (
        "A short low rumble of timpani and brass, menacing and dark",
        "A short dark rumble of low strings and timpani, ominous",
    ),
    "death": (
        "A short falling line for cello and harp, sad and slow",
        "A short falling piano line, sad and slow",
    ),
}
