from __future__ import annotations

from itertools import pairwise

import pytest

from metabgm.music.composer.plan.registers import Band
from metabgm.music.composer.randomness import stream
from metabgm.music.composer.theory.chords import chord
from metabgm.music.composer.theory.keys import MODES, Key
from metabgm.music.composer.theory.metre import METRES
from metabgm.music.composer.write.compass import WIDEST_STEP, compass
from metabgm.music.composer.write.line import APART_BEATS, STRONG, Tone, fit
from metabgm.music.composer.write.score import Span, chord_at

BAND: Band = (62, 82)
METRE = METRES["4/4"]


def harmony(key: Key) -> list[Span]:
    return [Span(4.0 * at, 4.0, chord(key, degree, "triad")) for at, degree in enumerate((0, 3, 4, 5, 0))]


def random_tones(seed: int) -> list[Tone]:
    """Sixteen to twenty-four tones that wish for wild leaps, with rests between some."""
    rng = stream(seed, "tones")
    tones: list[Tone] = []
    beat = 0.0
    while beat < 19.0:
        beats = float(rng.choice([0.5, 1.0, 2.0]))
        move = int(rng.integers(-6, 7)) if rng.random() < 0.8 else None
        tones.append(Tone(beat, beats, move, 0.0))
        beat += beats + (APART_BEATS if rng.random() < 0.15 else 0.0)
    return tones


@pytest.mark.parametrize("mode", ["major", "dorian", "minor pentatonic", "harmonic minor", "hirajoshi"])
def test_leaps_and_strong_dissonances_are_resolved_by_step(mode: str) -> None:
    key = Key(2, MODES[mode])
    spans, room = harmony(key), compass(key, BAND)
    leaps = dissonances = 0
    for seed in range(200):
        tones = random_tones(seed)
        line = fit(stream(seed, "fit"), tones, room, spans, METRE)
        joined = [b.beat - a.end < APART_BEATS for a, b in pairwise(tones)] + [False]
        for at, tone in enumerate(tones):
            pitch = int(room.pitches[line[at]])
            tension = pitch % 12 not in chord_at(spans, tone.beat).tones
            if tension and METRE.weight(tone.beat) >= STRONG:
                dissonances += 1
                assert joined[at]
                assert abs(line[at + 1] - line[at]) == 1
                assert int(room.pitches[line[at + 1]]) % 12 in chord_at(spans, tones[at + 1].beat).tones
            if at and joined[at - 1] and abs(pitch - int(room.pitches[line[at - 1]])) > WIDEST_STEP:
                leaps += 1
                assert joined[at]
                assert (line[at + 1] - line[at]) * (line[at] - line[at - 1]) < 0
                assert abs(line[at + 1] - line[at]) == 1
    assert leaps > 100
    assert dissonances > 20


def test_wishes_are_kept_where_they_fit() -> None:
    key = Key(0, MODES["major"])
    tones = [Tone(float(at), 1.0, move, 0.0) for at, move in enumerate((None, 2, -1, 1, -2))]
    line = fit(stream(1, "fit"), tones, compass(key, BAND), [Span(0.0, 8.0, chord(key, 0, "triad"))], METRE)
    assert [after - before for before, after in pairwise(line)] == [2, -1, 1, -2]


def test_an_exact_imitation_keeps_its_semitones() -> None:
    key = Key(0, MODES["major"])
    room = compass(key, BAND)
    tones = [Tone(0.0, 1.0, None, 0.0), Tone(1.0, 1.0, 1, 0.0, exact=1), Tone(2.0, 2.0, -1, 0.0, exact=-1)]
    line = fit(stream(1, "fit"), tones, room, [Span(0.0, 8.0, chord(key, 0, "triad"))], METRE)
    assert [int(room.pitches[index]) - int(room.pitches[line[0]]) for index in line] == [0, 1, 0]


def test_a_line_goes_on_from_the_note_it_is_given_and_ends_in_the_chord() -> None:
    key = Key(0, MODES["major"])
    room = compass(key, BAND)
    spans = harmony(key)
    for first in range(len(room.degrees)):
        line = fit(stream(first, "fit"), random_tones(first), room, spans, METRE, first=first)
        assert line[0] == first
        assert int(room.pitches[line[-1]]) % 12 in chord_at(spans, 19.0).tones


def test_the_climax_stands_above_its_ceiling() -> None:
    key = Key(0, MODES["major"])
    room = compass(key, BAND)
    tones = [Tone(float(at), 1.0, None, 0.0, ceiling=1.0) for at in range(8)]
    tones[5] = Tone(5.0, 1.0, None, 0.0, floor=3.0)
    line = fit(stream(4, "fit"), tones, room, [Span(0.0, 8.0, chord(key, 0, "triad"))], METRE)
    assert max(range(8), key=lambda at: line[at]) == 5


def test_no_tones_no_line() -> None:
    key = Key(0, MODES["major"])
    assert fit(stream(1, "fit"), [], compass(key, BAND), harmony(key), METRE) == []
