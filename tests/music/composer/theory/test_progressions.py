from __future__ import annotations

from itertools import pairwise

import pytest

from metabgm.music.composer.randomness import stream
from metabgm.music.composer.theory.grammar import Style, follows, styles, vocabulary, walk
from metabgm.music.composer.theory.keys import MODES
from metabgm.music.composer.theory.progressions import Harmonist

STYLES = [(name, style) for name, mode in MODES.items() for style in styles(mode)]


@pytest.mark.parametrize(("name", "style"), STYLES)
def test_walks_go_where_the_graph_leads(name: str, style: Style) -> None:
    mode = MODES[name]
    seen: set[tuple[str, ...]] = set()
    for seed in range(40):
        path = walk(stream(seed, "walk"), mode, style, 8, fixed={0: "1"}, favour={})
        assert path[0] == "1"
        assert all(follows(mode, style, before, after) for before, after in pairwise(path))
        seen.add(tuple(path))
    assert len(seen) >= 20


@pytest.mark.parametrize(("name", "style"), STYLES)
@pytest.mark.parametrize("slots", [1, 2, 3, 4, 7])
def test_questions_stay_open_and_answers_come_home(name: str, style: Style, slots: int) -> None:
    mode = MODES[name]
    for seed in range(20):
        harmonist = Harmonist(stream(seed, "h"), mode, style)
        question = harmonist.question("A", slots, 0)
        answer = harmonist.answer("A", slots, 1)
        contrast = harmonist.question("B", slots, 0)
        assert len(question.numerals) == len(answer.numerals) == len(contrast.numerals) == slots
        assert question.cadence == "half"
        assert answer.cadence in ("authentic", "plagal", "modal")
        assert answer.numerals[-1] == "1"
        assert question.numerals[-1] != "1"
        assert {*question.numerals, *answer.numerals} <= set(vocabulary(mode, style))
        if slots > 2:
            assert question.numerals[0] == answer.numerals[0] == "1"
            assert contrast.numerals[0] != "1"


@pytest.mark.parametrize("style", ["functional", "modal"])
def test_deception_avoids_the_tonic_and_is_rare(style: Style) -> None:
    kinds = [
        Harmonist(stream(seed, "d"), MODES["major"], style).answer("A", 4, 1, may_deceive=True)
        for seed in range(200)
    ]
    deceptive = [phrase for phrase in kinds if phrase.cadence == "deceptive"]
    assert all(phrase.numerals[-1] != "1" for phrase in deceptive)
    assert len(deceptive) < 90
    assert bool(deceptive) is (style == "functional")


@pytest.mark.parametrize(("name", "style"), STYLES)
def test_returns_are_reharmonised(name: str, style: Style) -> None:
    changed = 0
    for seed in range(30):
        harmonist = Harmonist(stream(seed, "r"), MODES[name], style)
        first, *later = (harmonist.question("A", 6, variation).numerals for variation in range(5))
        changed += len({first, *later}) >= 3
    assert changed >= 24
