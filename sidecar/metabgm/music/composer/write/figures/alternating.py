"""Hocket: one line that two players, or two registers, share note by note."""

from __future__ import annotations

from metabgm.music.composer.randomness import chance
from metabgm.music.composer.write.figures.bar import Bar, Stroke


def hocket(bar: Bar) -> tuple[list[Stroke], list[Stroke]]:
    """What the first and what the second player strike; never both at once, seldom one twice in a row."""
    first: list[Stroke] = []
    second: list[Stroke] = []
    for at, position in enumerate(bar.positions):
        weight = bar.metre.weight(position)
        rests = bar.habits.rhythm[at % len(bar.habits.rhythm)] > 0.55 + 0.45 * bar.density
        if weight < 0.7 and (rests or (bar.variant == "thinned" and chance(bar.rng, 0.3))):
            continue
        tones = bar.tones(position, 4)
        place = bar.habits.tones[at % len(bar.habits.tones)] % len(tones)
        hand = first if len(first) <= len(second) else second
        hand.append(Stroke(position, bar.step * 0.7, tones[place], 0.05 if weight >= 0.7 else 0.0))
    return first, second
