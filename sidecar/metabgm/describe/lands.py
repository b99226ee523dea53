"""Which kind of land a biome is, by the words of its key, so that modded biomes have one too."""

from __future__ import annotations

from collections.abc import Iterable

_LAND_OF_WORD = (
    ("deep dark", ("deep dark", "sculk")),
    ("cave", ("cave", "cavern", "dripstone", "underground", "grotto", "hollow", "abyss")),
    (
        "nether",
        ("nether", "crimson", "warped", "basalt", "soul sand", "volcanic", "volcano", "inferno", "ash"),
    ),
    ("end", ("the end", "end", "void", "astral", "moon")),
    ("mushroom", ("mushroom", "fungal", "fungus", "mycelium")),
    ("ocean", ("ocean", "sea", "reef", "lagoon")),
    ("snow", ("snow", "snowy", "frozen", "ice", "icy", "glacier", "arctic", "frost", "tundra", "polar")),
    ("shore", ("beach", "shore", "coast", "island", "isle")),
    ("river", ("river", "lake", "stream", "pond", "spring", "waterfall")),
    ("desert", ("desert", "badlands", "mesa", "dune", "dunes", "canyon", "wasteland", "outback")),
    ("savanna", ("savanna", "shrubland", "brushland", "steppe")),
    ("jungle", ("jungle", "bamboo", "rainforest", "tropical", "tropics")),
    ("swamp", ("swamp", "mangrove", "marsh", "bog", "bayou", "fen", "wetland", "mire")),
    ("blossom", ("cherry", "flower", "sunflower", "meadow", "blossom", "lavender", "orchard", "sakura")),
    ("dark woods", ("dark forest", "pale", "haunted", "spooky", "dead", "gloomy")),
    ("pines", ("taiga", "pine", "spruce", "fir", "conifer", "boreal", "redwood")),
    ("forest", ("forest", "woods", "wood", "woodland", "grove", "birch", "oak", "maple", "garden")),
    (
        "mountain",
        ("peaks", "peak", "hills", "hill", "slopes", "mountain", "highlands", "cliff", "crag", "alps"),
    ),
    (
        "plains",
        ("plains", "plain", "field", "fields", "prairie", "grassland", "pasture", "valley", "plateau"),
    ),
)
OPEN_COUNTRY = "plains"
LANDS = tuple(land for land, _ in _LAND_OF_WORD)

_PREPOSITION_OF_WORD = (
    ("by", ("river", "lake", "pond")),
    ("on", ("plains", "plain", "plateau", "savanna", "fields", "badlands", "wastes", "barrens")),
    ("on", ("beach", "shore", "coast", "ocean", "sea", "islands", "island")),
    ("on", ("peaks", "peak", "hills", "hill", "slopes", "highlands", "midlands")),
)
_SPELLED_OUT = {"the end": "islands at the end of the world"}
"""Names that say something else in a sentence."""

_SKYLESS_LANDS = ("cave", "deep dark", "nether", "end")

_LAND_OF_DIMENSION = {"the nether": "nether", "the end": "end"}
_WORST_NAME = 60
"""Characters of a biome's name that reach a text: the longest of the game's own has 24."""


def key_words(key: str) -> str:
    """``minecraft:dark_forest`` -> ``dark forest``; ``mod:path/to/Glow_Caves`` -> ``glow caves``."""
    path = key.rpartition(":")[2].rpartition("/")[2]
    words = "".join(letter if letter.isalnum() and letter.isascii() else " " for letter in path.lower())
    return " ".join(words.split())[:_WORST_NAME].strip()


def land_of(biome: str, dimension: str, tags: Iterable[str] = (), climate: str = "") -> str:
    """One of ``LANDS``: by the biome's name, else by its tags, its dimension, its climate.

    ``biome`` and ``dimension`` as ``key_words`` gives them, ``tags`` as ``tag_words``, ``climate`` as
    ``climate.land_of_climate``; each may be empty.
    """
    of_dimension = _LAND_OF_DIMENSION.get(dimension, "")
    return _land_in([biome]) or _land_in(tags) or of_dimension or climate or OPEN_COUNTRY


def _land_in(names: Iterable[str]) -> str:
    padded = "|".join(f" {name} " for name in names)
    for land, words in _LAND_OF_WORD:
        if any(f" {word} " in padded or f" {word}s " in padded for word in words):
            return land
    return ""


def tag_words(tag: str) -> str:
    """``c:is_coniferous_tree`` -> ``coniferous tree``; empty for a tag that does not say what a biome is."""
    path = tag.rpartition(":")[2]
    return key_words(path.removeprefix("is_").replace("/", "_")) if path.startswith("is_") else ""


def place_phrase(biome: str) -> str:
    """``plains`` -> ``on the plains``; an empty name is the wild."""
    name = _SPELLED_OUT.get(biome, biome).removeprefix("the ") or "wild"
    said = [
        preposition for preposition, words in _PREPOSITION_OF_WORD if not set(words).isdisjoint(name.split())
    ]
    preposition = said[0] if said else "in"
    return f"{preposition} the {name}"


def has_sky(land: str) -> bool:
    """Whether hours and weather can be seen there."""
    return land not in _SKYLESS_LANDS
