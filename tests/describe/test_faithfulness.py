from __future__ import annotations

import pytest

from metabgm.describe.facts import read_facts
from metabgm.describe.faithfulness import faults_of
from metabgm.describe.seen import Seen
from metabgm.research.tasks import see
from tests.scenes import Elements, elements, pair

_RAINY_DUSK = elements("minecraft:birch_forest", time="Dusk", weather="Rain")
_DESERT_NIGHT = elements(
    "minecraft:desert",
    time="Night",
    labels={"Temperature": {"Temperature": 2.0}, "Movement": pair("Riding", 90.0)},
)
_FIGHT = elements("minecraft:plains", time="Night", weather="Rain", blows=2, targeting=100.0)
_CAVE = elements("minecraft:lush_caves", time="Night", weather="Rain")


def _aspects(narrative: str, scene: Elements) -> list[str]:
    return [fault.aspect for fault in faults_of(narrative, see(scene))]


@pytest.mark.parametrize(
    ("narrative", "scene"),
    [
        ("Rain beads on the birches as the last light drains away.", _RAINY_DUSK),
        ("A rider crosses the dunes under countless stars.", _DESERT_NIGHT),
        ("A zombie lurches out of the tall grass and swings.", _FIGHT),
        ("Glow berries light the dripping moss of the cavern.", _CAVE),
    ],
)
def test_faithful(narrative: str, scene: Elements) -> None:
    assert faults_of(narrative, see(scene)) == []


@pytest.mark.parametrize(
    ("narrative", "scene", "aspects"),
    [
        ("Rain beads on the wall as the last light drains away.", _RAINY_DUSK, ["biome"]),
        ("Rain beads on the birches.", _RAINY_DUSK, ["hour"]),
        ("Rain beads on the birches at dusk after noon.", _RAINY_DUSK, ["hour"]),
        ("Dusk under a cloudless roof of birches.", _RAINY_DUSK, ["weather"]),
        ("Dusk, birches, rain on cloudless leaves.", _RAINY_DUSK, ["weather"]),
        ("Rain and dusk in the birches, and a zombie attacks.", _RAINY_DUSK, ["danger"]),
        ("Snow lies on the dunes tonight, under stars in the night.", _DESERT_NIGHT, ["biome", "air"]),
        ("Tall grass bends softly.", _FIGHT, ["danger"]),
        ("A skeleton shoots arrows over the grass.", _FIGHT, ["danger"]),
        ("A zombie swings in the grass by moonlight.", _FIGHT, ["hour"]),
        ("A zombie swings in the grass, drenched by a downpour.", _FIGHT, ["weather"]),
        ("Dusk and rain over the moss of the cavern.", _CAVE, ["hour", "weather"]),
    ],
)
def test_unfaithful(narrative: str, scene: Elements, aspects: list[str]) -> None:
    assert _aspects(narrative, scene) == aspects


def test_what_the_scene_does_not_have_need_not_be_told() -> None:
    seen = Seen(read_facts({}), combat=False, line="")
    assert faults_of("Quiet steps on an old road.", seen) == []
