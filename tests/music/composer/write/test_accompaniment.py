"""The accompaniment and its place among the other layers of whole pieces."""

from __future__ import annotations

import statistics
from itertools import pairwise

import pytest

from metabgm.music.composer.plan.parameters import decide
from metabgm.music.composer.words.reader import read
from metabgm.music.composer.write.score import Note, Part, Score
from metabgm.music.composer.write.writer import write
from metabgm.music.engine import Brief, Role

TEXTS = (
    "",
    "calm sparse piano",
    "gentle strings and flute",
    "playful marimba ostinato",
    "harp arpeggios, bright",
    "melancholic cello and piano",
    "tense pulsing strings",
    "lively fiddle",
)
_LOW_LEAD = 67  # median pitch of a melody below which figures may lie over it


def written(text: str, seed: int, role: Role = "base", seconds: float = 45.0) -> Score:
    return write(decide(Brief(text, seed, role, seconds), read(text)), seed)


def heard(score: Score, part: Part, intensity: float = 0.5) -> list[Note]:
    return [
        note
        for note in score.notes
        if note.part == part and note.from_intensity <= intensity < note.below_intensity
    ]


def test_layers_lie_one_above_the_other_and_keep_apart() -> None:
    ordered, compared, close, struck = 0, 0, 0, 0
    for seed in range(200):
        score = written(TEXTS[seed % len(TEXTS)], seed)
        layers = {part: heard(score, part) for part in ("bass", "bed", "accompaniment", "lead", "sparkle")}
        middles = {
            part: statistics.median(note.pitch for note in notes) for part, notes in layers.items() if notes
        }
        lower_first = list(middles)
        if middles.get("lead", 127) < _LOW_LEAD:
            lower_first.remove("lead")
        for lower, upper in pairwise(lower_first):
            compared += 1
            ordered += middles[lower] <= middles[upper]
        for note in layers["accompaniment"]:
            struck += 1
            close += any(
                abs(note.pitch - sung.pitch) <= 2 and sung.beat <= note.beat < sung.beat + sung.beats
                for sung in layers["lead"]
            )
    assert ordered >= 0.9 * compared
    assert close <= 0.05 * struck


@pytest.mark.parametrize("seed", range(10))
def test_whoever_accompanies_and_sparkles_is_heard(seed: int) -> None:
    for text in ("twinkling celesta and piano", "flute, harp and guitar", "bells and choir"):
        parameters = decide(Brief(text, seed), read(text))
        score = write(parameters, seed)
        sounding = {note.instrument.name for note in score.notes if note.from_intensity <= 0.5}
        expected = (*parameters.cast.accompaniment, *parameters.cast.sparkle)
        assert {player.name for player in expected} <= sounding


@pytest.mark.parametrize("seed", range(10))
def test_figures_and_sparkle_leave_a_quiet_piece_to_its_bed(seed: int) -> None:
    score = written("calm harp, flute and strings", seed)
    quiet = [*heard(score, "sparkle", 0.1), *heard(score, "accompaniment", 0.1)]
    last_bar = score.sections[-1].first_bar + score.sections[-1].bars - 1
    bar_beats = score.beats / (last_bar + 1)
    assert all(note.beat >= last_bar * bar_beats - 1e-6 for note in quiet)
    assert heard(score, "accompaniment", 0.5)


def test_figures_thicken_with_the_intensity() -> None:
    scores = [written("calm harp, flute and strings", seed) for seed in range(20)]
    usual, dense = (
        sum(len(heard(score, "accompaniment", intensity)) for score in scores) for intensity in (0.5, 0.7)
    )
    assert dense > 1.2 * usual


def _sounding(notes: list[Note], beats: float) -> float:
    """Share of a piece in which a part sounds."""
    heard_until, total = 0.0, 0.0
    for note in sorted(notes, key=lambda one: one.beat):
        total += max(note.beat + note.beats - max(note.beat, heard_until), 0.0)
        heard_until = max(heard_until, note.beat + note.beats)
    return total / beats


@pytest.mark.parametrize("seed", range(10))
def test_a_figure_that_is_named_is_in_every_section(seed: int) -> None:
    score = written("gentle harp arpeggios under a flute", seed, seconds=60.0)
    for section in score.sections:
        begin, end = (
            at * score.beats / (score.sections[-1].first_bar + score.sections[-1].bars)
            for at in (section.first_bar, section.first_bar + section.bars)
        )
        assert any(begin <= note.beat < end for note in heard(score, "accompaniment"))


def test_a_melody_that_is_named_sings() -> None:
    named, unnamed = (
        statistics.mean(
            _sounding([*heard(score, "lead"), *heard(score, "counter")], score.beats)
            for score in (written(text, seed, seconds=60.0) for seed in range(20))
        )
        for text in ("a calm flute over strings", "a sparse, calm flute over strings")
    )
    assert 0.5 < named < 0.75
    assert unnamed < named


def test_nobody_strikes_what_the_melody_holds_on_the_same_instrument() -> None:
    for text in ("music box lullaby", "calm solo piano", "marimba"):
        for seed in range(20):
            score = written(text, seed)
            for note in heard(score, "accompaniment"):
                assert not any(
                    (sung.pitch, sung.instrument) == (note.pitch, note.instrument)
                    and sung.beat <= note.beat < sung.beat + sung.beats - 1e-6
                    for sung in heard(score, "lead")
                )


def test_without_a_melody_there_is_no_lead() -> None:
    for seed in range(10):
        score = written("warm strings and harp, no melody", seed)
        assert not [note for note in score.notes if note.part in ("lead", "counter")]
        assert heard(score, "accompaniment")


def test_a_fast_tempo_is_heard_in_what_moves() -> None:
    def onsets_per_s(bpm: int) -> float:
        scores = [written(f"marimba and flute at {bpm} bpm", seed) for seed in range(20)]
        return sum(len(heard(score, "accompaniment")) for score in scores) / (20 * 45.0)

    assert onsets_per_s(150) > 2.0 * onsets_per_s(58)
