from __future__ import annotations

import pytest

from metabgm.music.composer.theory.cadences import ending_chords
from metabgm.music.composer.theory.chords import Chord, numeral, triad
from metabgm.music.composer.theory.grammar import styles, vocabulary
from metabgm.music.composer.theory.keys import MODES, Key


@pytest.mark.parametrize("name", MODES)
def test_every_chord_is_led_home(name: str) -> None:
    key = Key(3, MODES[name])
    for style in styles(key.mode):
        for text in vocabulary(key.mode, style):
            sounding = numeral(key, text)
            ending = ending_chords(key, sounding)
            assert ending[-1] == triad(key, 0)
            assert len(ending) in (1, 2)
            if len(ending) == 2:
                assert ending[0].degree not in (0, sounding.degree)


def test_how_c_major_comes_home() -> None:
    key = Key(0, MODES["major"])

    def roots(sounding: Chord) -> list[int]:
        return [one.root for one in ending_chords(key, sounding)]

    assert roots(triad(key, 0)) == [0]
    assert roots(numeral(key, "5M", "seventh")) == [0]
    assert roots(triad(key, 1)) == [7, 0]
    assert roots(triad(key, 5)) == [5, 0]


def test_a_mode_comes_home_by_its_own_cadence() -> None:
    assert [
        one.root for one in ending_chords(Key(0, MODES["phrygian"]), triad(Key(0, MODES["phrygian"]), 3))
    ] == [
        1,
        0,
    ]
