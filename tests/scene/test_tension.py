from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from metabgm.scene.tension import base_intensity, combat_intensity, warmth
from tests.scenes import elements, pair

Labels = dict[str, dict[str, Any]]
PLAINS = "minecraft:plains"
ZOMBIES = {"Count": 3.0, "Nearest": 8.0}
ROOF = {"Position": pair("Under Roof", 100.0)}


def base(labels: Labels | None = None, **kwargs: Any) -> float:
    return base_intensity(elements(PLAINS, labels=labels, **kwargs))


def fight(count: float = 1.0, nearest: float = 4.0, lowest: float = 20.0, **kwargs: Any) -> float:
    labels = {
        "Hostile Entity": {"Count": count, "Nearest": nearest},
        "Health": {"Lowest Health": lowest},
    }
    return combat_intensity(elements(labels=labels), **{"blows": 1, "boss": False} | kwargs)


def test_ordinary_walk_asks_for_the_piece_as_it_is() -> None:
    assert base() == 0.5
    assert warmth(elements()) == pytest.approx(0.5, abs=0.03)
    assert base_intensity({}) == 0.5


@pytest.mark.parametrize(
    "labels",
    [
        {"Hostile Entity": ZOMBIES},
        {"Hostile Entity": {"Targeting Player": 80.0}},
        {"Health": {"Lowest Health": 4.0}},
        {"Movement": pair("Sprinting", 100.0)},
        {"Movement": pair("Gliding", 100.0)},
        {"Status": pair("On Fire", 80.0)},
    ],
)
def test_danger_and_hurry_raise_the_base(labels: Labels) -> None:
    assert base(labels) >= 0.55


def test_nearer_and_more_mobs_raise_it_more() -> None:
    far, near = ({"Hostile Entity": {"Count": 2.0, "Nearest": blocks}} for blocks in (22.0, 4.0))
    assert 0.5 < base(far) < base(near) < base({"Hostile Entity": {"Count": 4.0, "Nearest": 4.0}})


def test_thunder_is_heard_outside_only() -> None:
    assert base(weather="Thunder") > 0.55
    assert base(ROOF, weather="Thunder") == 0.5


@pytest.mark.parametrize(
    ("labels", "time"),
    [
        ({"Movement": pair("Sneaking", 100.0)}, "Day"),
        ({"Status": pair("Sleeping", 100.0)}, "Night"),
        (ROOF, "Night"),
        ({"Movement": {"Speed": 0.0}, "Health": {"Lowest Health": 20.0}}, "Day"),
    ],
)
def test_stealth_shelter_and_rest_lower_the_base(labels: Labels, time: str) -> None:
    assert base(labels, time=time) <= 0.42


def test_nobody_is_safe_indoors_among_mobs() -> None:
    assert base(ROOF | {"Hostile Entity": ZOMBIES}, time="Night") > 0.55


def test_fight_grows_with_mobs_nearness_blows_and_wounds() -> None:
    assert fight() == pytest.approx(0.5, abs=0.1)
    assert fight(count=4.0) > fight()
    assert fight(nearest=20.0) < fight()
    assert fight(lowest=4.0) > fight()
    assert fight(blows=4) > fight()
    assert fight(boss=True) >= 0.75


@pytest.mark.parametrize(
    ("warmer", "colder"),
    [
        (elements(time="Dusk"), elements(time="Night")),
        (elements(), elements(weather="Snow")),
        (elements(labels={"Temperature": {"Temperature": 2.0}}), elements()),
        (elements(PLAINS, labels=ROOF, time="Night"), elements(PLAINS, time="Night")),
        (elements(), elements("minecraft:deep_dark")),
        (elements(), elements(dimension="minecraft:the_end")),
    ],
)
def test_warmth(warmer: Labels, colder: Labels) -> None:
    assert warmth(warmer) >= warmth(colder) + 0.08


numbers = st.one_of(st.floats(allow_nan=False), st.text(max_size=2), st.none())
labels_of_anything = st.dictionaries(
    st.sampled_from(["Count", "Nearest", "Lowest Health", "Max Health", "Speed", "Y", "Night", "Sneaking"]),
    numbers,
)


@given(labels_of_anything, st.integers(0, 50), st.booleans())
@example({"Count": 0.0, "Nearest": float("-inf")}, 0, False)
@example({"Lowest Health": float("inf"), "Max Health": float("inf")}, 0, False)
def test_whatever_a_scene_says_stays_within_0_and_1(labels: dict[str, Any], blows: int, boss: bool) -> None:
    names = ("Hostile Entity", "Health", "Movement", "Position", "Time", "Status")
    scene = elements(labels=dict.fromkeys(names, labels))
    for level in (base_intensity(scene), warmth(scene), combat_intensity(scene, blows=blows, boss=boss)):
        assert 0.0 <= level <= 1.0
