from __future__ import annotations

import pytest

from metabgm.music.composer.plan.parameters import decide
from metabgm.music.composer.randomness import stream
from metabgm.music.composer.theory.chords import triad
from metabgm.music.composer.theory.grammar import Style, styles
from metabgm.music.composer.theory.keys import MODES, Key
from metabgm.music.composer.theory.metre import METRES
from metabgm.music.composer.words.reader import read
from metabgm.music.composer.write.form import sections
from metabgm.music.composer.write.harmony import spans
from metabgm.music.composer.write.score import Score, Section, Span
from metabgm.music.composer.write.setting import Setting
from metabgm.music.composer.write.writer import write
from metabgm.music.engine import Brief

TEXTS = ("calm piano", "strings chorale in A minor", "harp in D dorian", "slow pad in lydian", "sad cello")


def of(
    mode: str, style: Style, bars: int, *, slow: int = 1, metre: str = "4/4", seed: int = 1
) -> tuple[Span, ...]:
    terms = Setting(Key(7, MODES[mode]), METRES[metre], style, slow, 0.5)
    return spans(stream(seed, "harmony"), terms, sections(bars, "base", build=False))


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("bars", [1, 2, 5, 9, 22, 41])
@pytest.mark.parametrize("slow", [1, 2])
def test_chords_fill_the_piece_and_end_on_the_tonic(mode: str, bars: int, slow: int) -> None:
    for style in styles(MODES[mode]):
        for metre in ("3/4", "7/8"):
            found = of(mode, style, bars, slow=slow, metre=metre)
            at = 0.0
            for span in found:
                assert span.beat == pytest.approx(at)
                assert span.beats > 0.0
                at = span.end
            assert at == pytest.approx(bars * METRES[metre].beats)
            assert found[-1].chord.degree == 0
            if bars > 12:
                assert len({span.chord.degree for span in found}) >= (3 if bars > 30 else 2)


@pytest.mark.parametrize("mode", MODES)
def test_modal_harmony_keeps_the_key_but_for_what_it_borrows(mode: str) -> None:
    if "modal" not in styles(MODES[mode]):
        return
    key = Key(7, MODES[mode])
    altered = [
        not set(span.chord.tones) <= key.collection
        for seed in range(20)
        for span in of(mode, "modal", 41, seed=seed)
    ]
    assert sum(altered) <= 0.06 * len(altered)


def _written(text: str, seed: int, seconds: float | None = None) -> tuple[Key, Score]:
    parameters = decide(Brief(text, seed, seconds=seconds), read(text))
    return parameters.key, write(parameters, seed)


def _last(score: Score, section: Section, bar: float) -> Span:
    end = (section.first_bar + section.bars) * bar
    return next(span for span in score.spans if span.end == pytest.approx(end))


@pytest.mark.parametrize("seed", range(40))
def test_phrases_close_with_the_cadence_that_is_written(seed: int) -> None:
    text = TEXTS[seed % len(TEXTS)]
    key, score = _written(text, seed)
    bar = score.beats / (score.sections[-1].first_bar + score.sections[-1].bars)
    for section in score.sections:
        if not section.letter:
            continue
        close = _last(score, section, bar)
        assert close.cadence is not None
        before = score.spans[score.spans.index(close) - 1]
        home = close.cadence in ("authentic", "plagal", "modal")
        within = close.chord.within or key
        assert (close.chord.root == within.tonic) is home
        if close.cadence == "authentic":
            assert before.chord.rising is not None
        if close.cadence == "half" and close.style == "functional":
            assert close.chord.root == (key.tonic + 7) % 12
    answered = [span.cadence for span in score.spans if span.cadence]
    assert any(one != "half" for one in answered)


def test_a_piece_that_follows_opens_on_the_bridge() -> None:
    key = Key(0, MODES["major"])
    terms = Setting(key, METRES["4/4"], "modal", 1, 0.5, bridge=triad(key, 3))
    for bars in (4, 10, 30):
        found = spans(stream(1, "harmony"), terms, sections(bars, "base", build=False))
        assert found[0].chord == triad(key, 3)
        assert found[0].beats <= 8.0
        assert found[1].chord != found[0].chord


def test_ten_minutes_never_repeat_eight_bars_of_harmony() -> None:
    for seed, text in enumerate(TEXTS):
        _, score = _written(text, seed, 600.0)
        bar = score.beats / (score.sections[-1].first_bar + score.sections[-1].bars)
        eights: set[tuple[object, ...]] = set()
        bars = [
            tuple(span.chord for span in score.spans if span.beat < (at + 1) * bar and span.end > at * bar)
            for at in range(round(score.beats / bar))
        ]
        for at in range(len(bars) - 7):
            eight = tuple(bars[at : at + 8])
            assert eight not in eights or len(set(eight)) < 3
            eights.add(eight)


def test_seeds_give_different_harmony() -> None:
    rows = {tuple(span.chord.degree for span in _written("calm piano", seed)[1].spans) for seed in range(40)}
    assert len(rows) == 40


def test_contrasting_sections_of_functional_music_modulate_and_come_back() -> None:
    away = 0
    for seed in range(30):
        terms = Setting(Key(0, MODES["major" if seed % 2 else "minor"]), METRES["4/4"], "functional", 1, 0.5)
        found = spans(stream(seed, "harmony"), terms, sections(44, "base", build=False, seed=seed))
        visits = [span for span in found if span.chord.within is not None]
        away += bool(visits)
        for at, span in enumerate(found):
            if span.chord.within is None:
                continue
            if found[at - 1].chord.within is None:
                assert set(span.chord.tones) <= terms.key.collection
            if found[at + 1].chord.within is None:
                assert span.chord.root == span.chord.within.tonic
                assert set(span.chord.tones) <= terms.key.collection
                assert span.cadence == "authentic"
        assert found[-1].chord == triad(terms.key, 0)
    assert 8 <= away <= 24
    assert not any(span.chord.within for seed in range(20) for span in of("dorian", "modal", 41, seed=seed))
