"""Pieces and their lines for the tests of what is sung."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from metabgm.music.composer.plan.parameters import Parameters, decide
from metabgm.music.composer.plan.textures import LineTexture
from metabgm.music.composer.words.reader import read
from metabgm.music.composer.write.lines import lines
from metabgm.music.composer.write.score import Note, Part, Score
from metabgm.music.composer.write.writer import write
from metabgm.music.engine import Brief, Role

TEXTS = (
    "",
    "calm sparse piano, no drums",
    "gentle flute and strings",
    "solo flute waltz in E lydian",
    "playful marimba ostinato with hand drums",
    "arpeggiated harp in 6/8 and pan flute, minor pentatonic",
    "sad cello and piano in 7/8",
    "lively recorder and lute dance",
)


@cache
def written(
    text: str, seed: int, texture: LineTexture | None = None, role: Role = "base", seconds: float = 60.0
) -> tuple[Parameters, Score]:
    """``texture``: of the line, None for what the words ask."""
    parameters = decide(Brief(text, seed, role, seconds), read(text))
    if texture is not None:
        parameters = replace(parameters, line_texture=texture)
    return parameters, write(parameters, seed)


def lines_of(parameters: Parameters, score: Score, seed: int) -> list[Note]:
    """The lines as they are before altered chords bend them."""
    return lines(parameters, seed, score.sections, score.spans)


def of_part(notes: Sequence[Note], part: Part, intensity: float = 0.5) -> list[Note]:
    """What a part's first voice plays at an intensity, in order."""
    heard = [
        note
        for note in notes
        if note.part == part and note.voice == 0 and note.from_intensity <= intensity < note.below_intensity
    ]
    return sorted(heard, key=lambda note: note.beat)
