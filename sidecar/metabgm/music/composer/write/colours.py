"""How the numerals of a phrase sound: colours and basses."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from metabgm.music.composer.randomness import chance, weighted
from metabgm.music.composer.theory.bass_lines import with_basses
from metabgm.music.composer.theory.chords import Chord, numeral, triad
from metabgm.music.composer.theory.progressions import Phrase
from metabgm.music.composer.write.setting import Setting

Taste = tuple[str, float]  # a colour and how well it is liked
_PEDAL = {"functional": 0.06, "modal": 0.18}  # chance that a phrase stands over the tonic
_TASTE = (0.5, 1.8)  # factor by which one piece likes a colour less or more than another


def taste(rng: np.random.Generator, terms: Setting) -> list[Taste]:
    """How much this piece likes each colour."""
    tension, modal = terms.tension, terms.style == "modal"
    usual = {
        "triad": 1.1 if modal else 2.4,
        "added ninth": 1.1 - 0.6 * tension if modal else 0.3,
        "added sixth": 0.25 * (1.0 - tension) if modal else 0.0,
        "suspended": 0.45 if modal else 0.0,
        "suspended fourth": 0.25 if modal else 0.0,
        "seventh": 0.4 + 0.5 * tension if modal else 0.9,
        "open": 0.2 + 0.5 * tension if modal else 0.0,
    }
    if terms.plain:
        usual = {"triad": 2.4, "seventh": usual["seventh"]}
    low, high = _TASTE
    return [(name, weight * (low + (high - low) * float(rng.random()))) for name, weight in usual.items()]


def sounding(
    rng: np.random.Generator,
    terms: Setting,
    phrase: Phrase,
    colours: Sequence[Taste],
    *,
    ends: bool,
) -> list[Chord]:
    """The phrase's chords with colour and bass; its goal is plain, and so is all that leads there."""
    last = len(phrase.numerals) - 1
    chords: list[Chord] = []
    for at, name in enumerate(phrase.numerals):
        plain = at == last and (ends or terms.style == "functional")
        colour = "triad" if plain else weighted(rng, colours)
        if terms.style == "functional" and name in ("1", "6", "3") and colour == "seventh":
            colour = "triad"
        chords.append(numeral(terms.key, name, colour))
    if chance(rng, _PEDAL[terms.style]) and not ends:
        tonic = terms.key.tonic
        return [one.over(tonic) if one.rising is None else one for one in chords[:-1]] + chords[-1:]
    closes = phrase.cadence in ("authentic", "deceptive", "half")
    rooted = {0, last, *([last - 1] if closes else [])}
    chords = with_basses(rng, chords, rooted=rooted, style=terms.style)
    if ends:
        chords[-1] = triad(terms.key, 0)
    return chords
