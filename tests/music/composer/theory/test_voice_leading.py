from __future__ import annotations

from itertools import combinations, pairwise

import pytest

from metabgm.music.composer.randomness import stream
from metabgm.music.composer.theory.chords import Chord, chord, numeral
from metabgm.music.composer.theory.grammar import styles, walk
from metabgm.music.composer.theory.keys import MODES, Key
from metabgm.music.composer.theory.voice_leading import lead, parallel
from metabgm.music.composer.theory.voicing import Voicing, ensemble

C_MAJOR = Key(0, MODES["major"])
CHORALE = ensemble(43, 84, voices=4, strict=True)


def led(seed: int) -> tuple[list[Chord], list[Voicing]]:
    """A row of 16 chords in any mode and style, in four strict voices."""
    rng = stream(seed, "led")
    mode = list(MODES.values())[seed % len(MODES)]
    style = styles(mode)[seed // len(MODES) % len(styles(mode))]
    path = walk(rng, mode, style, 16, fixed={0: "1", 15: "1"}, favour={})
    chords = [
        numeral(Key(seed % 12, mode), text, "seventh" if rng.random() < 0.3 else "triad") for text in path
    ]
    return chords, lead(rng, chords, CHORALE)


@pytest.mark.parametrize("seed", range(200))
def test_four_strict_voices_keep_the_rules(seed: int) -> None:
    chords, voiced = led(seed)
    for one, voicing in zip(chords, voiced, strict=True):
        assert {pitch % 12 for pitch in voicing} <= set(one.tones)
        assert one.root in {pitch % 12 for pitch in voicing}
        assert voicing[0] % 12 == one.bass
        assert list(voicing) == sorted(set(voicing))
        assert all(low <= pitch <= high for pitch, (low, high) in zip(voicing, CHORALE.ranges, strict=True))
        assert all(after - before <= 12 for before, after in pairwise(voicing[1:]))
        classes = [pitch % 12 for pitch in voicing]
        assert all(classes.count(tone) <= 1 for tone in (one.rising, one.falling) if tone is not None)
    for before, after in pairwise(voiced):
        moves = list(zip(before, after, strict=True))
        assert not any(parallel(low, high) for low, high in combinations(moves, 2))
        assert all(abs(new - old) <= 5 for old, new in moves[1:])
        assert abs(after[0] - before[0]) <= 12
        assert all(after[at] <= before[at + 1] and after[at + 1] >= before[at] for at in range(3))


def test_leading_tones_rise_and_sevenths_fall() -> None:
    rising: list[bool] = []
    falling: list[bool] = []
    for seed in range(200):
        chords, voiced = led(seed)
        for (here, there), one in zip(pairwise(voiced), chords, strict=False):
            for old, new in zip(here, there, strict=True):
                if old % 12 == one.rising:
                    rising.append(new - old in (0, 1))
                if old % 12 == one.falling:
                    falling.append(new - old in (0, -1, -2))
    assert len(rising) > 150
    assert sum(rising) >= 0.96 * len(rising)
    assert sum(falling) >= 0.95 * len(falling)


def test_common_tones_stay() -> None:
    first, second = lead(stream(1, "c"), [chord(C_MAJOR, 0, "triad"), chord(C_MAJOR, 5, "triad")], CHORALE)
    assert len(set(first) & set(second)) >= 2


def test_a_row_that_returns_is_voiced_anew() -> None:
    row = [numeral(C_MAJOR, text) for text in ("1", "6", "4", "5M")] * 12
    voiced = lead(stream(4, "n"), row, CHORALE)
    assert len({tuple(voiced[at : at + 4]) for at in range(0, len(voiced), 4)}) >= 4


def test_no_chords_no_voicings() -> None:
    assert lead(stream(1, "x"), [], CHORALE) == []


@pytest.mark.parametrize(("low", "high"), [(28, 60), (55, 96), (48, 81), (43, 69)])
@pytest.mark.parametrize("voices", [2, 3, 4])
def test_every_voice_reaches_every_pitch_class(low: int, high: int, voices: int) -> None:
    for bottom, top in ensemble(low, high, voices=voices, strict=False).ranges:
        assert low <= bottom <= top <= high
        assert top - bottom >= 11


@pytest.mark.parametrize(
    ("lower", "upper", "found"),
    [
        ((48, 50), (55, 57), True),
        ((48, 50), (60, 62), True),
        ((48, 43), (55, 62), True),
        ((48, 48), (55, 55), False),
        ((48, 50), (52, 53), False),
        ((48, 50), (55, 55), False),
    ],
)
def test_parallels(lower: tuple[int, int], upper: tuple[int, int], found: bool) -> None:
    assert parallel(lower, upper) is found
