from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import chain

import pytest

from metabgm.music.composer.plan.parameters import Parameters, decide
from metabgm.music.composer.theory.chords import Chord
from metabgm.music.composer.theory.metre import METRES
from metabgm.music.composer.words.reader import read
from metabgm.music.composer.write.drums.rules import KINDS, TAIKO_HIGH, TAIKO_LOW, TAIKO_MIDDLE
from metabgm.music.composer.write.rhythm import percussion
from metabgm.music.composer.write.score import Note, Part, Section, Span
from metabgm.music.composer.write.writer import write
from metabgm.music.engine import Brief, Role

_PARTS = frozenset[Part]({"percussion"})
_PLAN = (
    Section("A", "A", 0, 0, 8, 0.7, _PARTS),
    Section("B", "B", 0, 8, 8, 0.7, _PARTS),
    Section("A2", "A", 1, 16, 8, 0.7, _PARTS),
)
_CHORD = Chord(0, (2, 5, 9))


def asked(text: str, role: Role = "combat", seed: int = 0) -> Parameters:
    return decide(Brief(text, seed, role), read(text))


def played(parameters: Parameters, seed: int = 0) -> list[Note]:
    """24 bars over one chord, all intensities, in the order of their beats."""
    spans = (Span(0.0, 24 * parameters.metre.beats, _CHORD),)
    notes = chain.from_iterable(percussion(parameters, seed, _PLAN, spans))
    return sorted(notes, key=lambda note: (note.beat, note.pitch))


def struck(kind: str, metre: str = "4/4", energy: float = 0.6, seed: int = 0) -> list[Note]:
    parameters = replace(
        asked("drums"), percussion=(kind,), metre=METRES[metre], arousal=2 * energy - 1, bpm=110.0
    )
    return played(parameters, seed)


def at(notes: list[Note], intensity: float) -> list[Note]:
    return [note for note in notes if note.from_intensity <= intensity < note.below_intensity]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("metre", METRES)
