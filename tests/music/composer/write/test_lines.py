"""The lead and the second line of many pieces."""

from __future__ import annotations

from itertools import pairwise

import pytest

from metabgm.music.composer import Composer
from metabgm.music.composer.plan.textures import LineTexture
from metabgm.music.composer.write.compass import WIDEST_STEP
from metabgm.music.composer.write.counterpoint import degree, sounding
from metabgm.music.composer.write.development import turned
from metabgm.music.composer.write.idioms import idiom
from metabgm.music.composer.write.line import APART_BEATS, STRONG
from metabgm.music.composer.write.lines import COUNTER_FROM, DOUBLED_FROM
from metabgm.music.composer.write.melody import LEAD_FROM
from metabgm.music.composer.write.motif import Motif, inverted, reversed_
from metabgm.music.composer.write.score import Note, chord_at
from metabgm.music.engine import Brief
from tests.music.composer.write.sung import TEXTS, lines_of, of_part, written

SEEDS = 200


def test_leaps_are_resolved_and_ranges_kept_over_many_seeds() -> None:
    leaps = unresolved = 0
    for seed in range(SEEDS):
        parameters, score = written(TEXTS[seed % len(TEXTS)], seed)
        lead = of_part(lines_of(parameters, score, seed), "lead")
        # A phrase that returns in another register begins anew.
        starts = [section.first_bar * parameters.metre.beats for section in score.sections]
        for note in lead:
            ease = idiom(note.instrument.name)
            assert ease.low <= note.pitch <= ease.high
        for one, two, three in zip(lead, lead[1:], lead[2:], strict=False):
            if not any(one.beat < start <= three.beat for start in starts):
                if not _joined(one, two) or abs(two.pitch - one.pitch) <= WIDEST_STEP:
                    continue
                leaps += 1
                back = (three.pitch - two.pitch) * (two.pitch - one.pitch) < 0
                unresolved += not (back and abs(three.pitch - two.pitch) <= 4)
    assert leaps > SEEDS
    assert not unresolved


def _joined(one: Note, two: Note) -> bool:
    return two.beat - one.beat - one.beats / 0.96 < APART_BEATS - 1e-6


def test_dissonances_on_strong_beats_are_resolved_by_step() -> None:
    dissonances = 0
    for seed in range(60):
        parameters, score = written(TEXTS[seed % len(TEXTS)], seed)
        lead = of_part(score.notes, "lead")
        for note, after in pairwise(lead):
            tension = note.pitch % 12 not in chord_at(score.spans, note.beat).tones
            if tension and parameters.metre.weight(note.beat) >= STRONG:
                dissonances += 1
                assert abs(after.pitch - note.pitch) <= 4
                assert after.pitch % 12 in chord_at(score.spans, after.beat).tones
    assert dissonances > 60


