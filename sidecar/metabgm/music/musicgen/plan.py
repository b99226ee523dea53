"""What a piece of MusicGen is made from."""

from __future__ import annotations

from dataclasses import dataclass

from metabgm.music.musicgen.runtime import Chroma, Codes
from metabgm.music.musicgen.tokens.options import Options


@dataclass(frozen=True)
class Plan:
    """``tokens``: length, 1 or more. ``prompt``: the last piece's tokens, None: from nothing.

    ``model``: its name, for the provenance; ``random``: its weights were never trained. ``pace``: seconds of
    work for a second of music, >= 0. ``melody``: what a melody model follows beside the description.
    """

    description: str
    seed: int
    tokens: int
    options: Options
    prompt: Codes | None
    model: str
    random: bool
    pace: float = 0.0
    melody: Chroma | None = None
