from __future__ import annotations

from metabgm.describe.lands import LANDS
from metabgm.research.biomes import biomes
from metabgm.research.hostiles import hostiles_of
from tests.describe.biome_names import GAME


def test_the_table_has_every_biome_of_the_game() -> None:
    assert set(biomes()) == set(GAME.split())
    assert {biome.land for biome in biomes().values()} <= set(LANDS)


def test_precipitation_by_temperature_and_height() -> None:
    assert biomes()["desert"].precipitation(70.0) == "none"
    assert biomes()["plains"].precipitation(70.0) == "rain"
    assert biomes()["snowy_plains"].precipitation(70.0) == "snow"
    hills = biomes()["windswept_hills"]
    assert hills.precipitation(90.0) == "rain"
    assert hills.precipitation(160.0) == "snow"


def test_enemies_by_place_and_hour() -> None:
    desert = biomes()["desert"]
    assert "husk" in hostiles_of(desert, underground=False, hour="Day")
    assert "skeleton" not in hostiles_of(desert, underground=False, hour="Day")
    assert "skeleton" in hostiles_of(desert, underground=False, hour="Night")
    assert "skeleton" in hostiles_of(desert, underground=True, hour="Day")
    assert hostiles_of(biomes()["the_void"], underground=False, hour="Night") == []
