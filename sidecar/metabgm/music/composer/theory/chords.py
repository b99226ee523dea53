"""Chords of a key, and leading four voices from one to the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from metabgm.music.composer.theory.keys import Key, PitchClass

# Thirds above the root in scale steps, by the chord's colour. An "open" chord has no third.
COLOURS: dict[str, tuple[int, ...]] = {
    "triad": (0, 2, 4),
    "open": (0, 4),
    "suspended": (0, 1, 4),
    "added ninth": (0, 2, 4, 1),
    "seventh": (0, 2, 4, 6),
}
_PARALLEL_COST = 9.0
_SPREAD_COST = 0.6


@dataclass(frozen=True)
class Chord:
    """``degree``: scale step of the root, 0 = tonic. ``tones``: pitch classes, the root first."""

    degree: int
    tones: tuple[PitchClass, ...]

    @property
    def root(self) -> PitchClass:
        """Pitch class of the root."""
        return self.tones[0]


Voicing = tuple[int, ...]  # MIDI pitches, lowest first


def chord(key: Key, degree: int, colour: str) -> Chord:
    """The chord on a degree of the key's chord scale; of a diminished or augmented one root and third.

    A colour whose added note would lie a semitone above a tone of the triad is played as a triad.
    """
    scale = key.mode.harmony

    def tone(step: int) -> PitchClass:
        octave, within = divmod(degree + step, 7)
        return (key.tonic + scale[within] + 12 * octave) % 12

    root = tone(0)
    steps = COLOURS[colour]
    harsh_ninth = colour in ("added ninth", "suspended") and (tone(1) - root) % 12 == 1
    harsh_seventh = colour == "seventh" and (root - tone(6)) % 12 == 1 and degree != 0
    if (tone(4) - root) % 12 != 7:
        steps = (0, 2)
    elif harsh_ninth or harsh_seventh:
        steps = COLOURS["triad"]
    return Chord(degree, tuple(dict.fromkeys(tone(step) for step in steps)))


def lead(chords: Sequence[Chord], *, voices: int, low: int, high: int) -> list[Voicing]:
    """Voices each chord within MIDI ``low`` to ``high`` so that the voices move as little as they can.

    Common tones stay, outer voices avoid parallel fifths and octaves, thirds are not squeezed below C3.
    """
    voiced: list[Voicing] = []
    centre = (low + high) / 2
    for one in chords:
        options = _voicings(one, voices, low, high)
        before = voiced[-1] if voiced else None
        voiced.append(min(options, key=lambda option: _cost(before, option, centre)))
    return voiced


def _voicings(one: Chord, voices: int, low: int, high: int) -> list[Voicing]:
    pitches = [pitch for pitch in range(low, high + 1) if pitch % 12 in one.tones]
    needed = set(one.tones[: min(voices, len(one.tones))])
    found = [
        choice
        for choice in combinations(pitches, voices)
        if needed <= {pitch % 12 for pitch in choice} and _spaced(choice)
    ]
    return found or [tuple(pitches[:voices])]


def _spaced(voicing: Voicing) -> bool:
    gaps = [upper - lower for lower, upper in pairwise(voicing)]
    crowded = any(gap < 3 and lower < 60 for gap, lower in zip(gaps, voicing, strict=False))
    return not crowded and all(1 < gap <= 12 for gap in gaps)


def _cost(before: Voicing | None, after: Voicing, centre: float) -> float:
    position = abs(sum(after) / len(after) - centre)
    if before is None:
        return position + _SPREAD_COST * abs(after[-1] - after[0] - 14)
    movement = sum(abs(new - old) for old, new in zip(before, after, strict=False))
    return movement + 0.15 * position + _PARALLEL_COST * parallel(before, after)


def parallel(before: Voicing, after: Voicing) -> bool:
    """Whether the outer voices move in parallel fifths, octaves or unisons."""
    low, high = after[0] - before[0], after[-1] - before[-1]
    interval = (before[-1] - before[0]) % 12
    return low == high != 0 and interval in (0, 7)
