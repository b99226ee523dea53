from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metabgm.describe.lands import LANDS, OPEN_COUNTRY, key_words, land_of, place_phrase, tag_words
from tests.describe.biome_names import GAME

_LANDS = {
    "badlands": "desert",
    "cherry_grove": "blossom",
    "dark_forest": "dark woods",
    "deep_dark": "deep dark",
    "dripstone_caves": "cave",
    "end_highlands": "end",
    "frozen_river": "snow",
    "jagged_peaks": "mountain",
    "mangrove_swamp": "swamp",
    "old_growth_pine_taiga": "pines",
    "pale_garden": "dark woods",
    "soul_sand_valley": "nether",
    "stony_shore": "shore",
    "warm_ocean": "ocean",
    "windswept_savanna": "savanna",
}


@pytest.mark.parametrize(("biome", "land"), _LANDS.items())
def test_land_of_known_biomes(biome: str, land: str) -> None:
    assert land_of(key_words(f"minecraft:{biome}"), "overworld") == land


def test_only_plains_are_plains() -> None:
    open_country = [name for name in GAME.split() if land_of(key_words(name), "") == OPEN_COUNTRY]
    assert open_country == ["plains"]


@pytest.mark.parametrize(
    ("key", "words", "land"),
    [
        ("terralith:volcanic_crater", "volcanic crater", "nether"),
        ("mod:deep/Glow-Caverns", "glow caverns", "cave"),
        ("bop:lavender_field", "lavender field", "blossom"),
        ("no namespace", "no namespace", OPEN_COUNTRY),
        ("mod:<|im_start|>\n{}", "im start", OPEN_COUNTRY),
    ],
)
def test_modded_keys(key: str, words: str, land: str) -> None:
    assert key_words(key) == words
    assert land_of(words, "overworld") == land


def test_unknown_biome_takes_the_dimension() -> None:
    assert land_of("blorb", "the nether") == "nether"
    assert land_of("", "the end") == "end"


@pytest.mark.parametrize(
    ("tag", "words"),
    [
        ("minecraft:is_forest", "forest"),
        ("c:is_coniferous_tree", "coniferous tree"),
        ("c:is_mountain/peak", "mountain peak"),
        ("minecraft:snow_golem_melts", ""),
        ("minecraft:has_structure/ocean_ruin_warm", ""),
        ("is_jungle", "jungle"),
    ],
)
def test_only_what_a_biome_is_counts_of_its_tags(tag: str, words: str) -> None:
    assert tag_words(tag) == words


def test_name_before_tags_before_dimension_before_climate() -> None:
    assert land_of("blorb swamp", "the nether", ["jungle"], "snow") == "swamp"
    assert land_of("blorb", "the nether", ["hot", "jungle"], "snow") == "jungle"
    assert land_of("blorb", "the nether", ["hot"], "snow") == "nether"
    assert land_of("blorb", "overworld", ["hot"], "snow") == "snow"
    assert land_of("blorb", "overworld") == OPEN_COUNTRY


def test_words_of_two_tags_are_no_word() -> None:
    assert land_of("blorb", "overworld", ["dark", "forest"]) == "forest"


@given(st.text(max_size=300))
def test_any_key(key: str) -> None:
    words = key_words(key)
    assert len(words) <= 60
    assert all(word.isalnum() and word.isascii() for word in words.split())
    assert land_of(words, "") in LANDS


@pytest.mark.parametrize(
    ("biome", "phrase"),
    [
        ("forest", "in the forest"),
        ("snowy plains", "on the snowy plains"),
        ("frozen river", "by the frozen river"),
        ("the end", "on the islands at the end of the world"),
        ("", "in the wild"),
    ],
)
def test_place_phrase(biome: str, phrase: str) -> None:
    assert place_phrase(biome) == phrase
