from __future__ import annotations

from itertools import pairwise

import pytest

from metabgm.music.composer.randomness import stream
from metabgm.music.composer.sound.instruments import instruments
from metabgm.music.composer.theory.chords import triad
from metabgm.music.composer.theory.keys import MODES, Key
from metabgm.music.composer.theory.voice_leading import lead
from metabgm.music.composer.theory.voicing import ensemble
from metabgm.music.composer.write.bedding.held import Holder
from metabgm.music.composer.write.bedding.pad import breathing, pad, waves
from metabgm.music.composer.write.score import Note, Span

KEY = Key(0, MODES["major"])
SPANS = [
    Span(4.0 * at, 4.0, triad(KEY, degree), cadence="half" if at == 3 else None)
    for at, degree in enumerate((0, 5, 3, 4, 0, 0, 3, 0))
]
VOICINGS = lead(stream(1, "v"), [span.chord for span in SPANS], ensemble(48, 74, voices=4, strict=False))
HOLDER = Holder(instruments()["strings"], 10.0)


def sounding(notes: list[Note], beat: float) -> int:
    return sum(note.beat <= beat < note.beat + note.beats for note in notes)


def test_a_pad_never_stops_and_holds_common_tones() -> None:
    notes = pad(SPANS, VOICINGS, HOLDER)
    assert all(sounding(notes, beat) == 4 for beat in range(2, 31))
    assert 4.0 < max(note.beats for note in notes) < 13.0
    assert {note.voice for note in notes} == {0, 1, 2, 3}


def test_a_pads_first_voices_enter_one_by_one() -> None:
    first = sorted(note.beat for note in pad(SPANS, VOICINGS, HOLDER))[:4]
    assert all(after > before for before, after in pairwise(first))


def test_a_pad_breathes_at_the_end_of_a_phrase() -> None:
    notes = pad(SPANS, VOICINGS, HOLDER)
    assert breathing(stream(1, "b"), notes, SPANS, 0.0, 4.0) == notes
    breathed = breathing(stream(1, "b"), notes, SPANS, 1.0, 4.0)
    assert [sounding(breathed, beat) for beat in (11.5, 12.5, 15.5, 16.5)] == [4, 0, 0, 4]


@pytest.mark.parametrize("seed", range(20))
def test_waves_swell_and_leave_silence(seed: int) -> None:
    notes = waves(stream(seed, "w"), SPANS, VOICINGS, HOLDER, shortest=16.0)
    heights = [sounding(notes, beat / 2) for beat in range(64)]
    assert heights[1] <= 2
    assert max(heights[:32]) == 4
    assert max(heights[24:32]) == 0
    assert heights[-1] == 4
