"""Figures that insist: ostinato, pulse, measured tremolo."""

from __future__ import annotations

import numpy as np

from metabgm.music.composer.randomness import chance
from metabgm.music.composer.write.figures.bar import Bar, Stroke

_REST_OF_TREMOLO = 0.3  # of a calm bar


def ostinato(bar: Bar) -> list[Stroke]:
    """One rhythm from bar to bar; only a turning bar leaves it, at its end."""
    strokes: list[Stroke] = []
    threshold = 0.35 + 0.4 * bar.density
    for at, position in enumerate(bar.positions):
        weight = bar.metre.weight(position)
        if at and bar.habits.rhythm[at % len(bar.habits.rhythm)] > threshold + 0.3 * weight:
            continue
        tones = bar.tones(position, 4)
        place = 0 if weight >= 0.7 else bar.habits.tones[at % len(bar.habits.tones)]
        pitch = tones[place % len(tones)]
        if bar.variant == "turning" and strokes and position >= bar.metre.beats - 1.0:
            pitch = bar.approach(strokes[-1].pitch) if chance(bar.rng, 0.6) else tones[-1]
        strokes.append(Stroke(position, bar.step * 0.8, pitch, 0.05))
    return strokes


def pulse(bar: Bar) -> list[Stroke]:
    """The chord struck over and over: whole on the beats, without its lowest tone between them."""
    strokes: list[Stroke] = []
    slower = max(bar.step, 0.5 if bar.density >= 0.6 else 1.0)
    for at in range(round(bar.metre.beats / slower + 0.49)):
        position = at * slower
        weight = bar.metre.weight(position)
        if weight < 0.7 and bar.variant == "thinned" and chance(bar.rng, 0.5):
            continue
        tones = bar.struck(position, 3)
        for tone in tones if weight > 0.3 or len(tones) == 1 else tones[1:]:
            strokes.append(Stroke(position, slower * 0.7, tone, -0.08))
    return strokes


def tremolo(bar: Bar) -> list[Stroke]:
    """One tone or two in turn, as fast as the metre divides, growing towards the middle of its stretch."""
    rest = _REST_OF_TREMOLO * (1.0 - bar.density) if bar.variant != "plain" else 0.0
    positions = [position for position in bar.positions if position < bar.metre.beats * (1.0 - rest) - 1e-6]
    single = bar.idiom.polyphony == 1 or bar.idiom.fastest_repeat_per_s > bar.idiom.fastest_run_per_s
    strokes: list[Stroke] = []
    for at, position in enumerate(positions):
        tones = bar.tones(position, 3)
        pitch = tones[0] if single else tones[(0, -1)[at % 2]]
        arch = float(np.sin(np.pi * (at + 1) / (len(positions) + 1)))
        strokes.append(Stroke(position, bar.step * 0.9, pitch, 0.12 * arch - 0.1))
        if single and bar.idiom.polyphony > 1 and len(tones) > 1 and bar.idiom.reach >= tones[-1] - tones[0]:
            strokes.append(Stroke(position, bar.step * 0.9, tones[-1], 0.12 * arch - 0.14))
    return strokes
