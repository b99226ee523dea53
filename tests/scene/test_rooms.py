from __future__ import annotations

from typing import Any

import pytest

from metabgm.scene.rooms import room_of
from tests.scenes import elements, pair

Labels = dict[str, dict[str, Any]]
ROOF = pair("Under Roof", 90.0)


@pytest.mark.parametrize(
    ("biome", "labels", "room"),
    [
        ("minecraft:plains", {}, "open"),
        ("minecraft:plains", {"Position": ROOF}, "indoors"),
        ("minecraft:plains", {"Position": pair("Under Roof", 40.0)}, "open"),
        ("minecraft:dark_forest", {"Position": ROOF}, "open"),
        ("minecraft:dark_forest", {"Position": ROOF | {"Y": 12.0}}, "cave"),
        ("minecraft:plains", {"Position": ROOF | {"Y": -20.0}}, "cave"),
        ("minecraft:plains", {"Position": {"Y": -20.0}}, "open"),
        ("minecraft:lush_caves", {}, "cave"),
        ("somemod:glow", {"Scene": {"tags": ["c:is_cave"]}}, "cave"),
        ("minecraft:ocean", {"Position": pair("Under Water", 80.0)}, "water"),
        ("minecraft:lush_caves", {"Position": pair("Under Water", 80.0) | ROOF}, "water"),
    ],
)
def test_room_of_the_overworld(biome: str, labels: Labels, room: str) -> None:
    assert room_of(elements(biome, labels=labels)) == room


@pytest.mark.parametrize(
    ("dimension", "room"),
    [("minecraft:the_nether", "nether"), ("minecraft:the_end", "end"), ("somemod:aether", "open")],
)
def test_dimension_is_a_room_with_or_without_a_roof(dimension: str, room: str) -> None:
    assert room_of(elements(dimension=dimension)) == room
    if room != "open":
        assert room_of(elements(dimension=dimension, labels={"Position": ROOF | {"Y": 30.0}})) == room


def test_scene_that_tells_nothing_is_open() -> None:
    assert room_of({}) == "open"
    assert room_of({"Position": {"Under Roof": 100.0, "Y": "high"}}) == "indoors"
