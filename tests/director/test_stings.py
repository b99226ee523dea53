from __future__ import annotations

import pytest

from metabgm.director.actions import Announce, Fade
from metabgm.director.settings import DirectorSettings
from metabgm.director.sting_texts import DESCRIPTIONS, NARRATIVES
from tests.director.stage import Stage, settled

FOREST, PLAINS, DESERT = "minecraft:forest", "minecraft:plains", "minecraft:desert"
COOLDOWN = DirectorSettings().sting_cooldown_s


def occasions(stage: Stage) -> list[str]:
    told = {narrative: occasion for occasion, narrative in NARRATIVES.items()}
    return [told[start.order.texts.narrative] for _, start in stage.starts("sting")]


def test_first_sight_of_a_biome_is_told_in_the_same_instant() -> None:
    stage = settled(FOREST)
    assert stage.starts("sting") == []
    stage.scene(PLAINS)
    [(at, start)] = stage.starts("sting")
    assert at == stage.now
    assert start.order.texts.description in DESCRIPTIONS["biome"]
    assert start.transition.duck_db == DirectorSettings().sting_duck_db
    assert start.cause.kind == "scene"


def test_sting_grows_from_what_is_heard() -> None:
    stage = settled()
    stage.event("advancement", "stone age")
    base = stage.starts()[-1][1].order.order
    stage.event("hurt", "zombie")
    stage.event("boss_seen", "wither")
    fight = stage.starts("combat")[-1][1].order.order
    assert [start.order.anchor for _, start in stage.starts("sting")] == [base, fight]


def test_known_biomes_are_not_told_again() -> None:
    stage = settled(FOREST)
    stage.scene(PLAINS)
    stage.wait(COOLDOWN + 10)
    stage.scene(FOREST)
    stage.wait(COOLDOWN + 10)
    stage.scene(PLAINS)
    assert occasions(stage) == ["biome"]


def test_one_sting_in_a_cooldown() -> None:
    stage = settled(FOREST)
    stage.scene(PLAINS)
    stage.wait(COOLDOWN - 1)
    stage.scene(DESERT)
    stage.event("advancement", "diamonds")
    assert occasions(stage) == ["biome"]
    stage.wait(1.1)
    stage.event("advancement", "diamonds")
    assert occasions(stage) == ["biome", "advancement"]


def test_night_falls_once() -> None:
    stage = settled()
    stage.scene(FOREST, time="Dusk", reason="interval")
    stage.wait(10)
    assert occasions(stage) == []
    for _ in range(3):
        stage.scene(FOREST, time="Night", reason="interval")
        stage.wait(COOLDOWN + 1)
    assert occasions(stage) == ["night"]


def test_night_falls_where_there_is_a_sky_only() -> None:
    stage = settled("minecraft:lush_caves")
    stage.scene("minecraft:lush_caves", time="Dusk", reason="interval")
    stage.scene("minecraft:lush_caves", time="Night", reason="interval")
    assert occasions(stage) == []


def test_a_fight_is_disturbed_by_bosses_and_death_only() -> None:
    stage = settled()
    stage.event("hurt", "zombie")
    stage.scene(DESERT, targeting=100.0)
    stage.event("advancement", "monster hunter")
    assert occasions(stage) == []
    stage.event("boss_seen", "wither")
    stage.wait(2)
    stage.event("death")
    assert occasions(stage) == ["boss", "death"]


def test_same_grave_news_waits_for_the_cooldown_too() -> None:
    stage = settled()
    for _ in range(5):
        stage.event("death")
        stage.wait(5)
    assert occasions(stage) == ["death", "death"]


def test_death_breaks_the_fight_off() -> None:
    stage = settled()
    stage.event("hurt", "warden")
    stage.event("death")
    [(_, fade)] = stage.of(Fade)
    assert (fade.gain, fade.stop, fade.ms) == (0.0, True, DirectorSettings().death_fade_ms)


def test_toggle_silences_stings() -> None:
    stage = settled(FOREST)
    stage.scene(PLAINS)
    stage.wait(1)
    sting = stage.starts("sting")[0][1].track
    stage.command("toggle")
    assert sting in {fade.track for _, fade in stage.of(Fade) if fade.stop}
    stage.wait(COOLDOWN)
    stage.scene(DESERT)
    stage.event("death")
    assert len(stage.starts("sting")) == 1
    assert len(stage.of(Announce)) == 1


def test_settings_turn_stings_off() -> None:
    stage = settled(settings=DirectorSettings(stings=False))
    stage.scene(PLAINS)
    stage.event("death")
    assert stage.starts("sting") == []


def test_nothing_is_told_before_there_is_music() -> None:
    stage = Stage(describing_s=None)
    stage.scene(FOREST)
    stage.event("advancement", "wood")
    assert stage.starts("sting") == []


@pytest.mark.parametrize("occasion", sorted(DESCRIPTIONS))
def test_texts_are_as_short_as_the_composer_wants_them(occasion: str) -> None:
    for description in DESCRIPTIONS[occasion]:  # type: ignore[index]
        assert len(description.split()) <= 20


def test_seeds_choose_among_the_texts() -> None:
    heard = set()
    for seed in range(12):
        stage = settled(seed=seed)
        stage.scene(PLAINS)
        heard.add(stage.starts("sting")[0][1].order.texts.description)
    assert heard == set(DESCRIPTIONS["biome"])
