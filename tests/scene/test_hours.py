from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metabgm.scene.hours import HOURS_BEGIN, TICKS_A_DAY, TICKS_A_SECOND, at_hour, hour_ahead
from metabgm.scene.signature import signature_of
from tests.scenes import elements


@pytest.mark.parametrize(
    ("ticks", "within_s", "label"),
    [
        (11_399.0, 1.0, "Dusk"),
        (11_400.0, 60.0, None),
        (13_000.0, 35.0, "Night"),
        (13_000.0, 34.9, None),
        (22_200.0, 10.0, "Dawn"),
        (23_500.0, 80.0, "Day"),
        (999.0, 1.0, "Day"),
    ],
)
def test_the_hour_that_begins_next(ticks: float, within_s: float, label: str | None) -> None:
    assert hour_ahead(elements(ticks=ticks), within_s) == label


@given(st.floats(0, TICKS_A_DAY - 1))
def test_some_hour_always_comes_and_the_present_one_does_not(ticks: float) -> None:
    label = hour_ahead(elements(ticks=ticks), TICKS_A_DAY / TICKS_A_SECOND)
    assert label is not None
    order = list(HOURS_BEGIN)
    present = next((hour for hour in reversed(order) if HOURS_BEGIN[hour] <= ticks), order[-1])
    assert label == order[(order.index(present) + 1) % len(order)]


def test_unknown_time_has_no_hour_ahead() -> None:
    assert hour_ahead({}, 1000.0) is None
    assert hour_ahead({"Time": {"Time Of Day": "noon"}}, 1000.0) is None


def test_a_scene_at_another_hour_is_that_place_at_that_hour() -> None:
    scene = elements(ticks=11_300.0)
    later = at_hour(scene, "Dusk")
    assert signature_of(later) == signature_of(scene).at_hour("Dusk")
    assert later["Time"]["Time Of Day"] == 11_400.0
    assert scene["Time"]["Time Of Day"] == 11_300.0
