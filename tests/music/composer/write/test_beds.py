from __future__ import annotations

from itertools import pairwise

import pytest

from metabgm.music.composer.randomness import stream
from metabgm.music.composer.sound.instruments import instruments
from metabgm.music.composer.theory.chords import chord, lead
from metabgm.music.composer.theory.keys import MODES, Key
from metabgm.music.composer.theory.metre import METRES
from metabgm.music.composer.write.beds import bass, chorale, drone, pad
from metabgm.music.composer.write.score import Span

KEY = Key(0, MODES["major"])
SPANS = tuple(
    Span(4.0 * at, 4.0, chord(KEY, degree, "triad")) for at, degree in enumerate((0, 5, 3, 4, 0, 0, 3, 0))
)
VOICINGS = lead([span.chord for span in SPANS], voices=4, low=48, high=74)
STRINGS = instruments()["strings"]


def test_a_pad_never_stops_and_holds_common_tones() -> None:
    notes = pad(SPANS, VOICINGS, STRINGS, longest_beats=10.0)
    for beat in range(2, 31):
        assert sum(note.beat <= beat < note.beat + note.beats for note in notes) == 4
    assert max(note.beats for note in notes) > 4.0
    assert max(note.beats for note in notes) < 12.0


def test_a_pads_first_voices_enter_one_by_one() -> None:
    first = sorted(note.beat for note in pad(SPANS, VOICINGS, STRINGS, longest_beats=10.0))[:4]
    assert all(after > before for before, after in pairwise(first))


def test_a_drone_is_tonic_and_fifth() -> None:
    notes = drone(0.0, 32.0, KEY, STRINGS, longest_beats=8.0)
    assert {note.pitch % 12 for note in notes} == {0, 7}
    for beat in range(1, 31):
        assert sum(note.beat <= beat < note.beat + note.beats for note in notes) == 3


def test_a_chorale_moves_together_with_passing_notes_of_the_key() -> None:
    notes = chorale(stream(1, "c"), SPANS, VOICINGS, key=KEY, metre=METRES["4/4"], instrument=STRINGS)
    for span in SPANS:
        assert sum(note.beat == span.beat for note in notes) == 4
    assert all(note.pitch % 12 in KEY.collection for note in notes)


@pytest.mark.parametrize("driving", [False, True])
def test_the_bass_plays_roots_low(driving: bool) -> None:
    contrabass = instruments()["contrabass"]
    notes = bass(stream(1, "b"), SPANS, METRES["4/4"], contrabass, driving=driving, longest_beats=8.0)
    roots = {span.beat: span.chord.root for span in SPANS}
    for note in notes:
        assert note.pitch % 12 == roots[note.beat // 4 * 4]
        assert contrabass.low <= note.pitch <= 60
    assert (len(notes) > 3 * len(SPANS)) is driving
