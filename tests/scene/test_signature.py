from __future__ import annotations

from metabgm.scene.signature import UNKNOWN, Signature, biomes_ahead, signature_of
from tests.scenes import elements


def test_signature_is_biome_dimension_hour_and_weather() -> None:
    scene = elements("minecraft:forest", time="Dusk", weather="Rain")
    assert signature_of(scene) == Signature("minecraft:forest", "minecraft:overworld", "Dusk", "Rain")


def test_where_there_is_no_sky_hour_and_weather_do_not_count() -> None:
    nether = elements("minecraft:nether_wastes", dimension="minecraft:the_nether", time="Night")
    cave = elements("minecraft:lush_caves", weather="Thunder")
    assert (signature_of(nether).time, signature_of(nether).weather) == ("", "")
    assert (signature_of(cave).time, signature_of(cave).weather) == ("", "")


def test_most_of_the_window_decides() -> None:
    scene = elements()
    scene["Scene"]["biome"] = {"minecraft:plains": 40.0, "terralith:moonlight_grove": 60.0}
    assert signature_of(scene).biome == "terralith:moonlight_grove"


def test_unknown_everything_still_has_a_signature() -> None:
    assert signature_of({}) == Signature(UNKNOWN, "minecraft:overworld", "Day", "Clear")


def test_neighbour_keeps_hour_and_weather_unless_it_has_no_sky() -> None:
    here = signature_of(elements(time="Night", weather="Snow"))
    assert here.in_biome("minecraft:plains").time == "Night"
    assert here.in_biome("minecraft:deep_dark").time == ""


def test_likely_biomes_come_first_and_unlikely_ones_not_at_all() -> None:
    scene = elements(ahead={"a:a": 0.2, "b:b": 0.35, "c:c": 0.45})
    assert biomes_ahead(scene, 0.3) == ["c:c", "b:b"]
