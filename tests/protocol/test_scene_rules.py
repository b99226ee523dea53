from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from metabgm.protocol.scene_rules import first_broken_rule
from tests.protocol.strategies import scene_elements
from tests.scenes import elements


def with_label(element: str, label: str, value: Any) -> dict[str, Any]:
    scene = elements()
    scene[element] = {**scene[element], label: value}
    return scene


def fault(scene: dict[str, Any]) -> tuple[str, str] | None:
    found = first_broken_rule(scene, "s")
    return None if found is None else (found.path, found.value)


@given(scene_elements())
def test_scene_that_keeps_the_rules_passes(scene: dict[str, Any]) -> None:
    assert first_broken_rule(scene, "s") is None


@pytest.mark.parametrize(
    "element", ["Temperature", "Health", "Satiety", "Hostile Entity", "Biome Ahead", "Status"]
)
def test_what_the_game_has_not_told_may_be_empty(element: str) -> None:
    assert fault({**elements(), element: {}}) is None


@pytest.mark.parametrize(
    ("element", "label"),
    [
        ("Weather", "Clear"),
        ("Status", "Not Wet"),
        ("Movement", "Riding oak_boat"),
        ("Hostile Entity", "zombie"),
        ("Hostile Entity", "Targeting Player"),
        ("Being Attacked", "Attacked"),
    ],
)
@pytest.mark.parametrize("share", [-0.001, 100.001, 1e308])
def test_share_outside_0_to_100_is_refused(element: str, label: str, share: float) -> None:
    assert fault(with_label(element, label, share)) == (f"s.{element}.{label}", str(share))


@pytest.mark.parametrize("kind", ["biome", "dimension"])
def test_places_are_shares_that_add_up(kind: str) -> None:
    assert fault(with_label("Scene", kind, {"a": 49.9, "b": 50.5})) is None
    assert fault(with_label("Scene", kind, {"a": 101.0})) == (f"s.Scene.{kind}.a", "101.0")
    assert fault(with_label("Scene", kind, {"a": 50.0, "b": 49.0})) == (f"s.Scene.{kind}", "sum 99")
    assert fault(with_label("Scene", kind, {})) == (f"s.Scene.{kind}", "map of 0 entries")


@pytest.mark.parametrize(("element", "label"), [("Time", "Day"), ("Weather", "Clear")])
def test_division_adds_up_within_its_tolerance(element: str, label: str) -> None:
    assert fault(with_label(element, label, 99.5)) is None
    assert fault(with_label(element, label, 99.4)) == (f"s.{element}", "sum 99.4")
    assert fault({**elements(), element: {}}) == (f"s.{element}", "sum 0")


def test_pair_adds_up_within_its_tolerance() -> None:
    assert fault(with_label("Status", "Wet", 0.5)) is None
    assert fault(with_label("Status", "Wet", 0.6)) == ("s.Status.Wet", "sum 100.6")


def test_half_a_pair_is_no_pair() -> None:
    assert fault({**elements(), "Status": {"Wet": 60.0}}) == ("s.Status.Wet", "sum 60")
    assert fault({**elements(), "Status": {"Not Dreaming": 60.0}}) == ("s.Status.Dreaming", "sum 60")
    assert fault({**elements(), "Status": {"Not Dreaming": 100.0}}) is None


@pytest.mark.parametrize(
    ("element", "label", "value"),
    [
        ("Status", "Mana", 1234.5),
        ("Weather", "Sandstorm", 40.0),
        ("Time", "Moon Phase", 7.0),
        ("Movement", "Riding oak_boat", 100.0),
        ("Movement", "Speed", 1e6),
        ("Hostile Entity", "Count", 250.0),
        ("Hostile Entity", "pack:wyvern", 3.0),
        ("Health", "Health", -2.0),
        ("Health", "Max Health", 2048.0),
        ("Position", "Y", -2032.0),
    ],
)
def test_unknown_labels_and_quantities_are_taken_as_they_come(element: str, label: str, value: float) -> None:
    assert fault(with_label(element, label, value)) is None


def test_unknown_biome_is_as_good_as_any() -> None:
    assert fault(elements("terralith:moonlight_grove")) is None


@pytest.mark.parametrize(
    ("element", "label", "edges", "beyond"),
    [
        ("Time", "Time Of Day", (0.0, 23999.0), (-1.0, 24000.0)),
        ("Satiety", "Food", (0.0, 20.0), (-0.5, 20.5)),
        ("Biome Ahead", "a:b", (0.0, 1.0), (-0.01, 1.01)),
    ],
)
def test_range_at_its_edges(
    element: str, label: str, edges: tuple[float, ...], beyond: tuple[float, ...]
) -> None:
    for value in edges:
        assert fault(with_label(element, label, value)) is None
    for value in beyond:
        assert fault(with_label(element, label, value)) == (f"s.{element}.{label}", str(value))


def test_probabilities_ahead_add_up_to_one_at_most() -> None:
    assert fault(elements(ahead={"a": 0.5, "b": 0.501})) is None
    assert fault(elements(ahead={"a": 0.5, "b": 0.502})) == ("s.Biome Ahead", "sum 1.002")
