"""Which chord sounds when."""

from __future__ import annotations

import numpy as np

from metabgm.music.composer.randomness import weighted
from metabgm.music.composer.theory.chords import Chord, chord
from metabgm.music.composer.theory.keys import Key, Mode
from metabgm.music.composer.theory.progressions import cadence, progression
from metabgm.music.composer.write.score import Section, Span


def spans(
    rng: np.random.Generator,
    key: Key,
    plan: tuple[Section, ...],
    *,
    bar_beats: float,
    bars_per_chord: int,
    tension: float,
) -> tuple[Span, ...]:
    """The chords of all sections, one after the other. ``tension`` 0..1: fewer plain and open chords.

    Phrases alternate question and answer: a question ends away from the tonic, an answer on it.
    """
    progressions: dict[str, list[int]] = {}
    found: list[Span] = []
    answering = False
    for section in plan:
        if section.letter:
            letter = section.letter
            if letter not in progressions:
                progressions[letter] = progression(rng, key.mode, contrasting=letter != "A")
            degrees = _phrase(
                rng,
                key.mode,
                progressions[letter],
                bars=section.bars,
                bars_per_chord=bars_per_chord,
                answering=answering,
            )
            answering = not answering
            if section is plan[-1]:
                degrees[-1] = 0
        elif section.name == "outro":
            degrees = _closing(rng, key, section.bars)
        else:
            degrees = [0] * section.bars
        for bar, degree in enumerate(degrees):
            last = section is plan[-1] and bar == section.bars - 1
            one = _coloured(rng, key, degree, tension, last)
            _append(found, (section.first_bar + bar) * bar_beats, bar_beats, one)
    return tuple(found)


def _phrase(
    rng: np.random.Generator, mode: Mode, cell: list[int], *, bars: int, bars_per_chord: int, answering: bool
) -> list[int]:
    """A chord for each bar. Slow harmony shows half of the cell, then the other half."""
    half = cell[2:] if answering and bars_per_chord == 2 else cell
    degrees = [half[(bar // bars_per_chord) % len(half)] for bar in range(bars)]
    if answering and bars >= 4:
        degrees[-2:] = cadence(rng, mode)[-2:]
    elif degrees[-1] == 0 and bars > 1:
        degrees[-1] = cadence(rng, mode)[-2]
    return degrees


def _closing(rng: np.random.Generator, key: Key, bars: int) -> list[int]:
    """A cadence whose last chord stays for the bars that are left."""
    steps = cadence(rng, key.mode)
    lead_in = steps[:-1][-(bars - 1) :] if bars > 1 else []
    return [*lead_in, *([0] * (bars - len(lead_in)))]


def _coloured(rng: np.random.Generator, key: Key, degree: int, tension: float, last: bool) -> Chord:
    if last:
        return chord(key, degree, "triad")
    colour = weighted(
        rng,
        (
            ("triad", 1.2),
            ("added ninth", 1.1 - 0.6 * tension),
            ("suspended", 0.5),
            ("seventh", 0.4 + 0.5 * tension),
            ("open", 0.25 + 0.5 * tension),
        ),
    )
    return chord(key, degree, colour)


def _append(found: list[Span], beat: float, beats: float, one: Chord) -> None:
    """A chord that stays makes the span longer, in the colour it began with."""
    if found and found[-1].chord.degree == one.degree and found[-1].beats < 4 * beats:
        before = found[-1]
        found[-1] = Span(before.beat, before.beats + beats, before.chord)
    else:
        found.append(Span(beat, beats, one))
