"""The chord tones that a figure plays with."""

from __future__ import annotations

from functools import lru_cache

from metabgm.music.composer.plan.registers import Band
from metabgm.music.composer.theory.chords import Chord

# Below these pitches a tone needs so many semitones above the one under it, or the two growl.
_LOW_INTERVALS = ((43, 12), (52, 7), (59, 4))


@lru_cache(maxsize=4096)
def stacked(chord: Chord, band: Band, count: int, *, inversion: int = 0) -> tuple[int, ...]:
    """Up to ``count`` tones of the chord upwards from the band's bottom, at least one.

    The root is lowest, after ``inversion`` steps up the chord a later tone. No two tones are closer than
    a low register bears.
    """
    low, high = band
    lowest = chord.tones[inversion % len(chord.tones)]
    stack = [low + (lowest - low) % 12]
    for pitch in range(stack[0] + 1, high + 1):
        if len(stack) == count:
            break
        if pitch % 12 in chord.tones and pitch - stack[-1] >= _least_interval(stack[-1]):
            stack.append(pitch)
    return tuple(stack)


def _least_interval(lower: int) -> int:
    return next((interval for below, interval in _LOW_INTERVALS if lower < below), 2)