def test_the_motif_is_recognised() -> None:
    """Bars with three notes or more that have two neighbouring intervals of the motif or a form of it."""
    own, foreign = [0, 0], [0, 0]
    for text in TEXTS[:4]:
        other: Motif | None = None
        for seed in range(25):
            parameters, score = written(text, seed)
            lead = of_part(lines_of(parameters, score, seed), "lead")
            degrees = [degree(parameters.key, note.pitch, parameters.key.tonic + 60) for note in lead]
            bars: dict[int, list[int]] = {}
            for note, step in zip(lead, degrees, strict=True):
                bars.setdefault(int(note.beat // parameters.metre.beats), []).append(step)
            full = [steps for steps in bars.values() if len(steps) >= 3]
            for motif, tally in ((parameters.kinship.motif, own), (other, foreign)):
                if motif is not None:
                    tally[0] += sum(bool(_pairs(steps) & _forms(motif)) for steps in full)
                    tally[1] += len(full)
            other = parameters.kinship.motif
    assert own[0] >= 0.75 * own[1]
    assert own[0] / own[1] >= foreign[0] / foreign[1] + 0.2


def _pairs(steps: list[int]) -> set[tuple[int, int]]:
    moves = [after - before for before, after in pairwise(steps)]
    return set(pairwise(moves))


def _forms(motif: Motif) -> set[tuple[int, int]]:
    forms = (motif, inverted(motif), reversed_(motif), inverted(reversed_(motif)), turned(motif))
    return set().union(*(_pairs(list(form.steps)) for form in forms))


def test_a_phrase_has_one_climax() -> None:
    single = phrases = 0
    for seed in range(60):
        parameters, score = written(TEXTS[seed % len(TEXTS)], seed)
        lead = of_part(lines_of(parameters, score, seed), "lead")
        for section in score.sections:
            begin, beats = section.first_bar * parameters.metre.beats, section.bars * parameters.metre.beats
            pitches = [note.pitch for note in lead if begin <= note.beat < begin + beats]
            if section.letter and len(pitches) > 3:
                tops = [at for at, pitch in enumerate(pitches) if pitch == max(pitches)]
                phrases += 1
                single += tops[-1] - tops[0] <= 2
    assert single >= 0.7 * phrases


@pytest.mark.parametrize("text", ["gentle flute and strings", "solo pan flute", "voice and harp, dense"])
def test_winds_and_voices_breathe(text: str) -> None:
    for seed in range(15):
        parameters, score = written(text, seed)
        beat_s = 60.0 / parameters.bpm
        begin: float | None = None
        end = 0.0
        for note in of_part(lines_of(parameters, score, seed), "lead"):
            breath_s = idiom(note.instrument.name).breath_s
            if breath_s is None:
                continue
            if begin is None or (note.beat - end) * beat_s > 0.15:
                begin = note.beat
            end = note.beat + note.beats
            assert (end - begin) * beat_s <= max(breath_s, 6.0) + 0.7


@pytest.mark.parametrize("text", ["flute and oboe", "solo piano", "kalimba in 7/8"])
def test_call_and_response_alternate(text: str) -> None:
    for seed in range(10):
        _, score = written(text, seed, "call_response")
        both = [*of_part(score.notes, "lead"), *of_part(score.notes, "counter")]
        both.sort(key=lambda note: note.beat)
        turns = [note.part for note, after in pairwise(both) if note.part != after.part]
        sung = sum("lead" in section.parts for section in score.sections)
        assert len(turns) >= sung
        apart = sum(after.beat - note.beat - note.beats > -0.1 for note, after in pairwise(both))
        assert apart >= 0.95 * (len(both) - 1)


def test_two_players_answer_each_other_where_there_are_two() -> None:
    parameters, score = written("flute and oboe", 1, "call_response")
    if parameters.cast.counter:
        assert {note.instrument for note in of_part(score.notes, "counter")} <= set(parameters.cast.counter)


def test_a_canon_imitates() -> None:
    kept = steps = 0
    for seed in range(12):
        parameters, score = written("gentle strings and clarinet", seed, "canon")
        key = parameters.key
        found = lines_of(parameters, score, seed)
        lead, counter = of_part(found, "lead"), of_part(found, "counter")
        assert len(counter) >= 0.5 * len(lead)
        sung = {round(note.beat, 3): degree(key, note.pitch, key.tonic) for note in lead}
        delays = (parameters.metre.beats, 2 * parameters.metre.beats)
        for one, two in pairwise(counter):
            pairs = [[sung.get(round(note.beat - delay, 3)) for note in (one, two)] for delay in delays]
            followed = [pair for pair in pairs if None not in pair]
            assert followed
            before, after = (degree(key, note.pitch, key.tonic) for note in (one, two))
            steps += 1
            kept += any(after - before == second - first for first, second in followed)  # type: ignore[operator]
    assert kept >= 0.7 * steps


@pytest.mark.parametrize("seed", range(12))
def test_counterpoint_is_consonant_lies_below_and_moves_against(seed: int) -> None:
    parameters, score = written("gentle flute and clarinet", seed, "counterpoint")
    found = lines_of(parameters, score, seed)
    lead, counter = of_part(found, "lead"), of_part(found, "counter")
    assert counter
    strong = clashing = crossing = together = 0
    for note in counter:
        other = sounding(lead, note.beat)
        if other is None:
            continue
        together += 1
        crossing += note.pitch >= other
        if parameters.metre.weight(note.beat) >= STRONG:
            strong += 1
            clashing += (other - note.pitch) % 12 not in (0, 3, 4, 7, 8, 9)
    assert clashing <= 0.25 * max(strong, 1)
    assert crossing <= 0.25 * max(together, 1)


def test_octaves_double_the_lead() -> None:
    for seed in range(8):
        parameters, score = written("piano", seed, "octaves")
        found = lines_of(parameters, score, seed)
        lead = {(note.beat, note.pitch) for note in found if note.part == "lead"}
        doubled = [note for note in found if note.voice == 1]
        assert len(doubled) >= 0.6 * len(lead)
        assert all(note.from_intensity <= LEAD_FROM for note in doubled)
        for note in doubled:
            assert (note.beat, note.pitch + 12) in lead or (note.beat, note.pitch - 12) in lead


@pytest.mark.parametrize("texture", ["solo", "canon", "counterpoint"])
def test_intensity_adds_lines_and_takes_the_lead_away(texture: LineTexture) -> None:
    for seed in range(10):
        _, score = written("calm flute and strings", seed, texture)
        counts = {
            level: sum(
                note.part in ("lead", "counter") and note.from_intensity <= level < note.below_intensity
                for note in score.notes
            )
            for level in (0.1, 0.5, 0.9)
        }
        assert 0 < counts[0.1] < counts[0.5] < counts[0.9]
    assert LEAD_FROM < 0.5 < COUNTER_FROM < DOUBLED_FROM


def test_nobody_adds_a_line_at_the_usual_intensity() -> None:
    for seed in range(20):
        _, score = written("calm flute and strings", seed, "solo")
        assert not of_part(score.notes, "counter", intensity=0.5)


def test_seeds_give_different_melodies() -> None:
    melodies = {
        tuple((note.beat, note.pitch) for note in of_part(written("calm piano", seed)[1].notes, "lead"))
        for seed in range(60)
    }
    assert len(melodies) == 60


def test_after_a_bridge_the_motif_enters_with_its_bar(composer: Composer) -> None:
    for seed in range(12):
        before = composer.compose(Brief("calm piano", seed, "base", 30.0))
        brief = Brief("gentle flute and strings", seed, "base", 60.0, anchor=before.anchor())
        piece = composer.compose(brief)
        assert piece.score.sections[0].name == "bridge"
        entry = piece.score.sections[1].first_bar * piece.plan.metre.beats
        heard = [note for note in piece.score.notes if note.from_intensity <= 0.5 < note.below_intensity]
        assert {note.part for note in heard if note.beat < entry} == {"bed"}
        assert 1.5 <= entry * 60.0 / piece.plan.bpm <= 6.0
