from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metabgm.music.musicgen.tokens.window import Feed, Restart, Span, Trim, Window


@settings(deadline=None)
@given(data=st.data(), positions=st.integers(32, 300), steps=st.integers(1, 900))
def test_never_too_long_never_past_the_positions_never_too_little(
    data: st.DataObject, positions: int, steps: int
) -> None:
    least = data.draw(st.integers(16, 100))
    span = Span(least + data.draw(st.integers(1, 200)), least).within(positions)
    window = Window(span, positions)
    length = position = data.draw(st.integers(0, span.most))
    window.begin(length)
    since = span.most - span.least
    for _ in range(steps):
        action = window.next()
        if isinstance(action, Feed):
            since += 1
        else:
            # Between two costly steps lie as many cheap ones as the window allows.
            assert since >= span.most - span.least - 1
            since = 0
        if isinstance(action, Restart):
            length = position = action.steps
        else:
            if isinstance(action, Trim):
                assert action.keep < length
                length = action.keep
            length += 1
            position += 1
        assert length <= span.most
        assert position <= positions
        assert length >= min(span.least, position)
        assert window.length == length


def test_the_usual_window_trims_six_times_before_it_starts_again() -> None:
    window = Window(Span(), 1500)
    window.begin(76)
    costly = {}
    for step in range(76, 3000):
        action = window.next()
        if not isinstance(action, Feed):
            costly[step] = action
    assert list(costly)[:8] == [400, 600, 800, 1000, 1200, 1400, 1601, 1801]
    assert [type(action) for action in costly.values()][:7] == [Trim] * 5 + [Restart, Trim]
    assert costly[400] == Trim(200)
    assert costly[1400] == Restart(200)


def test_a_trim_may_use_up_the_positions() -> None:
    for positions, action in [(600, Trim(200)), (599, Restart(200))]:
        window = Window(Span(), positions)
        window.begin(400)
        assert window.next() == action


def test_a_window_that_fits_the_positions() -> None:
    assert Span().within(2048) == Span(400, 200)
    assert Span().within(100) == Span(100, 50)
    assert Span().within(32) == Span(32, 16)
    assert Span(60, 59).within(60) == Span(60, 59)
    assert Span(60, 59).within(50) == Span(50, 25)
    with pytest.raises(ValueError, match=r"^window: 15 to 31 steps"):
        Span().within(31)


@pytest.mark.parametrize(("most", "least"), [(20, 20), (20, 21), (20, 15), (20, -1)])
def test_a_window_that_can_not_move_is_refused(most: int, least: int) -> None:
    with pytest.raises(ValueError, match=f"^window: {least} to {most} steps, expected 16 <= least < most$"):
        Span(most, least)


def test_more_steps_than_the_decoder_has_are_refused() -> None:
    with pytest.raises(
        ValueError, match=r"^window: 400 steps, expected at most 399, the decoder's positions$"
    ):
        Window(Span(), 399)
    with pytest.raises(ValueError, match=r"^steps: 401, expected 0 to 400$"):
        Window(Span(), 1500).begin(401)
