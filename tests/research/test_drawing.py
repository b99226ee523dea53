from __future__ import annotations

from collections import Counter

import msgpack
import pytest

from metabgm.protocol.codec import decode
from metabgm.protocol.messages_from_mod import Scene
from metabgm.research.biomes import biomes
from metabgm.research.drawing import SCENES, draw_situations
from metabgm.research.hostiles import hostile_names, hostiles_of
from metabgm.research.situation import Situation
from metabgm.research.tasks import scene_tasks


@pytest.fixture(scope="module")
def situations() -> list[Situation]:
    return draw_situations(1)


def test_as_many_as_the_paper_and_the_same_again(situations: list[Situation]) -> None:
    assert len(situations) == SCENES == 433
    assert situations == draw_situations(1)
    assert situations != draw_situations(2)


def test_every_biome_six_or_seven_times(situations: list[Situation]) -> None:
    counts = Counter(situation.biome.name for situation in situations)
    assert set(counts) == set(biomes())
    assert set(counts.values()) == {6, 7}


def test_a_third_are_fights_in_every_biome_with_enemies(situations: list[Situation]) -> None:
    fights = [situation for situation in situations if situation.fight]
    assert 0.3 < len(fights) / SCENES < 0.37
    assert {fight.biome.name for fight in fights} == set(biomes()) - {"the_void"}


def test_all_values_are_covered_evenly(situations: list[Situation]) -> None:
    seen = [task.seen for task in scene_tasks() if task.seen.tells_sky]
    hours = Counter(one.facts.time for one in seen)
    assert min(hours.values()) > 0.2 * len(seen)
    weathers = Counter(one.facts.weather for one in seen)
    assert min(weathers[weather] for weather in ("clear", "rain", "snow", "thunder")) > 0.1 * len(seen)
    moves = Counter(situation.movement for situation in situations)
    assert min(moves.values()) > 0.05 * SCENES
    assert len(moves) == 7
    states = Counter(state for situation in situations for state in situation.states)
    assert set(states) == {"On Fire", "Wet", "Freezing", "Poisoned", "Sleeping", "In Lava"}
    assert min(states.values()) >= 8


def test_most_enemies_are_fought(situations: list[Situation]) -> None:
    fought = {foe for situation in situations if situation.fight for foe in situation.hostiles}
    assert fought <= set(hostile_names())
    assert len(fought) > 0.85 * len(hostile_names())


def test_nothing_that_the_game_does_not_have(situations: list[Situation]) -> None:
    for situation in situations:
        falls = situation.biome.precipitation(situation.height)
        assert situation.weather in ("Clear", "Thunder", falls.capitalize())
        underground = situation.where == "cave" and situation.biome.habitat != "cave"
        possible = hostiles_of(situation.biome, underground=underground, hour=situation.hour)
        assert set(situation.hostiles) <= set(possible)
        if "Sleeping" in situation.states:
            assert not situation.fight
            assert situation.hour == "Night"
        if situation.where == "under water":
            assert situation.movement == "Swimming"
            assert "On Fire" not in situation.states


def test_scenes_pass_the_protocol() -> None:
    for task in scene_tasks():
        message = {
            "type": "scene",
            "time_ms": 0,
            "reason": "interval",
            "window": {"ms": 10_000, "samples": 200},
            "scene": task.elements,
        }
        assert isinstance(decode(msgpack.packb(message)), Scene)


def test_the_facts_tell_what_was_drawn(situations: list[Situation]) -> None:
    for situation, task in zip(situations, scene_tasks(), strict=True):
        assert task.seen.combat == situation.fight
        assert set(task.seen.facts.enemies) == (
            {foe.replace("_", " ") for foe in situation.hostiles} if situation.fight else set()
        )
        assert ("swimming" in task.seen.line) == (situation.movement == "Swimming")
        assert ("sleeping" in task.seen.line) == ("Sleeping" in situation.states)
