from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest

from metabgm.music.composer.randomness import stream
from metabgm.music.composer.theory.chords import inflected, numeral, scale_over, triad
from metabgm.music.composer.theory.grammar import follows
from metabgm.music.composer.theory.keys import MODES, Key, relation
from metabgm.music.composer.theory.modulation import excursion
from metabgm.music.composer.theory.progressions import Harmonist

HOMES = ("major", "minor", "harmonic minor", "melodic minor")


@pytest.mark.parametrize("mode", HOMES)
def test_it_goes_to_the_dominant_or_the_relative_key_by_a_chord_of_both(mode: str) -> None:
    home = Key(2, MODES[mode])
    goals: Counter[str] = Counter()
    for seed in range(60):
        away = excursion(stream(seed, "away"), home)
        goals[away.key.name] += 1
        dominant = (away.key.tonic - home.tonic) % 12 == 7
        assert dominant or relation(home, away.key) == "relative"
        pivot = numeral(away.key, away.pivot)
        assert len(pivot.tones) == 3
        assert set(pivot.tones) <= home.collection & away.key.collection
    assert len(goals) == 2


@pytest.mark.parametrize("mode", HOMES)
def test_its_phrases_open_with_the_pivot_and_confirm_the_new_key(mode: str) -> None:
    for seed in range(40):
        rng = stream(seed, "away")
        away = excursion(rng, Key(0, MODES[mode]))
        phrase = Harmonist(rng, away.key.mode, "functional").excursion(6, away.pivot)
        assert len(phrase.numerals) == 6
        assert phrase.numerals[0] == away.pivot
        assert phrase.numerals[-2] in ("5M", "7o")
        assert phrase.numerals[-1] == "1"
        assert all(
            follows(away.key.mode, "functional", one, other) for one, other in pairwise(phrase.numerals)
        )


def test_lines_of_the_home_key_follow() -> None:
    home = Key(0, MODES["major"])
    away = next(
        one for one in (excursion(stream(seed, "away"), home) for seed in range(20)) if one.degree == 4
    )
    tonic = away.seen_from_home(triad(away.key, 0))
    assert (tonic.degree, tonic.root) == (4, 7)
    assert scale_over(home, tonic) == away.key.collection
    assert [inflected(pitch, home, tonic) for pitch in (60, 64, 65, 67, 71)] == [60, 64, 66, 67, 71]


def test_lines_of_harmonic_minor_lose_their_leading_tone_in_the_relative_major() -> None:
    home = Key(9, MODES["harmonic minor"])
    away = next(
        one for one in (excursion(stream(seed, "away"), home) for seed in range(20)) if one.degree == 2
    )
    tonic = away.seen_from_home(triad(away.key, 0))
    assert tonic.degree == 2
    assert [inflected(pitch, home, tonic) for pitch in (68, 69, 71)] == [67, 69, 71]
