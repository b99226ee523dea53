"""Good frames to the sidecar: every message with its variants and extremes."""

from __future__ import annotations

from collections.abc import Iterator

from protocol_files.cases import Golden, Tree, changed, golden
from protocol_files.scenes import FOREST_AT_DUSK, pair

IDENTIFY: Tree = {
    "type": "identify",
    "protocol": 1,
    "mod": "0.1.0",
    "game": "26.1",
    "player": "5b0f6d0e3c1a4f7e",
    "world": "9d2c7a55",
    "audio": {"rates": [48_000], "channels": [2], "formats": ["f32le", "s16le"], "buffer_ms": 2_000},
}
EVENT: Tree = {"type": "event", "time_ms": 62_000, "kind": "hurt", "detail": "zombie"}
COMMAND: Tree = {"type": "command", "time_ms": 63_000, "command": "toggle"}
CREDIT: Tree = {"type": "credit", "track": 1, "frames": 4_800}

# The edges of every msgpack integer form, and the largest that both languages hold.
INTEGERS = (1, 127, 128, 255, 256, 65_535, 65_536, 2**32 - 1, 2**32, 2**63 - 1)
# The edges of every msgpack string form, and the longest string.
LENGTHS = (0, 31, 32, 255, 256, 2_000)


def golden_from_mod() -> Iterator[Golden]:
    """All of them; the names are unique."""
    yield from _identifies()
    yield from _scenes()
    for kind in ("hurt", "kill", "biome_entered", "dimension_changed", "boss_seen", "advancement"):
        yield golden(f"event_{kind}", "an event with a detail", {**EVENT, "kind": kind})
    for kind in ("hurt", "death", "respawn"):
        yield golden(f"event_{kind}_bare", "an event without a detail", {**EVENT, "kind": kind, "detail": ""})
    for length in LENGTHS:
        about = f"a text of {length} characters"
        yield golden(f"text_{length}", about, {**EVENT, "kind": "advancement", "detail": "x" * length})
    yield golden(
        "text_2000_wide",
        "2000 characters, 8000 bytes",
        {**EVENT, "kind": "kill", "detail": "\U0001f3b5" * 2000},
    )
    yield from _commands()
    for number in INTEGERS:
        yield golden(f"integer_{number}", "the shortest form of an integer", {**CREDIT, "frames": number})


def _identifies() -> Iterator[Golden]:
    yield golden("identify", "the usual offer", IDENTIFY)
    yield golden(
        "identify_extremes",
        "every range at both of its ends",
        changed(
            IDENTIFY,
            ["audio"],
            {"rates": [192_000, 8_000], "channels": [1, 2], "formats": ["s24le"], "buffer_ms": 10_000},
        ),
    )
    yield golden(
        "identify_shortest_buffer", "the shortest buffer", changed(IDENTIFY, ["audio", "buffer_ms"], 200)
    )
    yield golden(
        "identify_unicode", "opaque texts of any script", {**IDENTIFY, "world": "Wält 世界 🌍", "player": ""}
    )


def _commands() -> Iterator[Golden]:
    for name in ("toggle", "regenerate", "skip", "like", "dislike"):
        yield golden(f"command_{name}", "a command without arguments", {**COMMAND, "command": name})
    for name, text in (("style", "lo-fi, no drums"), ("style_none", ""), ("style_longest", "é" * 200)):
        yield golden(f"command_{name}", "the player's wish", {**COMMAND, "command": "style", "text": text})
    for name, volume in (("silent", 0.0), ("half", 0.5), ("full", 1.0)):
        yield golden(
            f"command_volume_{name}",
            "gain of the overlay",
            {**COMMAND, "command": "volume", "volume": volume},
        )


def _scenes() -> Iterator[Golden]:
    forest = FOREST_AT_DUSK
    yield golden("scene_interval", "a whole window", forest)
    for reason in ("biome", "dimension", "weather", "combat"):
        first = {**forest, "reason": reason, "window": {"ms": 50, "samples": 1}}
        yield golden(f"scene_{reason}", "a window of the sample that changed", first)
    untold = forest
    for element in ("Temperature", "Health", "Satiety", "Biome Ahead"):
        untold = changed(untold, ["scene", element], {})
    yield golden("scene_untold", "what the game has not told yet is empty", untold)
    fight = changed(forest, ["scene", "Hostile Entity"], {f"mob_{n}": 100.0 / n for n in range(1, 17)})
    fight = changed(fight, ["scene", "Hostile Entity", "Targeting Player"], 35.5)
    fight = changed(fight, ["scene", "Being Attacked"], {**pair("Attacked", 20.5), "Blows": 3.0})
    yield golden("scene_fight", "a map of more than 15 entries", fight)
    told = changed(forest, ["scene", "Health", "Absorption"], 4.0)
    for precipitation in ("none", "rain", "snow"):
        yield golden(
            f"scene_precipitation_{precipitation}",
            "what falls in the biome; absorption",
            changed(told, ["scene", "Scene", "precipitation"], precipitation),
        )
    border = changed(
        forest, ["scene", "Scene", "biome"], {"a:b": 33.333333333333336, "a:c": 66.66666666666667}
    )
    yield golden("scene_two_biomes", "shares that add up", border)
    packs = changed(forest, ["scene", "Scene", "biome"], {"terralith:höhle": 100.0})
    packs = changed(packs, ["scene", "Scene", "tags"], [f"pack:tag_{n}" for n in range(64)])
    packs = changed(packs, ["scene", "Weather", "Sandstorm"], 40.0)
    packs = changed(packs, ["scene", "Movement", "Riding oak_boat"], 50.0)
    packs = changed(packs, ["scene", "Status"], {**pair("Dreaming", 75.0), "Mana": 1234.5})
    yield golden("scene_packs", "unknown biome and labels are kept; as many tags as may be", packs)
    odd = {**forest, "time_ms": 2**63 - 1, "window": {"ms": 60_000, "samples": 1}}
    odd = changed(odd, ["scene", "Health", "Lowest Health"], -2.0)
    odd = changed(odd, ["scene", "Position", "Y"], -2032.0000000000002)
    odd = changed(odd, ["scene", "Temperature", "Temperature"], -5e-324)
    odd = changed(odd, ["scene", "Movement", "Speed"], 1.7976931348623157e308)
    yield golden("scene_extremes", "negative health, the smallest and the largest float", odd)
    rounded = changed(forest, ["scene", "Weather", "Clear"], 99.5)
    yield golden("scene_rounded", "shares at the edge of the tolerance", rounded)
