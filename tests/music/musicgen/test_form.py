from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metabgm.music.musicgen.form import FREEDOM_S, Form, form_for, heard_of

LENGTHS = st.floats(20.0, 120.0)
PACES = st.floats(0.1, 8.0)


@given(seconds=LENGTHS, pace=st.floats(0.0, 0.8))
def test_a_machine_that_keeps_up_plays_at_once_and_nothing_twice(seconds: float, pace: float) -> None:
    assert form_for(seconds, pace) == Form(seconds, seconds)


def _lengths(form: Form, draws: np.random.Generator) -> list[float]:
    """Of the loops as they might be found: each makes up for those before."""
    longer, lengths = 0.0, []
    for loop in form.loops:
        lengths.append(loop.length - longer / loop.times + draws.uniform(-FREEDOM_S, FREEDOM_S))
        longer += loop.times * (lengths[-1] - loop.length)
    return lengths


def _needed(form: Form, lengths: list[float], heard: float) -> float:
    """Material by the time that so much was heard."""
    for loop, length in zip(form.loops, lengths, strict=True):
        if heard <= loop.at:
            return heard
        heard = max(loop.at, heard - loop.times * length)
    return heard


@settings(deadline=None)
@given(seconds=LENGTHS, pace=PACES, seed=st.integers(0, 99))
def test_what_is_heard_never_overtakes_what_is_made(seconds: float, pace: float, seed: int) -> None:
    form = form_for(seconds, pace)
    lengths = _lengths(form, np.random.default_rng(seed))
    materials = np.arange(0.0, form.material + 0.02, 0.01)
    begun_with = next(m for m in materials if min(seconds, heard_of(form.loops, m)) >= form.head_start - 1e-6)
    for heard in np.arange(0.0, seconds, 0.1):
        needed = _needed(form, lengths, float(heard))
        assert needed <= form.material + 1e-6
        made = begun_with + heard / (1.1 * pace)
        assert needed <= min(made, form.material) + 0.02


@given(seconds=LENGTHS, paces=st.lists(PACES, min_size=2, max_size=9))
def test_a_slower_machine_begins_no_earlier_and_repeats_no_less(seconds: float, paces: list[float]) -> None:
    forms = [form_for(seconds, pace) for pace in sorted(paces)]
    for faster, slower in pairwise(forms):
        assert slower.head_start >= faster.head_start - 1e-9
        assert _repeats(slower) >= _repeats(faster)


@given(seconds=LENGTHS, pace=PACES)
def test_the_last_section_is_new_and_ends_the_piece(seconds: float, pace: float) -> None:
    form = form_for(seconds, pace)
    repeated = sum(loop.times * loop.length for loop in form.loops)
    off = FREEDOM_S * max((loop.times for loop in form.loops), default=0)
    assert form.material == pytest.approx(seconds - repeated + off)
    assert form.head_start <= seconds
    for loop in form.loops:
        assert 1 <= loop.times <= 2
        assert 8.0 <= loop.length <= 15.0
        assert loop.at - loop.length - FREEDOM_S >= 3.0 - 1e-9, "there is music to compare before it"
        assert loop.at < form.material - off - 2.0
    for one, other in pairwise(form.loops):
        assert other.at - one.at >= 8.0


def _repeats(form: Form) -> int:
    return sum(loop.times for loop in form.loops)


def test_a_little_too_slow_is_made_up_for_beforehand_and_much_by_repeats() -> None:
    assert _repeats(form_for(90.0, 1.0)) == 0
    assert 0.0 < form_for(90.0, 1.0).head_start < 20.0
    assert [_repeats(form_for(90.0, pace)) for pace in (1.4, 2.3, 4.6)] == [3, 5, 5]
    assert form_for(90.0, 2.3).head_start < 40.0


def test_a_piece_too_short_for_repeats_is_made_beforehand() -> None:
    form = form_for(6.0, 4.0)
    assert not form.loops
    assert 4.0 < form.head_start <= 6.0
