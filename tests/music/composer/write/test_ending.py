from __future__ import annotations

from itertools import pairwise

import pytest

from metabgm.music.composer.plan.parameters import decide
from metabgm.music.composer.sound.instruments import PERCUSSION, instruments
from metabgm.music.composer.theory.chords import Chord, chord
from metabgm.music.composer.theory.keys import MODES, Key
from metabgm.music.composer.theory.voice_leading import parallel
from metabgm.music.composer.words.reader import read
from metabgm.music.composer.write.ending import Ending, ending
from metabgm.music.composer.write.score import Note, Part
from metabgm.music.engine import Brief, Role

TEXT = "calm piece in C major at 80 bpm"


def close(*company: Note, degree: int = 1, role: Role = "base", text: str = TEXT) -> Ending:
    parameters = decide(Brief(text, 0, role), read(text))
    return ending(parameters, chord(parameters.key, degree, "triad"), company, beat=8.0, seconds=6.0)


def note(pitch: int, part: Part, player: str, beat: float = 6.0, beats: float = 4.0) -> Note:
    return Note(beat, beats, pitch, 0.5, part, instruments()[player])


def pitches(of: Ending, part: Part, chord_at: int) -> list[int]:
    span = of.spans[chord_at]
    return sorted(one.pitch for one in of.notes if one.part == part and one.beat == span.beat)


def test_a_bed_steps_into_the_tonic() -> None:
    bed = [note(pitch, "bed", "strings") for pitch in (50, 57, 62, 65)]
    made = close(*bed)
    last = pitches(made, "bed", -1)
    assert {pitch % 12 for pitch in last} <= {0, 4, 7}
    assert {0, 4} <= {pitch % 12 for pitch in last}
    stages = [[50, 57, 62, 65], *(pitches(made, "bed", at) for at in range(len(made.spans)))]
    for before, after in pairwise(stages):
        assert all(abs(new - old) <= 5 for old, new in zip(before, after, strict=False))


@pytest.mark.parametrize("pitch", range(64, 84))
def test_a_melody_closes_near_by_on_the_chord(pitch: int) -> None:
    made = close(note(pitch, "lead", "flute"))
    (last,) = pitches(made, "lead", -1)
    assert last % 12 in (0, 4, 7)
    (before, *_) = pitches(made, "lead", 0)
    assert abs(before - pitch) <= 5
    assert instruments()["flute"].low <= last <= instruments()["flute"].high


def test_who_is_alone_and_has_chords_plays_one() -> None:
    assert len(pitches(close(note(76, "lead", "piano")), "lead", -1)) == 3
    assert len(pitches(close(note(76, "lead", "flute")), "lead", -1)) == 1
    assert len(pitches(close(note(76, "lead", "piano"), note(48, "bed", "strings")), "lead", -1)) == 1


def test_the_bass_takes_the_root_and_combat_a_last_stroke() -> None:
    drums = [Note(7.0, 0.5, pitch, 0.9, "percussion", PERCUSSION["taiko"]) for pitch in (48, 60)]
    made = close(note(43, "bass", "contrabass"), *drums, role="combat")
    tonic = made.spans[-1].chord.root
    assert [pitch % 12 for pitch in pitches(made, "bass", -1)] == [tonic]
    assert pitches(made, "percussion", -1) == [48]
    assert not pitches(close(note(43, "bass", "contrabass"), *drums), "percussion", -1)


def test_from_home_it_is_one_chord() -> None:
    made = close(note(48, "bed", "strings"), degree=0)
    assert len(made.spans) == 1
    assert made.spans[0].chord == Chord(0, (0, 4, 7))
    assert made.seconds == pytest.approx(9.0, abs=0.5)


@pytest.mark.parametrize("degree", range(7))
def test_outer_voices_make_no_parallels_and_the_melody_ends_on_tonic_or_third(degree: int) -> None:
    for top in range(64, 84):
        for low in range(36, 50):
            made = close(note(top, "lead", "flute"), note(low, "bass", "contrabass"), degree=degree)
            stages = range(len(made.spans))
            lead = [top, *(pitches(made, "lead", at)[0] for at in stages)]
            bass = [low, *(pitches(made, "bass", at)[0] for at in stages)]
            assert lead[-1] % 12 in (0, 4)
            assert not any(parallel(*both) for both in zip(pairwise(bass), pairwise(lead), strict=True)), (
                top,
                low,
            )


@pytest.mark.parametrize("degree", range(7))
def test_a_beds_outer_voices_make_no_parallels(degree: int) -> None:
    key = Key(0, MODES["major"])
    for inversion in range(3):
        tones = chord(key, degree, "triad").tones
        stack = [36 + inversion * 5 + (tone - inversion * 5) % 12 for tone in tones]
        voices = sorted([stack[0], *(one + 12 for one in stack[1:]), stack[0] + 24])
        made = close(*(note(pitch, "bed", "strings") for pitch in voices), degree=degree)
        rows = [voices, *(pitches(made, "bed", at) for at in range(len(made.spans)))]
        for before, after in pairwise(rows):
            assert not parallel((before[0], after[0]), (before[-1], after[-1]))


def test_who_is_alone_has_the_root_under_the_end() -> None:
    for top in range(64, 84):
        made = close(note(top, "lead", "piano"))
        for at, span in enumerate(made.spans):
            low, *_, high = pitches(made, "lead", at)
            assert low % 12 == span.chord.root
            assert high - low >= 10
