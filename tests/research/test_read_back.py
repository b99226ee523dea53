from __future__ import annotations

import pytest

from metabgm.research.biomes import biomes
from metabgm.research.read_back import facts_told


@pytest.mark.parametrize(
    ("biome", "narrative", "line"),
    [
        (
            "birch_forest",
            "Rain beads on the birches as the last light drains away.",
            "in the birch forest, at dusk, rain",
        ),
        ("birch_forest", "Two friends carve a name into a birch.", "in the birch forest, clear sky"),
        (
            "snowy_plains",
            "Stars burn over the white plain.",
            "on the snowy plains, at night, clear sky, cold air",
        ),
        (
            "snowy_plains",
            "Falling snow hides the plain at daybreak.",
            "on the snowy plains, at dawn, snowfall, cold air",
        ),
        ("desert", "Thunder growls behind the dunes.", "in the desert, thunderstorm, hot air"),
        ("lush_caves", "Glow berries light the moss of the cavern.", "in the lush caves"),
    ],
)
def test_hour_and_weather_are_read_back(biome: str, narrative: str, line: str) -> None:
    assert facts_told(narrative, biomes()[biome]) == line


@pytest.mark.parametrize(
    ("biome", "narrative"),
    [
        ("birch_forest", "A zombie attacks among the birches."),
        ("birch_forest", "The harbour wakes, and nets are hauled in."),
        ("desert", "Rain drums on the dunes for once."),
        ("lush_caves", "Moonlight falls on the moss of the cavern."),
    ],
)
def test_what_no_line_could_have_gives_none(biome: str, narrative: str) -> None:
    assert facts_told(narrative, biomes()[biome]) == ""
