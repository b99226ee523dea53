"""Motifs: a handful of notes that a piece, and the next one, grows from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from metabgm.music.composer.randomness import weighted
from metabgm.music.composer.theory.metre import Metre

FEWEST_NOTES, MOST_NOTES = 3, 6
_WIDEST_STEPS = 7
_MOVES = ((1, 3.0), (-1, 3.0), (2, 2.0), (-2, 2.0), (3, 0.7), (4, 0.8), (-3, 0.5), (0, 0.4))  # step, weight
_LEAP_STEPS = 3
_LAST_MOVES = tuple((move, weight) for move, weight in _MOVES if abs(move) < _LEAP_STEPS)


@dataclass(frozen=True)
class Motif:
    """``steps``: scale degrees relative to the first note, which is 0. ``lengths``: beats of each note."""

    steps: tuple[int, ...]
    lengths: tuple[float, ...]

    @property
    def beats(self) -> float:
        """How long it is."""
        return sum(self.lengths)

    @property
    def degrees_text(self) -> str:
        """For example ``1 3 5 2``; degrees below the first count down from it: ``1 -2``."""
        return " ".join(str(step + 1 if step >= 0 else step) for step in self.steps)


def invent(rng: np.random.Generator, metre: Metre, *, liveliness: float) -> Motif:
    """A new motif of one bar. ``liveliness`` 0..1: more and shorter notes."""
    lengths = _rhythm(rng, metre, liveliness)
    steps = _contour(rng, len(lengths))
    while len(set(steps)) < 3 or _runs_straight(steps):
        steps = _contour(rng, len(lengths))
    return Motif(tuple(steps), tuple(lengths))


def _contour(rng: np.random.Generator, count: int) -> list[int]:
    """Mostly steps and thirds; a leap is answered by a step back and never comes last."""
    steps = [0]
    leapt = 0
    while len(steps) < count:
        moves = _MOVES if len(steps) + 1 < count else _LAST_MOVES
        move = (-1 if leapt > 0 else 1) if leapt else weighted(rng, moves)
        new = steps[-1] + move
        if max(*steps, new) - min(*steps, new) >= _WIDEST_STEPS:
            new = steps[-1] - move
        leapt = new - steps[-1] if abs(new - steps[-1]) >= _LEAP_STEPS else 0
        steps.append(new)
    return steps


def _runs_straight(steps: list[int]) -> bool:
    """A plain run of neighbours is no motif: anybody could have said it."""
    return len({after - before for before, after in pairwise(steps)}) == 1


def _rhythm(rng: np.random.Generator, metre: Metre, liveliness: float) -> list[float]:
    """Lengths that fill a bar, the last one at least as long as any other."""
    part = 1.0 / metre.division
    count = FEWEST_NOTES + int(rng.random() * (1.8 + 2.2 * liveliness))
    shortest = part if metre.beats <= 3.5 or liveliness > 0.35 else 0.5
    slots = round(metre.beats / shortest)
    count = min(count, MOST_NOTES, slots)
    favoured = [metre.weight(slot * shortest) + 0.35 * rng.random() for slot in range(slots)]
    onsets = sorted(sorted(range(1, slots), key=lambda slot: -favoured[slot])[: count - 1])
    bounds = [0, *onsets, slots]
    lengths = [(high - low) * shortest for low, high in pairwise(bounds)]
    longest = max(range(len(lengths)), key=lengths.__getitem__)
    lengths[longest], lengths[-1] = lengths[-1], lengths[longest]
    return lengths


def inverted(motif: Motif) -> Motif:
    """Upside down."""
    return replace(motif, steps=tuple(-step for step in motif.steps))


def reversed_(motif: Motif) -> Motif:
    """Back to front, the long note still last."""
    steps = motif.steps[::-1]
    return replace(motif, steps=tuple(step - steps[0] for step in steps))


def augmented(motif: Motif) -> Motif:
    """Twice as slow."""
    return replace(motif, lengths=tuple(2.0 * length for length in motif.lengths))


def diminished(motif: Motif) -> Motif:
    """Twice as fast."""
    return replace(motif, lengths=tuple(length / 2.0 for length in motif.lengths))


def unchanged(motif: Motif) -> Motif:
    """Itself: it will be transposed to where the harmony wants it."""
    return motif


# How a new piece may develop the motif of the last one: name -> transformation.
DEVELOPMENTS: dict[str, Callable[[Motif], Motif]] = {
    "transposed": unchanged,
    "inverted": inverted,
    "reversed": reversed_,
    "augmented": augmented,
    "diminished": diminished,
}


def fitted(motif: Motif, metre: Metre) -> Motif:
    """The motif in another metre: its steps as they are, its lengths scaled to fill one or two bars."""
    part = 1.0 / metre.division
    places = round(metre.beats / part)
    grid = places if motif.beats <= 1.5 * metre.beats and len(motif.steps) <= places else 2 * places
    scaled = [max(1, round(length / motif.beats * grid)) for length in motif.lengths]
    while sum(scaled) > grid:
        scaled[max(range(len(scaled)), key=scaled.__getitem__)] -= 1
    scaled[-1] += grid - sum(scaled)
    return replace(motif, lengths=tuple(count * part for count in scaled))
