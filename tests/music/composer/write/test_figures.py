from __future__ import annotations

import pytest

from metabgm.music.composer.randomness import stream
from metabgm.music.composer.sound.instruments import instruments
from metabgm.music.composer.theory.chords import chord
from metabgm.music.composer.theory.keys import MODES, Key
from metabgm.music.composer.theory.metre import METRES
from metabgm.music.composer.write.figures import TEXTURES, Figurant, stacked
from metabgm.music.composer.write.score import Note, Section, Span

KEY = Key(2, MODES["dorian"])


def figure(texture: str, metre: str, density: float, name: str = "section") -> list[Note]:
    beats = METRES[metre].beats
    spans = [Span(beats * at, beats, chord(KEY, degree, "triad")) for at, degree in enumerate((0, 3, 6, 0))]
    section = Section(name, "A", 0, 0, 4, 0.7, frozenset({"accompaniment"}))
    figurant = Figurant(stream(3, "figure"), METRES[metre], density, 0.0)
    return figurant.write(texture, section, spans, instruments()["harp"])


@pytest.mark.parametrize("texture", TEXTURES)
@pytest.mark.parametrize("metre", METRES)
def test_figures_play_chord_tones_in_every_metre(texture: str, metre: str) -> None:
    beats = METRES[metre].beats
    tones = [set(chord(KEY, degree, "triad").tones) for degree in (0, 3, 6, 0)]
    notes = figure(texture, metre, 0.9)
    assert notes
    for note in notes:
        assert note.pitch % 12 in tones[int(note.beat // beats)]


@pytest.mark.parametrize("texture", ["arpeggio", "pulse"])
def test_density_thickens(texture: str) -> None:
    assert len(figure(texture, "4/4", 0.9)) > 1.3 * len(figure(texture, "4/4", 0.15))


def test_an_ostinato_insists() -> None:
    notes = figure("ostinato", "7/8", 0.5)
    bars = [[note.beat - 3.5 * bar for note in notes if note.beat // 3.5 == bar] for bar in range(4)]
    assert bars[0] == bars[1] == bars[2] == bars[3]
    assert bars[0][0] == 0.0


def test_an_outro_ends_with_a_rolled_chord() -> None:
    last = [note for note in figure("pulse", "4/4", 0.5, name="outro") if note.beat >= 12.0]
    onsets = [note.beat for note in last]
    assert len(set(onsets)) == len(onsets) >= 3
    assert max(onsets) - min(onsets) < 1.0


def test_stacks_have_their_root_below_and_no_mud() -> None:
    for degree in range(7):
        one = chord(KEY, degree, "seventh")
        pitches = stacked(one, instruments()["piano"], 45, 5)
        assert pitches[0] % 12 == one.root
        assert pitches == sorted(set(pitches))
        assert pitches[1] - pitches[0] > 3
