"""Chords broken into single notes: arpeggio, alberti, music box."""

from __future__ import annotations

from metabgm.music.composer.randomness import chance
from metabgm.music.composer.write.figures.bar import Bar, Stroke

_HELD = 2.5  # what rings is held for so many steps
_SPARSE, _BETWEEN_BEATS = 0.3, 0.7  # density up to which so many of the notes between beats are left out


def arpeggio(bar: Bar) -> list[Stroke]:
    """The piece's contour over the chord, a breath here and there."""
    strokes: list[Stroke] = []
    positions = bar.positions
    sparse = bar.density <= _SPARSE
    for at, position in enumerate(positions):
        weight = bar.metre.weight(position)
        leaves = (0.28 if bar.variant != "thinned" else 0.5) - 0.22 * bar.density
        if weight < 0.4 and sparse:
            leaves = _BETWEEN_BEATS
        if weight < 0.7 and chance(bar.rng, leaves):
            continue
        tones = bar.tones(position, 5)
        turn = len(strokes) if sparse else at
        pitch = tones[bar.habits.contour[turn % len(bar.habits.contour)] % len(tones)]
        if bar.variant == "turning" and at == len(positions) - 1 and strokes:
            pitch = bar.approach(strokes[-1].pitch)
        strokes.append(Stroke(position, _length(bar), pitch))
    return strokes


def alberti(bar: Bar) -> list[Stroke]:
    """Lowest, highest, middle, highest; in threes upwards. Every group of beats begins with the lowest."""
    strokes: list[Stroke] = []
    for begin, beats in bar.groups:
        inside = [position for position in bar.positions if begin - 1e-6 <= position < begin + beats - 1e-6]
        for at, position in enumerate(inside):
            if at and bar.variant == "thinned" and chance(bar.rng, 0.3):
                continue
            tones = bar.tones(position, 3)
            order = (0, 1, 2) if bar.metre.division == 3 else (0, 2, 1, 2)
            place = order[at % len(order)] if at < 4 else (2, 1)[at % 2]
            pitch = tones[min(place, len(tones) - 1)]
            last = position + bar.step > bar.metre.beats - 1e-6
            if last and bar.variant == "turning" and strokes:
                pitch = bar.approach(strokes[-1].pitch)
            strokes.append(Stroke(position, _length(bar), pitch, 0.04 if at == 0 else -0.04))
    return strokes


def music_box(bar: Bar) -> list[Stroke]:
    """A comb that turns evenly: a low tone on each group, the cylinder's pins above it.

    The cylinder turns once in two bars.
    """
    strokes = [Stroke(begin, beats, bar.tones(begin, 1)[0], -0.02) for begin, beats in bar.groups]
    steps = bar.positions
    turned = len(steps) if round(bar.begin / bar.metre.beats) % 2 else 0
    for at, position in enumerate(steps, turned):
        tones = bar.tones(position, 6)[2:] or bar.tones(position, 6)
        missing = bar.variant == "thinned" and chance(bar.rng, 0.4)
        if bar.habits.rhythm[at % len(bar.habits.rhythm)] > 0.25 + 0.6 * bar.density or missing:
            continue
        pitch = tones[bar.habits.tones[at % len(bar.habits.tones)] % len(tones)]
        if pitch != strokes[0].pitch:
            strokes.append(Stroke(position, _length(bar), pitch, 0.02))
    return strokes


def _length(bar: Bar) -> float:
    return bar.step * (_HELD if bar.idiom.rings else 0.95)
