"""Modes and keys, and how two keys are related."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

PitchClass = int  # 0 = C .. 11 = B
_SHARP_NAMES = ("C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B")
_FLAT_NAMES = ("C", "Db", "D", "Eb", "E", "F", "Gb", "G", "Ab", "A", "Bb", "B")
_NATURALS = {"c": 0, "d": 2, "e": 4, "f": 5, "g": 7, "a": 9, "b": 11}
_FLAT_SIDE = frozenset({5, 10, 3, 8, 1})  # major keys written with flats: F Bb Eb Ab Db
_G_FLAT = 6  # as a major key F# is as usual, as a relative Eb minor is more so than D#


@dataclass(frozen=True)
class Mode:
    """``steps``: semitones of the melody's scale above the tonic. ``harmony``: the chords' seven-note scale.

    ``valence``: how bright the mode sounds, -1 to 1 (the order of the church modes by raised degrees).
    """

    name: str
    steps: tuple[int, ...]
    harmony: tuple[int, ...]
    valence: float

    @property
    def minor(self) -> bool:
        """Whether the third above the tonic is minor."""
        return 3 in self.harmony


_IONIAN = (0, 2, 4, 5, 7, 9, 11)
_AEOLIAN = (0, 2, 3, 5, 7, 8, 10)


def _church(name: str, steps: tuple[int, ...], valence: float) -> Mode:
    return Mode(name, steps, steps, valence)


MODES: dict[str, Mode] = {
    mode.name: mode
    for mode in (
        _church("lydian", (0, 2, 4, 6, 7, 9, 11), 0.7),
        _church("major", _IONIAN, 0.6),
        Mode("major pentatonic", (0, 2, 4, 7, 9), _IONIAN, 0.5),
        _church("mixolydian", (0, 2, 4, 5, 7, 9, 10), 0.3),
        _church("dorian", (0, 2, 3, 5, 7, 9, 10), -0.1),
        Mode("minor pentatonic", (0, 3, 5, 7, 10), _AEOLIAN, -0.25),
        _church("minor", _AEOLIAN, -0.45),
        _church("melodic minor", (0, 2, 3, 5, 7, 9, 11), -0.4),
        _church("harmonic minor", (0, 2, 3, 5, 7, 8, 11), -0.6),
        Mode("hirajoshi", (0, 2, 3, 7, 8), _AEOLIAN, -0.3),
        _church("phrygian dominant", (0, 1, 4, 5, 7, 8, 10), -0.4),
        _church("phrygian", (0, 1, 3, 5, 7, 8, 10), -0.75),
        _church("locrian", (0, 1, 3, 5, 6, 8, 10), -0.95),
    )
}


@dataclass(frozen=True)
class Key:
    """A tonic and a mode."""

    tonic: PitchClass
    mode: Mode

    @property
    def name(self) -> str:
        """For example ``D dorian`` or ``Eb major``."""
        return f"{self.spelling(self.tonic)} {self.mode.name}"

    def spelling(self, pitch: int) -> str:
        """The pitch class's name as this key writes it."""
        relative_major = (self.tonic + (3 if self.mode.minor else 0)) % 12
        flat = relative_major in _FLAT_SIDE or (self.mode.minor and relative_major == _G_FLAT)
        names = _FLAT_NAMES if flat else _SHARP_NAMES
        return names[pitch % 12]

    def chord_name(self, tones: Sequence[PitchClass]) -> str:
        """A triad as this key writes it, the root first: for example ``F``, ``D minor``."""
        third = (tones[1] - tones[0]) % 12
        return self.spelling(tones[0]) + (" minor" if third == 3 else "")

    @cached_property
    def collection(self) -> frozenset[PitchClass]:
        """The pitch classes of its chords' scale."""
        return frozenset((self.tonic + step) % 12 for step in self.mode.harmony)

    def pitch(self, degree: int, octave_of: int) -> int:
        """MIDI pitch of a scale degree (0 = tonic, any integer) counted from the tonic at ``octave_of``.

        ``octave_of`` is the MIDI pitch of degree 0.
        """
        octaves, step = divmod(degree, len(self.mode.steps))
        return octave_of + 12 * octaves + self.mode.steps[step]


def pitch_class(letter: str, accidental: int) -> PitchClass:
    """``letter`` a to g in either case, ``accidental`` +1 for a sharp, -1 for a flat."""
    return (_NATURALS[letter.lower()] + accidental) % 12


def relation(old: Key, new: Key) -> str:
    """How the new key is related to the old one, in a few words that follow "the ... of"."""
    if old == new:
        return "same key"
    if old.tonic == new.tonic:
        return "parallel" if old.mode.minor != new.mode.minor else "same tonic"
    if old.collection == new.collection or (
        old.mode.minor != new.mode.minor and _relative_tonic(old) == new.tonic
    ):
        return "relative"
    interval = (new.tonic - old.tonic) % 12
    if interval == 7:
        return "dominant"
    if interval == 5:
        return "subdominant"
    return f"neighbour with {len(old.collection & new.collection)} common tones"


def related_tonics(old: Key, mode: Mode) -> list[tuple[PitchClass, float]]:
    """Tonics for a new piece in ``mode`` after one in ``old``, with weights; never empty."""
    same_kind = mode.minor == old.mode.minor
    found = {old.tonic: 0.5 if same_kind else 0.35}
    if same_kind:
        found[(old.tonic + 7) % 12] = 0.25
        found[(old.tonic + 5) % 12] = 0.25
    else:
        found[_relative_tonic(old)] = 0.65
    for tonic in range(12):
        if Key(tonic, mode).collection == old.collection:
            found[tonic] = found.get(tonic, 0.0) + 0.4
    return list(found.items())


def _relative_tonic(key: Key) -> PitchClass:
    return (key.tonic + (3 if key.mode.minor else -3)) % 12
