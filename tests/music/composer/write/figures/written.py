"""Figures over a few chords, for the tests of them."""

from __future__ import annotations

from dataclasses import dataclass

from metabgm.music.composer.plan.textures import FigureTexture
from metabgm.music.composer.sound.instruments import instruments
from metabgm.music.composer.theory.chords import Chord, chord
from metabgm.music.composer.theory.keys import MODES, Key
from metabgm.music.composer.theory.metre import METRES
from metabgm.music.composer.write.figures.figurant import Figurant, Stretch
from metabgm.music.composer.write.score import Note, Section, Span

KEY = Key(2, MODES["dorian"])
DEGREES = (0, 3, 6, 4, 5, 3, 1, 0)
CHORDS: list[Chord] = [chord(KEY, degree, "triad") for degree in DEGREES]


@dataclass(frozen=True)
class Asked:
    """What the figures of a section are asked for."""

    texture: FigureTexture
    metre: str = "4/4"
    density: float = 0.5
    bpm: float = 72.0
    players: tuple[str, ...] = ("harp",)
    lead: str | None = "flute"
    section: str = "A"
    seed: int = 3
    bars: int = 8
    register: float = 0.0
    calm: bool = True
    constant: bool = False
    melody: tuple[Note, ...] = ()


def written(asked: Asked) -> list[Note]:
    """The notes for all intensities."""
    metre = METRES[asked.metre]
    spans = [Span(metre.beats * at, metre.beats, one) for at, one in enumerate(CHORDS)]
    section = Section(asked.section, "A", 0, 0, asked.bars, 0.7, frozenset({"accompaniment"}))
    figurant = Figurant(
        asked.seed,
        KEY,
        metre,
        asked.bpm,
        asked.density,
        asked.register,
        asked.texture,
        asked.calm,
        asked.constant,
    )
    players = [instruments()[name] for name in asked.players]
    lead = instruments()[asked.lead] if asked.lead else None
    return figurant.write(Stretch(section, spans, players, lead, asked.melody))


def heard(notes: list[Note], intensity: float = 0.5) -> list[Note]:
    """What sounds of them at an intensity, in the order of their beats."""
    inside = [note for note in notes if note.from_intensity <= intensity < note.below_intensity]
    return sorted(inside, key=lambda note: (note.beat, note.pitch))
