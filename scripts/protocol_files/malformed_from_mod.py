"""Messages to the sidecar with one wrong or missing field: answered with ``error``, the session goes on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from protocol_files.cases import Malformed, Tree, changed, packed, without
from protocol_files.golden_from_mod import COMMAND, CREDIT, EVENT, IDENTIFY
from protocol_files.scenes import FOREST_AT_DUSK

INT_MAX = "9223372036854775807"
NAN, INFINITY = float("nan"), float("inf")
Fault = tuple[str, Tree, list[Any], Any, str, str]


def malformed_from_mod() -> Iterator[Malformed]:
    """All of them; the names are unique."""
    yield _fault("no_type", "a map without a type", {"time_ms": 1}, ("field.missing", "type", "", "str"))
    yield _fault("type_number", "a type that is no text", {"type": 7}, ("field.wrong", "type", "7", "str"))
    for message, field, wanted in _required():
        name = "_".join([*field, "missing"]).lower().replace(" ", "_")
        dotted = ".".join([message["type"], *field])
        outcome = ("field.missing", dotted, "", wanted)
        yield _fault(f"{message['type']}_{name}", "a field is missing", without(message, field), outcome)
    for name, message, path, value, shown, wanted in (*_types(), *_ranges()):
        dotted = ".".join([message["type"], *map(str, path)])
        outcome = ("field.wrong", dotted, shown, wanted)
        yield _fault(name, "a field is wrong", changed(message, path, value), outcome)
    style, volume = {**COMMAND, "command": "style"}, {**COMMAND, "command": "volume"}
    wanted = "str with the command style"
    yield _fault(
        "style_no_text",
        "a style command needs its text",
        style,
        ("field.missing", "command.text", "", wanted),
    )
    mute = changed(FOREST_AT_DUSK, ["scene", "Status", "L" * 300], [])
    cut = ("field.wrong", f"scene.scene.Status.{'L' * 100}", "array of 0 items", "finite float")
    yield _fault("key_cut", "a long key is cut in the path", mute, cut)
    wanted = "float 0..1 with the command volume"
    yield _fault(
        "volume_no_volume",
        "a volume command needs its volume",
        volume,
        ("field.missing", "command.volume", "", wanted),
    )


def _fault(name: str, about: str, tree: Tree, outcome: tuple[str, str, str, str]) -> Malformed:
    return Malformed(f"to_sidecar_{name}", about, "to_sidecar", packed(tree), outcome)


def _required() -> Iterator[tuple[Tree, list[str], str]]:
    yield IDENTIFY, ["protocol"], "int"
    yield IDENTIFY, ["world"], "str"
    yield IDENTIFY, ["audio"], "map"
    yield IDENTIFY, ["audio", "rates"], "array of 1..64 items"
    yield IDENTIFY, ["audio", "buffer_ms"], "int 200..10000"
    yield FOREST_AT_DUSK, ["time_ms"], f"int 0..{INT_MAX}"
    yield FOREST_AT_DUSK, ["window"], "map"
    yield FOREST_AT_DUSK, ["window", "ms"], "int 1..60000"
    yield FOREST_AT_DUSK, ["scene"], "map"
    for element in FOREST_AT_DUSK["scene"]:
        yield FOREST_AT_DUSK, ["scene", element], "map"
    yield FOREST_AT_DUSK, ["scene", "Scene", "tags"], "array"
    yield FOREST_AT_DUSK, ["scene", "Scene", "biome"], "map"
    yield EVENT, ["detail"], "str"
    yield COMMAND, ["command"], "one of dislike, like, regenerate, skip, style, toggle, volume"
    yield CREDIT, ["frames"], f"int 1..{INT_MAX}"


def _types() -> Iterator[Fault]:
    scene, kinds = FOREST_AT_DUSK, "one of biome, combat, dimension, interval, weather"
    count = f"int 0..{INT_MAX}"
    for name, value, shown in (
        ("float", 1.0, "1.0"),
        ("text", "1", "1"),
        ("bool", True, "true"),
        ("nil", None, "nil"),
        ("bin", b"\x01\x02", "bin of 2 bytes"),
        ("array", [1, 2, 3], "array of 3 items"),
        ("map", {"a": 1}, "map of 1 entries"),
    ):
        yield f"int_{name}", scene, ["time_ms"], value, shown, count
    for name, value, shown in (("text", "80", "80"), ("bool", False, "false"), ("nil", None, "nil")):
        yield f"float_{name}", scene, ["scene", "Weather", "Rain"], value, shown, "finite float"
    yield "str_number", EVENT, ["detail"], -3, "-3", "str"
    yield "str_bin", EVENT, ["detail"], b"zombie", "bin of 6 bytes", "str"
    yield "one_of_unknown", scene, ["reason"], "boredom", "boredom", kinds
    yield "one_of_number", scene, ["reason"], 4, "4", kinds
    yield "one_of_array", scene, ["reason"], ["combat"], "array of 1 items", kinds
    falls = "one of none, rain, snow"
    yield "precipitation_unknown", scene, ["scene", "Scene", "precipitation"], "hail", "hail", falls
    yield "precipitation_nil", scene, ["scene", "Scene", "precipitation"], None, "nil", falls
    yield "value_cut", scene, ["reason"], "é" * 2_000, "é" * 100, kinds
    yield "map_array", scene, ["window"], [10_000, 200], "array of 2 items", "map"
    yield "map_nil", scene, ["scene", "Health"], None, "nil", "map"
    yield "array_map", scene, ["scene", "Scene", "tags"], {}, "map of 0 entries", "array"
    yield "array_item", scene, ["scene", "Scene", "tags", 1], 5, "5", "str"
    yield (
        "optional_nil",
        {**COMMAND, "command": "style"},
        ["text"],
        None,
        "nil",
        "str of at most 200 characters",
    )
    yield "format_number", IDENTIFY, ["audio", "formats", 0], 16, "16", "str"


def _ranges() -> Iterator[Fault]:
    scene, percent = FOREST_AT_DUSK, "float 0..100"
    for name, value, shown in (("negative", -1, "-1"), ("2_63", 2**63, str(2**63))):
        yield f"time_{name}", scene, ["time_ms"], value, shown, f"int 0..{INT_MAX}"
    for ms in (0, 60_001):
        yield f"window_{ms}", scene, ["window", "ms"], ms, str(ms), "int 1..60000"
    yield "window_empty", scene, ["window", "samples"], 0, "0", f"int 1..{INT_MAX}"
    yield "credit_0", CREDIT, ["frames"], 0, "0", f"int 1..{INT_MAX}"
    yield "track_0", CREDIT, ["track"], 0, "0", f"int 1..{INT_MAX}"
    yield (
        "style_201",
        {**COMMAND, "command": "style"},
        ["text"],
        "x" * 201,
        "x" * 100,
        "str of at most 200 characters",
    )
    for name, gain, shown in (("above", 1.5, "1.5"), ("nan", NAN, "nan"), ("below", -0.1, "-0.1")):
        yield f"volume_{name}", {**COMMAND, "command": "volume"}, ["volume"], gain, shown, "float 0..1"
    for path, value, wanted in (
        (["rates", 0], 7_999, "int 8000..192000"),
        (["rates", 0], 192_001, "int 8000..192000"),
        (["channels", 0], 3, "int 1..2"),
        (["buffer_ms"], 199, "int 200..10000"),
        (["buffer_ms"], 10_001, "int 200..10000"),
    ):
        yield f"audio_{path[0]}_{value}", IDENTIFY, ["audio", *path], value, str(value), wanted
    yield "audio_no_rate", IDENTIFY, ["audio", "rates"], [], "array of 0 items", "array of 1..64 items"
    for name, y, shown in (
        ("nan", NAN, "nan"),
        ("inf", INFINITY, "inf"),
        ("minus_inf", -INFINITY, "-inf"),
    ):
        yield f"quantity_{name}", scene, ["scene", "Position", "Y"], y, shown, "finite float"
    yield "share_above", scene, ["scene", "Weather", "Rain"], 140.0, "140.0", percent
    yield "share_below", scene, ["scene", "Status", "Wet"], -0.5, "-0.5", percent
    yield "share_hostile", scene, ["scene", "Hostile Entity", "zombie"], 100.5, "100.5", percent
    yield "share_riding", scene, ["scene", "Movement", "Riding pig"], 101.0, "101.0", percent
    yield "share_biome", scene, ["scene", "Scene", "biome"], {}, "map of 0 entries", "at least one biome"
    whole = "that add up to 100 within 0.5"
    weather = f"Clear, Rain, Snow, Thunder {whole}"
    wet = {"Clear": 100.0, "Rain": 40.0}
    yield "sum_weather", scene, ["scene", "Weather"], wet, "sum 140", weather
    yield "sum_weather_none", scene, ["scene", "Weather"], {}, "sum 0", weather
    dusk = {"Day": 12.5, "Dusk": 86.5}
    yield "sum_time", scene, ["scene", "Time"], dusk, "sum 99", f"Dawn, Day, Dusk, Night {whole}"
    yield "sum_biome", scene, ["scene", "Scene", "biome"], {"a:b": 99.0}, "sum 99", f"shares {whole}"
    yield (
        "sum_dimension",
        scene,
        ["scene", "Scene", "dimension"],
        {"a": 60.0, "b": 60.0},
        "sum 120",
        f"shares {whole}",
    )
    both = f"a share and its negative {whole}"
    yield "pair", scene, ["scene", "Movement", "Walking"], 70.0, "sum 107.5", both
    yield "ticks", scene, ["scene", "Time", "Time Of Day"], 24000.0, "24000.0", "float 0..23999"
    yield "food", scene, ["scene", "Satiety", "Food"], 20.5, "20.5", "float 0..20"
    yield "ahead_above", scene, ["scene", "Biome Ahead", "minecraft:river"], 1.01, "1.01", "float 0..1"
    yield (
        "ahead_sum",
        scene,
        ["scene", "Biome Ahead"],
        {"a:b": 0.6, "a:c": 0.5},
        "sum 1.1",
        "sum at most 1.001",
    )
