"""Colours of the picture. Fills are dark enough for light text to stand on."""

from __future__ import annotations

from metabgm.describe.lands import key_words, land_of

BACKGROUND = "#0f1219"
PANEL = "#181d27"
LINE = "#2c3443"
TEXT = "#eef1f6"
MUTED = "#9aa5b5"
RIM = "#0f121966"
ACCENT = "#f2c14e"
DANGER = "#c8433a"
STING = "#7a5fb0"
WAVE = "#6fb7c9"
SPECTRUM = "magma"

LAND = {
    "deep dark": "#14535c",
    "cave": "#705c49",
    "nether": "#8c2f2b",
    "end": "#5f4a80",
    "mushroom": "#8a5a6b",
    "ocean": "#27589a",
    "snow": "#6d8ca6",
    "shore": "#9c8650",
    "river": "#3a7ca3",
    "desert": "#a8812f",
    "savanna": "#86812f",
    "jungle": "#1f7a4a",
    "swamp": "#56693a",
    "blossom": "#ab6486",
    "dark woods": "#2c4a36",
    "pines": "#2a6058",
    "forest": "#39753c",
    "mountain": "#66707e",
    "plains": "#71913a",
}
HOUR = {"Dawn": "#b9775a", "Day": "#4a8fc4", "Dusk": "#96507a", "Night": "#26336b"}
WEATHER = {"Clear": PANEL, "Rain": "#35629b", "Snow": "#7c93a8", "Thunder": "#58478a"}


def place_colour(biome: str, dimension: str) -> str:
    """``biome`` and ``dimension``: keys; both may be empty."""
    if not biome:
        return PANEL
    return LAND.get(land_of(key_words(biome), key_words(dimension)), LINE)
