"""Chords of a key, its altered ones, and what the tones of a chord strive for."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from metabgm.music.composer.theory.keys import Key, PitchClass

# Scale steps above the root, by the chord's colour. An "open" chord has no third.
COLOURS: dict[str, tuple[int, ...]] = {
    "triad": (0, 2, 4),
    "open": (0, 4),
    "suspended": (0, 1, 4),
    "suspended fourth": (0, 3, 4),
    "added ninth": (0, 2, 4, 1),
    "added sixth": (0, 2, 4, 5),
    "seventh": (0, 2, 4, 6),
}
# Semitones above the root by the quality that a numeral spells out.
_QUALITIES = {"M": (0, 4, 7), "m": (0, 3, 7), "o": (0, 3, 6)}
_NUMERAL = re.compile(r"(?P<flat>b?)(?P<degree>[1-7])(?P<quality>[Mmo]?)(?:/(?P<of>[1-7]))?")


@dataclass(frozen=True)
class Chord:
    """``degree``: scale step of the root, 0 = tonic. ``tones``: pitch classes, the root first.

    ``low``: pitch class below all others, None for the root; it may be a pedal that is no tone of the
    chord. ``rising``, ``falling``: the tones that functional harmony leads a step up (leading tone) and
    down (seventh, diminished fifth). ``within``: the key that the harmony has gone to, None for the piece's
    own, in which ``degree`` counts.
    """

    degree: int
    tones: tuple[PitchClass, ...]
    low: PitchClass | None = None
    rising: PitchClass | None = None
    falling: PitchClass | None = None
    within: Key | None = None

    @property
    def root(self) -> PitchClass:
        """Pitch class of the root."""
        return self.tones[0]

    @property
    def bass(self) -> PitchClass:
        """Pitch class of the lowest tone."""
        return self.root if self.low is None else self.low

    def over(self, low: PitchClass) -> Chord:
        """The same chord over another bass tone."""
        return replace(self, low=None if low == self.root else low)


def chord(key: Key, degree: int, colour: str) -> Chord:
    """The chord on a degree of the key's chord scale; of a diminished or augmented one root and third.

    A colour whose added note would lie a semitone above another tone is played as a triad.
    """
    scale = key.mode.harmony

    def tone(step: int) -> PitchClass:
        octave, within = divmod(degree + step, 7)
        return (key.tonic + scale[within] + 12 * octave) % 12

    root = tone(0)
    steps = COLOURS[colour]
    if (tone(4) - root) % 12 != 7:
        steps = (0, 2)
    elif any((tone(added) - tone(other)) % 12 == 1 for added in steps[2:] for other in steps):
        steps = COLOURS["triad"]
    return Chord(degree, tuple(dict.fromkeys(tone(step) for step in steps)))


@lru_cache(maxsize=4096)
def numeral(key: Key, text: str, colour: str = "triad") -> Chord:
    """A chord by its numeral: ``2``, ``5M`` (major whatever the mode), ``4m``, ``7o`` (diminished), ``b7``.

    ``5/2`` is the dominant of the second degree. ``colour`` adds its note where the quality is the
    scale's own; "seventh" on a dominant adds the minor one. Raises ValueError for any other text.
    """
    found = _NUMERAL.fullmatch(text)
    if found is None:
        raise ValueError(f"numeral: {text!r}, expected for example 2, 5M, 4m, 7o, b7 or 5/2")
    degree = int(found["degree"]) - 1
    if found["of"]:
        target = int(found["of"]) - 1
        root = (key.tonic + key.mode.harmony[target] + 7) % 12
        return _dominant((target + 4) % 7, root, seventh=True)
    root = (key.tonic + key.mode.harmony[degree] - (1 if found["flat"] else 0)) % 12
    quality = found["quality"] or ("M" if found["flat"] else "")
    if not quality:
        return chord(key, degree, colour)
    if quality == "M" and degree == 4:
        return _dominant(degree, root, seventh=colour == "seventh")
    tones = tuple((root + step) % 12 for step in _QUALITIES[quality])
    if quality == "o":
        rising = root if degree == 6 else None
        return Chord(degree, tones, low=tones[1], rising=rising, falling=tones[2])
    return Chord(degree, tones)


def _dominant(degree: int, root: PitchClass, *, seventh: bool) -> Chord:
    third, fifth, last = ((root + step) % 12 for step in (4, 7, 10))
    tones = (root, third, fifth, last) if seventh else (root, third, fifth)
    return Chord(degree, tones, rising=third, falling=last if seventh else None)


def triad(key: Key, degree: int) -> Chord:
    """The plain chord on a degree."""
    return chord(key, degree, "triad")


def scale_over(key: Key, one: Chord) -> frozenset[PitchClass]:
    """The pitch classes that suit a chord: the key's, with what the chord raises or lowers in its place.

    Where the harmony has gone to another key, its pitch classes.
    """
    collection = (one.within or key).collection
    found = set(collection)
    for tone in one.tones:
        if tone not in collection:
            found.discard((tone - 1) % 12 if tone == one.rising else (tone + 1) % 12)
            found.add(tone)
    return frozenset(found)


def inflected(pitch: int, key: Key, one: Chord) -> int:
    """A pitch of the key as the chord wants it: F over a chord with F sharp becomes F sharp."""
    scale = scale_over(key, one)
    if pitch % 12 in scale or pitch % 12 not in key.collection:
        return pitch
    new, above = scale - key.collection, (pitch + 1) % 12
    raised = above in new and (above == one.rising or (pitch - 1) % 12 not in new)
    return pitch + 1 if raised else pitch - 1
