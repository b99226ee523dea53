"""Chorales of 200 seeds, from the words to the notes, held against the rules of part-writing."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import combinations, pairwise

import pytest

from metabgm.music.composer.plan.parameters import Parameters, decide
from metabgm.music.composer.theory.voice_leading import parallel
from metabgm.music.composer.words.reader import read
from metabgm.music.composer.write.score import Note, Score, Span, chord_at
from metabgm.music.composer.write.writer import write
from metabgm.music.engine import Brief

TEXTS = (
    "slow strings chorale in C major",
    "choir chorale in A minor",
    "organ chorale in 3/4, G harmonic minor",
    "solemn brass chorale in D dorian",
)
SEEDS = range(200)
TIGHT = 1e-6


@cache
def chorale(seed: int) -> tuple[Parameters, Score, list[list[Note]]]:
    """The piece, and the bed's voices, the highest first."""
    text = TEXTS[seed % len(TEXTS)]
    parameters = decide(Brief(text, seed, seconds=40.0), read(text))
    score = write(parameters, seed)
    first = parameters.cast.bed[0]
    bed = [note for note in score.notes if note.part == "bed" and note.instrument == first]
    return parameters, score, [[note for note in bed if note.voice == voice] for voice in range(4)]


def neighbours(line: list[Note]) -> list[tuple[Note, Note]]:
    """Notes that follow each other with no more than a breath between them."""
    return [(one, other) for one, other in pairwise(line) if other.beat - one.beat - one.beats < 0.5]


def moves(lower: list[Note], upper: list[Note]) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """(before, after) of both voices wherever both begin a note together."""
    above = {round(after.beat, 6): (before, after) for before, after in neighbours(upper)}
    for before, after in neighbours(lower):
        other = above.get(round(after.beat, 6))
        if other is not None:
            yield (before.pitch, after.pitch), (other[0].pitch, other[1].pitch)


@pytest.mark.parametrize("seed", SEEDS)
def test_no_parallels_between_any_voices(seed: int) -> None:
    _, _, voices = chorale(seed)
    outer = list(moves(voices[3], voices[0]))
    assert len(outer) >= 4
    assert not any(parallel(*both) for both in outer)
    inner = [parallel(*both) for one, other in combinations(voices, 2) for both in moves(other, one)]
    assert sum(inner) <= 0.01 * len(inner)


@pytest.mark.parametrize("seed", SEEDS)
def test_upper_voices_step_and_their_leaps_are_no_wider_than_a_fourth(seed: int) -> None:
    _, _, voices = chorale(seed)
    upper = [abs(after.pitch - before.pitch) for line in voices[:3] for before, after in neighbours(line)]
    assert max(upper) <= 5
    assert sum(step <= 2 for step in upper) >= 0.6 * len(upper)
    bass = [abs(after.pitch - before.pitch) for before, after in neighbours(voices[3])]
    assert max(bass, default=0) <= 12


@pytest.mark.parametrize("seed", SEEDS)
def test_voices_keep_their_order_their_range_and_their_notes_end(seed: int) -> None:
    _, score, voices = chorale(seed)
    for line in voices:
        for before, after in pairwise(line):
            assert before.beat + before.beats <= after.beat + TIGHT
        for note in line:
            assert note.instrument.low <= note.pitch <= note.instrument.high
            assert note.beats > 0.0
            assert note.beat + note.beats <= score.beats + TIGHT
    for upper, lower in pairwise(voices):
        for note in upper:
            under = [other for other in lower if other.beat <= note.beat + TIGHT < other.beat + other.beats]
            assert all(other.pitch < note.pitch for other in under)


def strong_dissonances(score: Score, line: list[Note]) -> Iterator[tuple[Note | None, Note, Note | None]]:
    """(before, note, after) of each note that sounds foreign to a chord as the chord begins."""
    for at, note in enumerate(line):
        for span in score.spans:
            starts = note.beat - TIGHT <= span.beat < note.beat + note.beats - TIGHT
            if starts and note.pitch % 12 not in {*span.chord.tones, span.chord.bass}:
                yield (
                    line[at - 1] if at else None,
                    note,
                    line[at + 1] if at + 1 < len(line) else None,
                )


@pytest.mark.parametrize("seed", SEEDS)
def test_dissonances_on_strong_beats_are_prepared_and_resolved(seed: int) -> None:
    _, score, voices = chorale(seed)
    for line in voices:
        for _, note, after in strong_dissonances(score, line):
            chord = chord_at(score.spans, note.beat)
            assert note.pitch % 12 in {*chord.tones, chord.bass}
            assert after is not None
            assert 1 <= note.pitch - after.pitch <= 2


def test_there_are_suspensions_and_ornaments_where_the_style_is_functional() -> None:
    suspensions = weak = 0
    for seed in SEEDS:
        _, score, voices = chorale(seed)
        found = [one for line in voices for one in strong_dissonances(score, line)]
        if score.spans[0].style == "modal":
            assert not found
        suspensions += len(found)
        begins = {round(span.beat, 6) for span in score.spans}
        weak += sum(round(note.beat, 6) not in begins for line in voices for note in line)
    assert suspensions >= 100
    assert weak >= 3 * suspensions


def test_sevenths_resolve_downwards_and_leading_tones_upwards() -> None:
    falling: list[bool] = []
    rising: list[bool] = []
    for seed in SEEDS:
        _, score, voices = chorale(seed)
        for line in voices:
            for before, after in neighbours(line):
                span = _span(score.spans, before.beat)
                whole = before.beat <= span.beat + TIGHT and after.beat >= span.end - TIGHT
                left = whole and abs(before.beat + before.beats - after.beat) < TIGHT
                if left and before.pitch % 12 == span.chord.falling:
                    falling.append(0 <= before.pitch - after.pitch <= 2)
                if left and before.pitch % 12 == span.chord.rising:
                    rising.append(0 <= after.pitch - before.pitch <= 1)
    assert len(falling) >= 20
    assert len(rising) >= 50
    assert sum(falling) >= 0.95 * len(falling)
    assert sum(rising) >= 0.95 * len(rising)


def _span(spans: tuple[Span, ...], beat: float) -> Span:
    return next(span for span in spans if span.beat - TIGHT <= beat < span.end - TIGHT)