@pytest.mark.parametrize("energy", [0.1, 0.9])
def test_every_kind_follows_every_metre(kind: str, metre: str, energy: float) -> None:
    notes = struck(kind, metre, energy)
    grid = METRES[metre].division * 4
    beats = METRES[metre].beats
    for note in notes:
        assert 0.0 <= note.beat < 24 * beats
        if note.instrument.name != "cymbal swell":
            assert note.beat * grid == pytest.approx(round(note.beat * grid))
        assert note.part == "percussion"
        assert note.instrument.low <= note.pitch <= note.instrument.high
        assert 0.0 < note.level <= 1.2
    silent = {bar for bar in range(24) if not any(n.beat // beats == bar for n in at(notes, 0.5))}
    assert len(silent) <= (12 if kind == "tambourine" else 0)


@pytest.mark.parametrize("metre", ["5/4", "7/8", "9/8"])
def test_groups_of_odd_metres_are_struck(metre: str) -> None:
    beats, accents = METRES[metre].beats, METRES[metre].accents
    notes = at(struck("taiko", metre), 0.5)
    for bar in (0, 1, 2, 8, 9, 16):
        onsets = {round(n.beat - bar * beats, 3) for n in notes if n.pitch == TAIKO_LOW}
        assert set(accents) <= onsets


@pytest.mark.parametrize("kind", ["kit", "taiko", "hand_drums"])
def test_energy_strikes_more_and_harder(kind: str) -> None:
    calm = [n for seed in range(5) for n in at(struck(kind, energy=0.1, seed=seed), 0.5)]
    wild = [n for seed in range(5) for n in at(struck(kind, energy=1.0, seed=seed), 0.5)]
    assert len(wild) > 1.2 * len(calm)
    assert sum(n.level for n in wild) / len(wild) > 0.05 + sum(n.level for n in calm) / len(calm)


@pytest.mark.parametrize("kind", KINDS)
def test_intensity_adds_strokes(kind: str) -> None:
    counts = [
        sum(len(at(struck(kind, seed=seed), intensity)) for seed in range(4)) for intensity in (0.2, 0.5, 0.9)
    ]
    assert counts[0] <= counts[1] < counts[2]
    assert counts[2] >= 1.25 * counts[1]


@pytest.mark.parametrize("seed", range(20))
def test_combat_is_light_below_and_relentless_above(seed: int) -> None:
    notes = played(asked("", seed=seed), seed)
    light = at(notes, 0.2)
    assert {note.instrument.name for note in light} == {"taiko", "timpani"}
    assert {note.pitch for note in light if note.instrument.name == "taiko"} == {TAIKO_LOW}
    assert len(at(notes, 0.5)) > 1.3 * len(light)
    assert len(at(notes, 0.9)) > 1.3 * len(at(notes, 0.5))


def test_timpani_play_the_chord() -> None:
    assert {note.pitch % 12 for note in struck("timpani", energy=0.9)} <= {2, 9}


def _bars(notes: list[Note], of: Callable[[Note], tuple[float, ...]]) -> list[tuple[tuple[float, ...], ...]]:
    return [tuple(of(note) for note in notes if note.beat // 4 == bar) for bar in range(24)]


@pytest.mark.parametrize("kind", ["kit", "taiko", "hand_drums", "brushes"])
def test_patterns_are_kept_and_vary(kind: str) -> None:
    distinct, kept = 0, 0
    for seed in range(20):
        bars = _bars(at(struck(kind, seed=seed), 0.5), lambda n: (n.beat % 4, n.pitch))
        distinct += len(set(bars[:8])) >= 2
        kept += len(set(bars[:8])) < 8
    assert distinct >= 19
    assert kept >= 19


def test_seeds_strike_differently() -> None:
    assert len({tuple((n.beat, n.pitch) for n in struck("kit", seed=seed)) for seed in range(20)}) == 20


def test_levels_are_uneven() -> None:
    notes = [note for note in at(struck("shaker"), 0.5) if note.beat % 1 == 0]
    assert len({round(note.level, 3) for note in notes}) > 0.8 * len(notes)
    heavy = [n.level for n in notes if n.beat % 4 == 0]
    weak = [n.level for n in notes if n.beat % 4 in (1, 3)]
    assert sum(heavy) / len(heavy) > sum(weak) / len(weak) + 0.05


def test_taikos_answer_each_other() -> None:
    answered = 0
    for seed in range(20):
        notes = at(struck("taiko", seed=seed), 0.5)
        call = {n.beat for n in notes if 2 <= n.beat < 4 and n.pitch == TAIKO_HIGH}
        answer = {n.beat - 4 for n in notes if 6 <= n.beat < 8 and n.pitch == TAIKO_MIDDLE}
        answered += len(call & answer) >= 1
    assert answered >= 13


def test_rolls_grow_into_sections() -> None:
    grown = 0
    for seed in range(40):
        notes = [n for n in struck("timpani", energy=0.8, seed=seed) if 30 <= n.beat < 32]
        if len(notes) >= 14:
            levels = [note.level for note in notes]
            grown += sum(levels[-4:]) > sum(levels[:4]) + 0.4
    assert grown >= 16


def test_cymbals_swell_to_where_a_section_begins() -> None:
    swells = 0
    for seed in range(20):
        for note in struck("cymbals", seed=seed):
            if note.instrument.name == "cymbal swell":
                swells += 1
                peak = note.beat + 2.2 * 110.0 / 60.0
                assert min(abs(peak - begin) for begin in (32.0, 64.0)) < 1e-6
    assert swells >= 20


def test_fills_and_held_breath_lead_on() -> None:
    fuller, held = 0, 0
    for seed in range(40):
        notes = at(struck("kit", energy=0.8, seed=seed), 0.5)
        bars = [[n for n in notes if n.beat // 4 == bar] for bar in range(24)]
        toms = {41, 45, 47, 50}
        fuller += any(note.pitch in toms for note in bars[7])
        held += all(note.beat - 60 < 1 for note in bars[15])
        assert not any(note.pitch in toms for bar in (*bars[:7], *bars[8:15]) for note in bar)
    assert fuller >= 15
    assert 4 <= held <= 24


@pytest.mark.parametrize("seed", range(30))
def test_soft_percussion_only_where_the_game_grows_intense(seed: int) -> None:
    for text in ("calm piano and strings", "dark eerie choir and harp", "", "lively flute and pizzicato"):
        notes = played(asked(text, "base", seed), seed)
        assert not at(notes, 0.69)
        assert at(notes, 0.7)
        assert len(at(notes, 0.9)) > len(at(notes, 0.7))
        assert max(note.level for note in at(notes, 0.9)) < 0.6
    for text in ("calm piano, no drums", "strings and harp without percussion", "solo flute"):
        assert not played(asked(text, "base", seed), seed)
    assert not played(asked("drumless", "combat", seed), seed)


def test_asked_drums_thin_out_when_the_game_is_quiet() -> None:
    notes = played(asked("calm piano with drums", "base"))
    assert not at(notes, 0.05)
    assert 0 < len(at(notes, 0.2)) < len(at(notes, 0.5))


def test_dark_moods_get_dark_drums() -> None:
    for seed in range(20):
        dark = {n.instrument.name for n in played(asked("sinister dark strings, piano", "base", seed), seed)}
        assert dark <= {"heartbeat", "timpani"}


def test_a_calm_piece_plays_its_drums_from_the_start_and_lets_them_end() -> None:
    for seed in range(10):
        text = "hand drums and flute"
        parameters = asked(text, "base", seed)
        score = write(parameters, seed)
        struck_at = [note.beat for note in at(list(score.notes), 0.5) if note.part == "percussion"]
        outro = score.sections[-1]
        last = (outro.first_bar + outro.bars - 1) * parameters.metre.beats
        assert min(struck_at) < 2 * parameters.metre.beats
        assert last <= max(struck_at) < last + 0.5


def test_what_a_calm_piece_asks_for_is_louder_than_what_it_gets_unasked() -> None:
    def level(text: str) -> float:
        scores = [write(asked(text, "base", seed), seed) for seed in range(10)]
        levels = [n.level for score in scores for n in at(list(score.notes), 0.9) if n.part == "percussion"]
        return sum(levels) / len(levels)

    assert level("hand drums and flute") > level("flute and harp") + 0.15
