from __future__ import annotations

import pytest

from metabgm.music.composer.randomness import stream
from metabgm.music.composer.sound.instruments import instruments
from metabgm.music.composer.theory.chords import chord
from metabgm.music.composer.theory.keys import MODES, Key
from metabgm.music.composer.write.bedding.held import Holder
from metabgm.music.composer.write.bedding.still import drone, halo
from metabgm.music.composer.write.score import Span, chord_at

KEY = Key(2, MODES["dorian"])
SPANS = [
    Span(8.0 * at, 8.0, chord(KEY, degree, "added ninth"))
    for at, degree in enumerate((0, 3, 6, 0, 2, 3, 0, 6, 3, 0))
]
HOLDER = Holder(instruments()["strings"], 12.0)


@pytest.mark.parametrize("seed", range(20))
def test_a_drone_is_tonic_and_fifth_under_a_slow_colour(seed: int) -> None:
    notes = drone(SPANS, KEY, HOLDER, stream(seed, "d"))
    ground = [note for note in notes if note.voice > 0]
    assert {note.pitch % 12 for note in ground} == {2, 9}
    for beat in range(1, 79):
        assert sum(note.beat <= beat < note.beat + note.beats for note in ground) == 3
    colours = [note for note in notes if note.voice == 0]
    assert len({note.pitch for note in colours}) >= 2
    assert all(note.pitch % 12 in chord_at(SPANS, note.beat).tones for note in colours)
    assert min(note.pitch for note in colours) > max(note.pitch for note in ground)


@pytest.mark.parametrize("name", ["strings", "choir", "contrabass", "horn", "halo_pad"])
@pytest.mark.parametrize("seed", range(10))
def test_a_halo_is_thin_and_high(name: str, seed: int) -> None:
    player = instruments()[name]
    notes = halo(SPANS, Holder(player, 12.0), stream(seed, "h"))
    assert notes
    for beat in range(80):
        assert sum(note.beat <= beat < note.beat + note.beats for note in notes) <= 2
    for note in notes:
        assert max(player.low, min(69, player.high - 14)) <= note.pitch <= player.high
        inside = [
            span.chord.tones for span in SPANS if note.beat <= span.beat < note.beat + note.beats - 1e-6
        ]
        assert all(note.pitch % 12 in tones for tones in (chord_at(SPANS, note.beat).tones, *inside))
    assert len({note.beat for note in notes}) == len(notes)


def test_seeds_give_different_halos() -> None:
    assert (
        len({tuple(note.pitch for note in halo(SPANS, HOLDER, stream(seed, "h"))) for seed in range(10)}) >= 8
    )
