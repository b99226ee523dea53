"""The melody: phrases that state the motif, develop it, answer, and leave room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from metabgm.music.composer.plan.registers import band
from metabgm.music.composer.randomness import chance, pick, stream, weighted
from metabgm.music.composer.sound.instruments import Instrument
from metabgm.music.composer.theory.keys import Key
from metabgm.music.composer.theory.metre import Metre
from metabgm.music.composer.write.compass import Compass, compass
from metabgm.music.composer.write.line import Tone, fit
from metabgm.music.composer.write.motif import Motif
from metabgm.music.composer.write.phrases import Cell, Character, phrase, resized, returning
from metabgm.music.composer.write.score import Note, Part, Section, Span, chord_at

LEAD_FROM = 0.15  # intensity below which only the ends of phrases are left of the lead
_LEGATO = 0.96  # of a note's length that is held
# Where the climax of a phrase lies, as a share of it.
_CLIMAXES = ((0.62, 0.6), (0.82, 0.2), (0.25, 0.2))
_TRIES = 8  # to tell a phrase as it was not told yet
_FEWEST_DENSE, _FEWEST_MIDDLING = 0.67, 0.34  # densities
_LIFTS = (0.0, 0.0, 0.35, -0.35)  # registers of a return, on top of the piece's own


@dataclass(frozen=True)
class Shape:
    """The line of a phrase. ``at``: where its climax lies, 0..1 of the phrase; ``height``: how many degrees
    above the rest; ``base``: where the rest lies, degrees above the middle of the compass."""

    at: float
    height: int
    base: int


@dataclass(frozen=True)
class _Idea:
    cells: tuple[Cell, ...]
    shape: Shape
    bars: int


@dataclass
class Melodist:
    """Writes the lead of one piece, section by section; what a letter said once it says again, varied.

    ``density``, ``silence``: 0..1. ``register``: -1..1. ``singing``: the words name the lead and not that it
    should be sparse: it sings in phrases however calm the piece. ``always``: the lead is all there is, so
    that it plays at every intensity.
    """

    seed: int
    key: Key
    metre: Metre
    motif: Motif
    density: float
    silence: float
    register: float
    singing: bool
    always: bool
    _ideas: dict[str, _Idea] = field(default_factory=dict)
    _told: set[tuple[Cell, ...]] = field(default_factory=set)

    def cells(self, section: Section, place: int) -> tuple[list[Cell], Shape]:
        """What a section says; ``place``: its number in the piece."""
        rng = stream(self.seed, "phrase", place)
        known = self._ideas.get(section.letter)
        if known is None:
            shape = Shape(weighted(rng, _CLIMAXES), pick(rng, (2, 3, 4)), pick(rng, (-2, -1, 0)))
            character = self._character(rng) if section.letter else "sparse"
            cells = phrase(rng, self.motif, self.metre, section.bars, character)
            if section.letter:
                self._ideas[section.letter] = _Idea(tuple(cells), shape, section.bars)
                self._told.add(tuple(cells))
            return cells, shape
        cells = resized(known.cells, self.metre, known.bars, section.bars)
        told = returning(rng, cells, self.metre)
        for _ in range(_TRIES):
            if tuple(told) not in self._told:
                break
            told = returning(rng, told, self.metre)
        self._told.add(tuple(told))
        return told, known.shape

    def _character(self, rng: np.random.Generator) -> Character:
        if self.density < _FEWEST_MIDDLING or chance(rng, self.silence - 0.2):
            return "singing" if self.singing else "sparse"
        return "middling" if self.density < _FEWEST_DENSE else "dense"

    def sing(
        self,
        cells: Sequence[Cell],
        shape: Shape,
        *,
        section: Section,
        spans: Sequence[Span],
        player: Instrument,
        room: Compass,
        place: int,
        part: Part = "lead",
        before: Note | None = None,
    ) -> list[Note]:
        """The notes of some of a section's cells, as one line for one player within a compass.

        ``before``: the last note of the line so far.
        """
        rng = stream(self.seed, part, place)
        begin = section.first_bar * self.metre.beats
        tones = self._tones(
            cells, shape, room=room, spans=spans, begin=begin, beats=section.bars * self.metre.beats
        )
        line = _continued(rng, tones, room, before, spans=spans, metre=self.metre)
        closing = {at for at, code in enumerate(_codes(cells)) if code == "C"}
        peak = shape.at * section.bars * self.metre.beats + begin
        notes = []
        for at, (tone, index) in enumerate(zip(tones, line, strict=True)):
            near = max(0.0, 1.0 - abs(tone.beat - peak) / (section.bars * self.metre.beats))
            level = 0.36 + 0.2 * near + 0.12 * self.metre.weight(tone.beat) + 0.2 * (section.intensity - 0.5)
            always = self.always or at in closing
            notes.append(
                Note(
                    tone.beat,
                    tone.beats * _LEGATO,
                    int(room.pitches[index]),
                    level,
                    part,
                    player,
                    from_intensity=0.0 if always else LEAD_FROM,
                )
            )
        return notes

    def compass(self, player: Instrument, section: Section, place: int) -> Compass:
        """The degrees that a player uses for the lead of a section: returns may lie higher or lower."""
        lift = pick(stream(self.seed, "lift", place), _LIFTS) if section.variation else 0.0
        return compass(self.key, band("lead", player, self.register + lift))

    def _tones(
        self,
        cells: Sequence[Cell],
        shape: Shape,
        *,
        room: Compass,
        spans: Sequence[Span],
        begin: float,
        beats: float,
    ) -> list[Tone]:
        middle = float(np.median(room.degrees)) + shape.base
        tones: list[Tone] = []
        last_first = last = 0
        for cell in cells:
            for at, (step, length) in enumerate(zip(cell.motif.steps, cell.motif.lengths, strict=True)):
                beat = begin + cell.beat + sum(cell.motif.lengths[:at])
                through = (beat - begin) / beats
                rise = through / shape.at if through < shape.at else (1.0 - through) / (1.0 - shape.at)
                if at:
                    move: int | None = step - cell.motif.steps[at - 1]
                else:
                    move = None if cell.shift is None or not tones else cell.shift + last_first - last
                exact = _semitones(self.key, cell.motif, at) if cell.exact and at else None
                home = None
                if cell.code == "C" and at == len(cell.motif.steps) - 1:
                    home = chord_at(spans, beat).root == self.key.tonic
                tones.append(
                    Tone(
                        beat,
                        length,
                        move,
                        middle + shape.height * max(0.0, rise),
                        exact=exact,
                        ceiling=middle + shape.height - 1.0,
                        home=home,
                    )
                )
            last_first, last = cell.motif.steps[0], cell.motif.steps[-1]
        peak = begin + shape.at * beats
        climax = min(range(len(tones)), key=lambda at: abs(tones[at].beat - peak), default=0)
        return [
            replace(tone, ceiling=99.0, floor=middle + shape.height) if at == climax else tone
            for at, tone in enumerate(tones)
        ]


def _continued(
    rng: np.random.Generator,
    tones: Sequence[Tone],
    room: Compass,
    before: Note | None,
    *,
    spans: Sequence[Span],
    metre: Metre,
) -> list[int]:
    """The line fitted so that it goes on well from the note before it, if that is near."""
    if before is None or not tones:
        return fit(rng, tones, room, spans, metre)
    first = int(np.argmin(np.abs(room.pitches - before.pitch)))
    last = Tone(before.beat, before.beats, None, 0.0)
    return fit(rng, [last, *tones], room, spans, metre, first=first)[1:]


def _semitones(key: Key, motif: Motif, at: int) -> int:
    """Semitones from note ``at - 1`` to note ``at`` where the motif stands on the tonic."""
    return key.pitch(motif.steps[at], 0) - key.pitch(motif.steps[at - 1], 0)


def _codes(cells: Sequence[Cell]) -> list[str]:
    """The code of each tone."""
    return [cell.code for cell in cells for _ in cell.motif.steps]
