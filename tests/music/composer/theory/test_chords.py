from __future__ import annotations

from itertools import pairwise

import pytest

from metabgm.music.composer.randomness import stream
from metabgm.music.composer.theory.chords import COLOURS, chord, lead, parallel
from metabgm.music.composer.theory.keys import MODES, Key, Mode
from metabgm.music.composer.theory.progressions import cadence, progression

MODE_LIST = list(MODES.values())


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
    c_major = Key(0, MODES["major"])
    assert chord(c_major, 0, "triad").tones == (0, 4, 7)
    assert chord(c_major, 4, "seventh").tones == (7, 11, 2, 5)
    assert chord(c_major, 2, "added ninth").tones == (4, 7, 11)
    assert chord(c_major, 6, "triad").tones == (11, 2)


@pytest.mark.parametrize("mode", MODE_LIST, ids=lambda mode: mode.name)
@pytest.mark.parametrize("seed", range(12))
def test_voices_move_little_and_never_in_outer_parallels(mode: Mode, seed: int) -> None:
    rng = stream(seed, "voices")
    key = Key(seed, mode)
    degrees = [
        *progression(rng, mode, contrasting=False),
        *progression(rng, mode, contrasting=True),
        *cadence(rng, mode),
    ]
    chords = [chord(key, degree, "triad") for degree in degrees]
    voiced = lead(chords, voices=4, low=48, high=74)
    for voicing, one in zip(voiced, chords, strict=True):
        assert set(one.tones) == {pitch % 12 for pitch in voicing}
        assert list(voicing) == sorted(set(voicing))
        assert 48 <= voicing[0] <= voicing[-1] <= 74
    for before, after in pairwise(voiced):
        assert not parallel(before, after)
        assert max(abs(new - old) for old, new in zip(before, after, strict=True)) <= 9
    steps = [abs(new - old) for b, a in pairwise(voiced) for old, new in zip(b, a, strict=True)]
    assert sum(steps) / len(steps) < 3.5


def test_a_common_tone_stays() -> None:
    c_major = Key(0, MODES["major"])
    first, second = lead([chord(c_major, 0, "triad"), chord(c_major, 5, "triad")], voices=4, low=48, high=74)
    assert len(set(first) & set(second)) >= 2
