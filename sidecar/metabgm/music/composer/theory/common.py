"""Chords that two keys have in common: where one piece can be led over into the next."""

from __future__ import annotations

from metabgm.music.composer.theory.chords import Chord, numeral, triad
from metabgm.music.composer.theory.grammar import styles
from metabgm.music.composer.theory.keys import Key

# How well a common triad leads over, by what it is in the new key, best first: subdominant, submediant,
# tonic, supertonic, mediant, dominant, subtonic, and the major dominant that minor borrows.
_BEST_IN_NEW = ("4", "6", "1", "2", "3", "5", "7", "5M")


def common_chord(old: Key, new: Key) -> Chord | None:
    """The old key's tonic triad if the new key has it, else the best triad of both, else None.

    The chord is one of the new key: its degree counts there. A triad has a perfect fifth.
    """
    home = frozenset(triad(old, 0).tones)
    shared = {frozenset(one.tones) for one in _triads(old)}
    common = [one for one in _triads(new) if frozenset(one.tones) in shared]
    return next((one for one in common if frozenset(one.tones) == home), common[0] if common else None)


def _triads(key: Key) -> list[Chord]:
    functional = "functional" in styles(key.mode)
    names = _BEST_IN_NEW if functional else _BEST_IN_NEW[:-1]
    return [one for one in (numeral(key, name) for name in names) if len(one.tones) == 3]
