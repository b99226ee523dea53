from __future__ import annotations

import pytest

from metabgm.music.composer.theory.chords import COLOURS, chord, inflected, numeral, scale_over
from metabgm.music.composer.theory.grammar import styles, vocabulary
from metabgm.music.composer.theory.keys import MODES, Key, Mode

MODE_LIST = list(MODES.values())
C_MAJOR = Key(0, MODES["major"])


@pytest.mark.parametrize("mode", MODE_LIST, ids=lambda mode: mode.name)
@pytest.mark.parametrize("colour", COLOURS)
def test_chords_stay_in_the_key(mode: Mode, colour: str) -> None:
    key = Key(5, mode)
    for degree in range(7):
        one = chord(key, degree, colour)
        assert set(one.tones) <= key.collection
        assert one.root == (key.tonic + mode.harmony[degree]) % 12
        assert len(set(one.tones)) == len(one.tones) >= 2


def test_known_chords() -> None:
    assert chord(C_MAJOR, 0, "triad").tones == (0, 4, 7)
    assert chord(C_MAJOR, 4, "seventh").tones == (7, 11, 2, 5)
    assert chord(C_MAJOR, 2, "added ninth").tones == (4, 7, 11)
    assert chord(C_MAJOR, 6, "triad").tones == (11, 2)


@pytest.mark.parametrize(
    ("text", "colour", "tones"),
    [
        ("5M", "seventh", (7, 11, 2, 5)),
        ("5/5", "triad", (2, 6, 9, 0)),
        ("5/2", "triad", (9, 1, 4, 7)),
        ("5/4", "triad", (0, 4, 7, 10)),
        ("4m", "triad", (5, 8, 0)),
        ("b7", "triad", (10, 2, 5)),
        ("7o", "triad", (11, 2, 5)),
        ("2", "added ninth", (2, 5, 9, 4)),
    ],
)
def test_numerals(text: str, colour: str, tones: tuple[int, ...]) -> None:
    assert numeral(C_MAJOR, text, colour).tones == tones


def test_minor_gets_its_leading_tone() -> None:
    dominant = numeral(Key(9, MODES["minor"]), "5M")
    assert dominant.tones == (4, 8, 11)
    assert dominant.rising == 8


@pytest.mark.parametrize("text", ["", "8", "5/9", "V", "5M7"])
def test_what_is_no_numeral_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="expected for example"):
        numeral(C_MAJOR, text)


@pytest.mark.parametrize("mode", MODE_LIST, ids=lambda mode: mode.name)
def test_the_scale_over_a_chord_has_its_tones_and_seven_notes(mode: Mode) -> None:
    key = Key(4, mode)
    for style in styles(mode):
        for text in vocabulary(mode, style):
            one = numeral(key, text)
            scale = scale_over(key, one)
            assert set(one.tones) <= scale
            assert 6 <= len(scale) <= 7
            for pitch in range(60, 84):
                bent = inflected(pitch, key, one)
                assert abs(bent - pitch) <= 1
                if pitch % 12 in key.collection:
                    assert bent % 12 in scale


def test_lines_take_the_chords_accidentals() -> None:
    assert inflected(65, C_MAJOR, numeral(C_MAJOR, "5/5")) == 66
    assert inflected(69, C_MAJOR, numeral(C_MAJOR, "4m")) == 68
    assert inflected(65, C_MAJOR, numeral(C_MAJOR, "4")) == 65
