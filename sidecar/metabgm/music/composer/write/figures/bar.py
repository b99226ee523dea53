"""One bar as a figure sees it, and the strokes that it fills it with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np

from metabgm.music.composer.plan.registers import Band
from metabgm.music.composer.theory.chords import Chord, scale_over
from metabgm.music.composer.theory.keys import Key
from metabgm.music.composer.theory.metre import Metre
from metabgm.music.composer.write.figures.stack import stacked
from metabgm.music.composer.write.idioms import Idiom
from metabgm.music.composer.write.score import Span, chord_at

# How a bar differs from the one that the piece keeps to: another inversion, fewer notes, or a last note
# that leads into the next chord.
Variant = Literal["plain", "inverted", "thinned", "turning"]


class Stroke(NamedTuple):
    """``at``, ``beats``: onset within the bar and length, beats. ``push``: level above the usual, -1..1."""

    at: float
    beats: float
    pitch: int
    push: float = 0.0


@dataclass(frozen=True)
class Habits:
    """What a piece keeps to: the order of chord tones, and how likely each step of a bar is struck, 0..1."""

    contour: tuple[int, ...]
    rhythm: tuple[float, ...]
    tones: tuple[int, ...]


@dataclass(frozen=True)
class Bar:
    """``begin``: beat of the piece. ``step``: beats between the fastest notes. ``density``: 0..1.

    ``rng``: what chance decides in this bar is drawn from it.
    """

    rng: np.random.Generator
    habits: Habits
    begin: float
    spans: Sequence[Span]
    key: Key
    metre: Metre
    idiom: Idiom
    band: Band
    step: float
    beat_s: float
    density: float
    variant: Variant

    @property
    def positions(self) -> list[float]:
        """Every step's onset within the bar."""
        return [at * self.step for at in range(round(self.metre.beats / self.step + 0.49))]

    @property
    def groups(self) -> list[tuple[float, float]]:
        """Onset and length of each group of beats."""
        ends = (*self.metre.accents[1:], self.metre.beats)
        return [(begin, end - begin) for begin, end in zip(self.metre.accents, ends, strict=True)]

    def chord(self, at: float) -> Chord:
        """What sounds ``at`` beats into the bar."""
        return chord_at(self.spans, self.begin + at)

    def tones(self, at: float, count: int) -> tuple[int, ...]:
        """Chord tones in the band, lowest first."""
        inversion = 1 if self.variant == "inverted" else 0
        return stacked(self.chord(at), self.band, count, inversion=inversion)

    def struck(self, at: float, count: int) -> tuple[int, ...]:
        """As many of the tones as the player can strike at once."""
        tones = self.tones(at, min(count, self.idiom.polyphony))
        return tuple(tone for tone in tones if tone - tones[0] <= self.idiom.reach)

    def approach(self, before: int) -> int:
        """A scale tone between ``before`` and the nearest tone of the next bar's chord, or ``before``."""
        following = stacked(self.chord(self.metre.beats), self.band, 8)
        goal = min(following, key=lambda pitch: (abs(pitch - before), pitch))
        between = range(min(goal, before) + 1, max(goal, before))
        scale = scale_over(self.key, self.chord(self.metre.beats - self.step))
        return next((pitch for pitch in between if pitch % 12 in scale), before)
