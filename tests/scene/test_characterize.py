from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metabgm.scene.characterize import COMBAT_ELEMENTS, EXPLORATION_ELEMENTS, characterize
from tests.scenes import elements

labels = st.text(st.sampled_from("Not aBOnFire"), max_size=12)
numbers = st.floats(-1e6, 1e6) | st.integers(-1000, 1000)
scenes = st.dictionaries(
    st.sampled_from([*COMBAT_ELEMENTS, *EXPLORATION_ELEMENTS, "Biome Ahead"]),
    st.dictionaries(labels, numbers | st.dictionaries(labels, numbers, max_size=3), max_size=6),
)


def test_exploration_keeps_the_seven_elements_of_the_algorithm() -> None:
    characterized = characterize(elements())
    assert tuple(characterized.elements) == EXPLORATION_ELEMENTS
    assert not characterized.combat


@pytest.mark.parametrize("threat", [{"blows": 1}, {"targeting": 12.5}])
def test_combat_keeps_the_eight_elements_of_the_algorithm(threat: dict[str, Any]) -> None:
    characterized = characterize(elements(**threat))
    assert tuple(characterized.elements) == COMBAT_ELEMENTS
    assert characterized.combat


def test_negative_labels_go_and_numbers_keep_two_decimals() -> None:
    left = characterize(elements()).elements
    assert left["Movement"]["Walking"] == 62.5
    assert left["Movement"]["Speed"] == 2.12
    assert left["Temperature"] == {"Temperature": 0.7}
    assert left["Scene"]["biome"] == {"minecraft:forest": 100.0}


def test_steps_say_what_was_taken_away_and_why() -> None:
    negatives, precision, relevance = characterize(elements(blows=2)).steps
    assert "Not On Fire" in negatives["dropped"]["Status"]
    assert precision == {"step": "precision", "decimals": 2}
    assert relevance["why"] == "Being Attacked.Blows 2"
    assert {"Time", "Weather", "Temperature", "Biome Ahead"} == set(relevance["dropped"])


def test_judgement_can_be_overridden_for_the_music_under_a_fight() -> None:
    assert not characterize(elements(blows=3), combat=False).combat


@given(scenes)
def test_whatever_comes_in_the_algorithm_holds(scene: dict[str, dict[str, Any]]) -> None:
    left = characterize(scene)
    assert set(left.elements) <= set(COMBAT_ELEMENTS if left.combat else EXPLORATION_ELEMENTS)
    for key, inner in left.elements.items():
        assert set(inner) == {label for label in scene[key] if "Not" not in label}
        for label, value in inner.items():
            if isinstance(value, float):
                assert value == round(scene[key][label], 2)


@given(scenes)
def test_characterizing_twice_changes_nothing_more(scene: dict[str, dict[str, Any]]) -> None:
    once = characterize(scene)
    assert characterize(once.elements, combat=once.combat).elements == once.elements
