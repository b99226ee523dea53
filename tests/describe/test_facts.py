from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metabgm.describe.facts import read_facts
from metabgm.describe.lands import LANDS
from tests.describe.characterized import fight, quiet_scene


def test_quiet_scene() -> None:
    facts = read_facts(quiet_scene())
    assert (facts.biome, facts.land, facts.time, facts.weather) == ("forest", "forest", "dusk", "clear")
    assert (facts.movement, facts.states, facts.enemies, facts.hurt) == ("walking", (), (), 0.0)
    assert not facts.underground


def test_fight() -> None:
    facts = read_facts(fight("minecraft:swamp", "cave_spider", "witch", "zombie", health=5.0))
    assert facts.enemies == ("cave spider", "witch")
    assert facts.hurt == pytest.approx(0.75)
    assert facts.time == ""


def test_dominant_labels_win_and_zero_shares_are_absent() -> None:
    scene = quiet_scene()
    scene["Scene"]["biome"] = {"minecraft:river": 30.0, "minecraft:desert": 70.0}
    scene["Weather"] = {"Rain": 0.0, "Clear": 40.0, "Thunder": 60.0}
    scene["Status"] = {"On Fire": 0.0, "Wet": 10.0, "Freezing": 90.0}
    facts = read_facts(scene)
    assert (facts.biome, facts.weather, facts.states) == ("desert", "thunder", ("freezing",))


@pytest.mark.parametrize(
    ("y", "roof", "biome", "underground"),
    [
        (12.0, 100.0, "minecraft:forest", True),
        (70.0, 100.0, "minecraft:forest", False),
        (12.0, 0.0, "minecraft:forest", False),
        (80.0, 0.0, "minecraft:lush_caves", True),
        (30.0, 100.0, "minecraft:nether_wastes", False),
    ],
)
def test_underground(y: float, roof: float, biome: str, underground: bool) -> None:
    assert read_facts(quiet_scene(biome, y=y, under_roof=roof)).underground is underground


@pytest.mark.parametrize(
    ("temperature", "air"), [(-0.5, "freezing"), (0.2, "cold"), (0.7, ""), (2.0, "hot"), (math.nan, "")]
)
def test_air(temperature: float, air: str) -> None:
    assert read_facts(quiet_scene(temperature=temperature)).air == air


def test_modded_biome_is_known_by_its_tags_and_else_by_its_climate() -> None:
    scene = quiet_scene("mod:blorb", temperature=2.0)
    scene["Scene"]["precipitation"] = "none"
    assert read_facts(scene).land == "desert"
    scene["Scene"]["tags"] = ["c:is_hot", "c:is_savanna", 7]
    assert read_facts(scene).land == "savanna"


_ANYTHING: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=9),
    lambda inner: st.dictionaries(st.text(max_size=9), inner),
)
_ELEMENTS = ["Scene", "Time", "Weather", "Temperature", "Health", "Satiety", "Status", "Movement", "Position"]


@given(st.dictionaries(st.sampled_from([*_ELEMENTS, "Hostile Entity", "Being Attacked"]), _ANYTHING))
def test_odd_elements_never_raise(elements: dict[str, Any]) -> None:
    facts = read_facts(elements)
    assert facts.land in LANDS
    assert 0.0 <= facts.hurt <= 1.0
