from journey.sightings import sightings
from tests.scripts.player_log import PlayerLog


def test_a_change_is_seen_when_it_was_told() -> None:
    log = (
        PlayerLog()
        .whereabouts(range(3), "minecraft:forest")
        .scene_sent(2_050, "minecraft:desert", combat=True)
    )
    log.whereabouts(range(3, 5), "minecraft:desert", time="Dusk")
    seen = [(at.at_ms, at.biome, at.time, at.combat) for at in sightings(log.finished(5).read())]
    assert seen[2:4] == [(2_000, "minecraft:forest", "Day", False), (2_050, "minecraft:desert", "Dusk", True)]
    assert len(seen) == 6


def test_a_place_unknown_for_a_moment_stays_what_it_was() -> None:
    log = PlayerLog().whereabouts(range(1), "").whereabouts(range(1, 3), "minecraft:forest")
    log.whereabouts(range(3, 4), "", dimension="", weather="", time="").finished(4)
    seen = sightings(log.read())
    assert [at.biome for at in seen] == ["", *["minecraft:forest"] * 3]
    assert (seen[-1].dimension, seen[-1].weather, seen[-1].time) == ("minecraft:overworld", "Clear", "Day")


def test_a_log_without_whereabouts() -> None:
    assert sightings(PlayerLog().scene_sent(0, "minecraft:forest").finished(1).read()) == []
