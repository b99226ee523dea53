from __future__ import annotations

import pytest

from metabgm.describe.facts import read_facts
from metabgm.describe.wording import narrative_openings, word_scene
from tests.describe.biome_names import KEYS
from tests.describe.characterized import Characterized, fight, quiet_scene


@pytest.mark.parametrize(
    ("scene", "line"),
    [
        (quiet_scene(), "in the forest, at dusk, clear sky"),
        (
            quiet_scene(
                "minecraft:snowy_taiga", time="Night", weather="Snow", temperature=-0.5, movement="Sneaking"
            ),
            "in the snowy taiga, at night, snowfall, freezing air, creeping",
        ),
        (
            quiet_scene("minecraft:desert", y=9.0, under_roof=90.0, weather="Rain"),
            "in a cave under the desert",
        ),
        (
            quiet_scene("minecraft:the_end", dimension="minecraft:the_end"),
            "on the islands at the end of the world",
        ),
        (
            quiet_scene("some_mod:glowing_crystal_gardens", time="Day"),
            "in the glowing crystal gardens, clear sky",
        ),
    ],
)
def test_quiet_scenes(scene: Characterized, line: str) -> None:
    assert word_scene(read_facts(scene), False) == line


def test_fight() -> None:
    facts = read_facts(fight("minecraft:plains", "enderman", "zombie", health=3.0))
    assert word_scene(facts, True) == "on the plains, running, an enderman and a zombie attack, badly hurt"


def test_nothing_known() -> None:
    assert word_scene(read_facts({}), False) == "in the wild"


def test_openings_tell_place_and_hour_or_enemy() -> None:
    rain = narrative_openings(read_facts(quiet_scene(weather="Rain")), False)
    assert rain == ("Rain falls in the forest at dusk, and", "At dusk, rain falls in the forest while")
    attack = narrative_openings(read_facts(fight("minecraft:swamp", "witch")), True)
    assert attack == (
        "In the swamp, a witch attacks, and the",
        "Suddenly a witch attacks in the swamp, and the",
    )


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("combat", [False, True])
def test_openings_end_on_a_word_or_comma(key: str, combat: bool) -> None:
    facts = read_facts(fight(key, "zombie") if combat else quiet_scene(key))
    openings = narrative_openings(facts, combat)
    assert len(set(openings)) >= 2
    assert all(opening == opening.strip() and opening[0].isupper() for opening in openings)
