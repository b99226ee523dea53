from __future__ import annotations

from itertools import pairwise

from metabgm.music.composer.theory.chords import chord
from metabgm.music.composer.write.figures.stack import stacked
from tests.music.composer.write.figures.written import KEY


def test_stacks_have_their_root_below_and_no_mud() -> None:
    for degree in range(7):
        for lowest in (36, 45, 52, 60):
            one = chord(KEY, degree, "seventh")
            pitches = stacked(one, (lowest, 96), 5)
            assert pitches[0] % 12 == one.root
            assert len(pitches) == 5
            assert {pitch % 12 for pitch in pitches} <= set(one.tones)
            for lower, upper in pairwise(pitches):
                assert upper - lower >= (12 if lower < 43 else 7 if lower < 52 else 4 if lower < 59 else 2)


def test_an_inversion_begins_on_a_later_tone() -> None:
    one = chord(KEY, 0, "triad")
    assert stacked(one, (60, 84), 3, inversion=1)[0] % 12 == one.tones[1]


def test_a_stack_keeps_its_band() -> None:
    one = chord(KEY, 4, "triad")
    for low in range(40, 70):
        assert all(low <= pitch <= low + 12 for pitch in stacked(one, (low, low + 12), 6))
