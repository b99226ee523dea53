from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from metabgm.music.composer.plan.textures import FIGURE_TEXTURES, FigureTexture
from metabgm.music.composer.sound.instruments import instruments
from metabgm.music.composer.theory.metre import METRES
from metabgm.music.composer.write.idioms import idiom
from metabgm.music.composer.write.score import Note
from tests.music.composer.write.figures.written import CHORDS, KEY, Asked, heard, written


@pytest.mark.parametrize("texture", FIGURE_TEXTURES)
@pytest.mark.parametrize("metre", METRES)
@pytest.mark.parametrize("intensity", [0.3, 0.5, 0.7, 0.9])
def test_figures_play_the_chord_in_every_metre(texture: FigureTexture, metre: str, intensity: float) -> None:
    beats = METRES[metre].beats
    for seed in range(6):
        notes = heard(written(Asked(texture, metre, 0.15 * seed, seed=seed)), intensity)
        assert len(notes) >= 4
        strange = 0
        for note in notes:
            bar = int((note.beat + 1e-6) // beats)
            assert bar < 8
            assert note.pitch % 12 in KEY.collection
            assert instruments()["harp"].low <= note.pitch <= instruments()["harp"].high
            if note.pitch % 12 not in CHORDS[bar].tones:
                strange += 1
                assert bar % 4 == 3  # only what leads into the next phrase
                assert note.beat - bar * beats >= beats - 1.0 - 1e-6
        assert strange <= 6


@pytest.mark.parametrize("texture", FIGURE_TEXTURES)
def test_density_and_intensity_thicken(texture: FigureTexture) -> None:
    def count(density: float, intensity: float) -> int:
        return sum(
            len(heard(written(Asked(texture, density=density, seed=seed)), intensity)) for seed in range(8)
        )

    assert count(0.9, 0.5) > count(0.1, 0.5)
    assert count(0.35, 0.7) > count(0.35, 0.5)
    assert count(0.35, 0.29) == 0


@pytest.mark.parametrize("texture", FIGURE_TEXTURES)
def test_the_highest_intensity_lies_higher(texture: FigureTexture) -> None:
    def mean(intensity: float) -> float:
        notes = [n for seed in range(4) for n in heard(written(Asked(texture, seed=seed)), intensity)]
        return sum(note.pitch for note in notes) / len(notes)

    assert mean(0.85) > mean(0.7) + 4


def test_what_stands_alone_stays_at_every_intensity() -> None:
    assert heard(written(Asked("arpeggio", constant=True)), 0.0)


@pytest.mark.parametrize("texture", FIGURE_TEXTURES)
def test_bars_vary_and_seeds_differ(texture: FigureTexture) -> None:
    different = 0
    for seed in range(20):
        notes = heard(written(Asked(texture, seed=seed)))
        shapes = {
            tuple((round(n.beat - 4 * bar, 3), n.beats) for n in notes if n.beat // 4 == bar)
            for bar in range(8)
        }
        different += len(shapes) >= 2
    assert different >= 12
    assert len({tuple((n.beat, n.pitch) for n in written(Asked(texture, seed=s))) for s in range(20)}) >= 18


@pytest.mark.parametrize("name", instruments())
@pytest.mark.parametrize("texture", FIGURE_TEXTURES)
def test_what_is_written_can_be_played(name: str, texture: FigureTexture) -> None:
    ways = idiom(name)
    for bpm, density in ((60.0, 0.3), (150.0, 1.0)):
        asked = Asked(texture, density=density, bpm=bpm, players=(name,), lead=None, calm=False)
        for intensity in (0.5, 0.7, 0.9):
            notes = heard(written(asked), intensity)
            assert notes
            assert all(ways.low <= note.pitch <= ways.high for note in notes)
            _can_be_played(notes, name, bpm)


def _can_be_played(notes: list[Note], name: str, bpm: float) -> None:
    ways, beat_s = idiom(name), 60.0 / bpm
    for before, after in pairwise(notes):
        apart = (after.beat - before.beat) * beat_s
        if ways.polyphony == 1:
            assert before.beat + before.beats <= after.beat + 1e-6
            assert apart >= 1.0 / ways.fastest_run_per_s - 2e-3
    last: dict[int, float] = {}
    for note in notes:
        at = note.beat * beat_s
        assert at - last.get(note.pitch, -1.0) >= 1.0 / ways.fastest_repeat_per_s - 2e-3
        last[note.pitch] = at
    together: dict[float, list[int]] = {}
    for note in notes:
        together.setdefault(round(note.beat, 4), []).append(note.pitch)
    for pitches in together.values():
        assert len(pitches) <= ways.polyphony
    if ways.breath_s is not None:
        since = notes[0].beat
        for before, after in pairwise(notes):
            if (after.beat - before.beat - before.beats) * beat_s > 0.15:
                since = after.beat
            assert (after.beat + after.beats - since) * beat_s <= ways.breath_s + 1e-6


@pytest.mark.parametrize("texture", ["arpeggio", "alberti", "ostinato", "music_box"])
def test_figures_yield_to_a_moving_melody(texture: FigureTexture) -> None:
    flute = instruments()["flute"]
    melody = tuple(Note(beat / 2, 0.5, 74, 0.5, "lead", flute) for beat in range(64))
    alone = [n for s in range(8) for n in heard(written(Asked(texture, seed=s)))]
    under = [n for s in range(8) for n in heard(written(Asked(texture, seed=s, melody=melody)))]
    assert len(under) <= len(alone)
    assert sum(n.level for n in under) / len(under) < sum(n.level for n in alone) / len(alone)


def test_phrases_end_with_a_breath_only_where_it_is_calm() -> None:
    def last_beats(calm: bool) -> int:
        asked = Asked("arpeggio", density=0.8, calm=calm)
        notes = [n for s in range(20) for n in heard(written(replace(asked, seed=s)))]
        return sum(n.beat % 16 >= 15 for n in notes)

    assert last_beats(True) < 0.6 * last_beats(False)


def test_an_ostinato_insists() -> None:
    for seed in range(20):
        notes = heard(written(Asked("ostinato", "7/8", seed=seed)))
        bars = [tuple(n.beat - 3.5 * bar for n in notes if n.beat // 3.5 == bar) for bar in range(8)]
        assert bars[0] == bars[1] == bars[2] == bars[4]
        assert bars[0][0] == 0.0


def test_a_hocket_alternates_between_two_players() -> None:
    for seed in range(20):
        notes = heard(written(Asked("hocket", density=0.7, players=("marimba", "xylophone"), seed=seed)))
        names = [note.instrument.name for note in notes]
        changes = sum(a != b for a, b in pairwise(names))
        assert set(names) == {"marimba", "xylophone"}
        assert changes >= 0.85 * (len(names) - 1)
        onsets = [note.beat for note in notes]
        assert len(set(onsets)) == len(onsets)


def test_a_lone_hocket_alternates_between_registers() -> None:
    notes = heard(written(Asked("hocket", density=0.7, players=("piano",))))
    leaps = [abs(after.pitch - before.pitch) for before, after in pairwise(notes)]
    assert sum(leap >= 5 for leap in leaps) >= 0.5 * len(leaps)


@pytest.mark.parametrize("metre", METRES)
def test_bells_toll_more_slowly_than_the_beat(metre: str) -> None:
    for density in (0.1, 0.9):
        notes = heard(written(Asked("tolling", metre, density, players=("tubular_bells",))))
        strokes = {note.beat for note in notes}
        assert 4 <= len(strokes) < 8 * METRES[metre].beats


def test_a_tremolo_is_measured_and_fast() -> None:
    notes = heard(written(Asked("tremolo", players=("strings",), calm=False)))
    steps = {
        round(b.beat - a.beat, 3) for a, b in pairwise(notes) if b.beat - a.beat < 0.4 and b.beat > a.beat
    }
    assert steps == {0.25}


@pytest.mark.parametrize("texture", FIGURE_TEXTURES)
def test_an_outro_ends_with_a_rolled_chord(texture: FigureTexture) -> None:
    for intensity in (0.0, 0.5, 1.0):
        notes = heard(written(Asked(texture, section="outro")), intensity)
        last = [note for note in notes if note.beat >= 28.0]
        onsets = [note.beat for note in last]
        assert len(set(onsets)) == len(onsets) >= 3
        assert max(onsets) - min(onsets) < 1.0


@pytest.mark.parametrize(("name", "repeats"), [("marimba", True), ("xylophone", False), ("piano", False)])
def test_mallets_hold_the_last_tone_by_rolling_it(name: str, repeats: bool) -> None:
    last = [n for n in heard(written(Asked("roll", section="outro", players=(name,)))) if n.beat >= 28.0]
    top = max(note.pitch for note in last)
    assert (sum(note.pitch == top for note in last) > 6) is repeats
