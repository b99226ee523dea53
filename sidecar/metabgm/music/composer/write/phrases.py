"""Phrases: where the motif, its developments, rests and the close stand, before there are pitches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from metabgm.music.composer.randomness import chance, pick, weighted
from metabgm.music.composer.theory.metre import Metre
from metabgm.music.composer.write.development import develop, head, tail
from metabgm.music.composer.write.motif import Motif, augmented, diminished

# M the motif, S the same in sequence, V a development of it, A it augmented, F a fragment, H the last note
# held on, R a rest, C the close: a long note, P a pickup.
Code = Literal["M", "S", "V", "A", "F", "H", "R", "C", "P"]
Character = Literal["sparse", "singing", "middling", "dense"]
_AFTER: dict[Character, tuple[tuple[Code, float], ...]] = {
    "sparse": (("R", 0.6), ("V", 0.2), ("F", 0.15), ("H", 0.2), ("A", 0.15)),
    "singing": (("V", 0.3), ("H", 0.3), ("R", 0.3), ("A", 0.2), ("F", 0.12), ("S", 0.12)),
    "middling": (("V", 0.35), ("S", 0.25), ("F", 0.2), ("R", 0.1), ("H", 0.1), ("A", 0.08)),
    "dense": (("V", 0.3), ("S", 0.3), ("F", 0.25), ("M", 0.1), ("R", 0.05)),
}
_CALM: tuple[Character, ...] = ("sparse", "singing")  # those that take their time
_SENTENCES, _LATE_STARTS, _PICKUPS, _EXACT = 0.35, 0.25, 0.3, 0.3
_SOFTLY_DEVELOPED = ("inverted", "reversed", "extended", "turned", "another rhythm", "ornamented")
_FULLY_DEVELOPED = (*_SOFTLY_DEVELOPED, "reversed and inverted", "diminished")
_ON_RETURN = ("ornamented", "another rhythm", "extended", "turned")


@dataclass(frozen=True)
class Cell:
    """A motif at a beat, counted from the start of its phrase; a pickup lies before it.

    ``shift``: scale steps from the first note of the cell before to its own, None for where the harmony
    wants it. ``exact``: its intervals are kept to the semitone (a real sequence), not to the scale.
    """

    code: Code
    beat: float
    motif: Motif
    shift: int | None = None
    exact: bool = False

    @property
    def end(self) -> float:
        """The beat at which its last note ends."""
        return self.beat + self.motif.beats


def outline(rng: np.random.Generator, bars: int, span: int, character: Character) -> list[Code]:
    """One code for each thing a phrase says. M, S and V fill ``span`` bars, A twice as many, others one."""
    free = bars - 1
    codes: list[Code] = []
    if character in _CALM and free > span and chance(rng, _LATE_STARTS):
        codes.append("R")
        free -= 1
    if free < span:
        return [*codes, *(["F"] * free), "C"]  # type: ignore[list-item]  # a list of literals
    codes.append("M")
    free -= span
    if character not in _CALM and free >= span + 1 and chance(rng, _SENTENCES):
        return [*codes, "S", *(["F"] * (free - span)), "C"]  # type: ignore[list-item]
    while free > 0:
        code = weighted(rng, _AFTER[character])
        if (code == "R" and codes[-1] == "R") or (code == "H" and codes[-1] in "RH"):
            continue
        wanted = _bars(code, span)
        if wanted > free:
            code, wanted = "F", 1
        codes.append(code)
        free -= wanted
    return [*codes, "C"]


def phrase(
    rng: np.random.Generator, motif: Motif, metre: Metre, bars: int, character: Character
) -> list[Cell]:
    """The cells of a phrase of ``bars`` bars, in their order and without overlap."""
    span = 1 if motif.beats <= metre.beats + 1e-6 else 2
    cells: list[Cell] = []
    beat = 0.0
    for code in outline(rng, bars, span, character):
        if code == "M":
            cells.append(Cell(code, beat, motif))
        elif code == "S":
            shift = pick(rng, (1, 2, -1, -2))
            cells.append(Cell(code, beat, motif, shift, exact=chance(rng, _EXACT)))
        elif code == "V":
            cells.append(Cell(code, beat, _developed(rng, motif, metre, span, character)))
        elif code == "F":
            cells += _fragments(rng, motif, metre, beat, character)
        elif code == "H" and cells:
            cells[-1] = replace(cells[-1], motif=_held_on(cells[-1].motif, metre.beats / 2.0))
        elif code == "C":
            cells.append(Cell(code, beat, _close(rng, metre)))
        elif code == "A":
            cells.append(Cell(code, beat, augmented(motif)))
        beat += metre.beats * _bars(code, span)
    if chance(rng, _PICKUPS):
        pickup = _pickup(rng, metre, cells[0].beat)
        side = pickup.motif.steps[-1] or pick(rng, (1, -1))
        onward = pickup.motif.steps[-1] + (1 if side > 0 else -1)
        cells = [pickup, replace(cells[0], shift=onward), *cells[1:]]
    return cells


def _bars(code: Code, span: int) -> int:
    return 2 * span if code == "A" else span if code in "MSV" else 1


def returning(rng: np.random.Generator, cells: Sequence[Cell], metre: Metre) -> list[Cell]:
    """The same phrase told again: at least one cell is developed, the others may be."""
    places = [at for at, cell in enumerate(cells) if len(cell.motif.steps) > 1 and cell.code != "P"]
    if not places:
        return list(cells)
    sure = pick(rng, places)
    told = list(cells)
    for at in places:
        if at != sure and not chance(rng, 0.3):
            continue
        change = develop(rng, pick(rng, _ON_RETURN), cells[at].motif, metre)
        told[at] = replace(cells[at], motif=change)
    return told


def resized(cells: Sequence[Cell], metre: Metre, bars: int, wanted: int) -> list[Cell]:
    """A phrase of ``bars`` bars in ``wanted`` bars: its close comes later or sooner, what is cut is cut."""
    close = (wanted - 1) * metre.beats
    kept = [cell for cell in cells if cell.code != "C" and cell.end <= close + 1e-6]
    ends = [
        replace(cell, beat=cell.beat + (wanted - bars) * metre.beats) for cell in cells if cell.code == "C"
    ]
    return [*kept, *ends] if wanted != bars else list(cells)


def _developed(
    rng: np.random.Generator, motif: Motif, metre: Metre, span: int, character: Character
) -> Motif:
    names = _SOFTLY_DEVELOPED if character in _CALM else _FULLY_DEVELOPED
    made = develop(rng, pick(rng, names), motif, metre)
    return made if made.beats <= span * metre.beats + 1e-6 else motif


def _fragments(
    rng: np.random.Generator, motif: Motif, metre: Metre, beat: float, character: Character
) -> list[Cell]:
    """Head or tail of the motif in one bar, twice in sequence where it is short and the music dense."""
    part = (head if chance(rng, 0.6) else tail)(motif)
    while part.beats > metre.beats + 1e-6:
        part = diminished(part)
    again = beat + metre.beats / 2.0
    on_grid = abs(again * metre.division - round(again * metre.division)) < 1e-6
    if character in _CALM or part.beats > metre.beats / 2.0 + 1e-6 or not on_grid:
        return [Cell("F", beat, part)]
    return [Cell("F", beat, part), Cell("F", again, part, pick(rng, (1, -1, 2, -2)))]


def _held_on(motif: Motif, beats: float) -> Motif:
    return replace(motif, lengths=(*motif.lengths[:-1], motif.lengths[-1] + beats))


def _close(rng: np.random.Generator, metre: Metre) -> Motif:
    """A long note, sometimes reached from the step above or below on the bar's first beat."""
    long = metre.beats * (0.6 + 0.25 * float(rng.random()))
    if metre.beats >= 3.0 and chance(rng, 0.35):
        return Motif((0, pick(rng, (-1, -1, 1))), (1.0, max(long - 1.0, 1.0)))
    return Motif((0,), (long,))


def _pickup(rng: np.random.Generator, metre: Metre, before: float) -> Cell:
    """One or two short notes that lead into the first beat."""
    part = 1.0 / metre.division
    count = pick(rng, (1, 2, 2))
    side = pick(rng, (1, 1, -1))
    motif = Motif(tuple(side * at for at in range(count)), (part,) * count)
    return Cell("P", before - motif.beats, motif, None)
