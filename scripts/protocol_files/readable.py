"""Good frames that no encoder here writes, but that a decoder must read as the message given."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgpack

from protocol_files.cases import Golden, Tree, changed, packed
from protocol_files.golden_from_mod import COMMAND, CREDIT, EVENT
from protocol_files.golden_to_mod import END, FADE, HELLO, PROVENANCE, STATUS, TRACK
from protocol_files.scenes import FOREST_AT_DUSK

# Anything may stand under a key that this version does not know, NaN and bytes included.
UNKNOWN: Tree = {"mood": {"deep": [1, -1, None, True, 2.5, float("nan"), b"\x00\xff", 2**64 - 1, ["x"]]}}


def readable_from_mod() -> Iterator[Golden]:
    """To the sidecar."""
    yield _read("unknown_keys", "left out by the decoder", {**UNKNOWN, **EVENT, **{"zeal": 1}}, EVENT)
    deep = changed(FOREST_AT_DUSK, ["scene", "Economy"], {"Emeralds": 3})
    deep = changed(changed(deep, ["window", "ticks"], 200), ["scene", "Scene", "structure"], "village")
    yield _read("unknown_keys_inside", "also inside maps of fields", deep, FOREST_AT_DUSK)
    yield _ignored("unknown_type", {"type": "weather_report", "track": "not a number"})
    yield _ignored("unknown_type_empty", {"type": ""})
    yield _ignored("type_of_other_direction", {"type": "pcm", "track": 1, "offset": 0, "data": b"\x00\x00"})
    volume = {**COMMAND, "command": "volume", "volume": 1}
    yield _read(
        "float_from_integer", "a float may be read from an integer", volume, {**volume, "volume": 1.0}
    )
    shares = changed(FOREST_AT_DUSK, ["scene", "Weather"], {"Clear": 100, "Rain": 0, "Snow": 0, "Thunder": 0})
    yield _read("shares_from_integers", "in open maps too", shares, FOREST_AT_DUSK)
    half = {**volume, "volume": 0.5}
    yield Golden(
        "float_32", "32-bit floats", msgpack.packb(half, use_single_float=True), half, canonical=False
    )
    yield _read("other_order", "fields in any order", dict(reversed(CREDIT.items())), CREDIT)
    yield Golden("wide_forms", "longer forms than needed", _wide(CREDIT), CREDIT, canonical=False)
    style = {**COMMAND, "command": "style", "text": "choir", "volume": 0.25}
    yield Golden("argument_of_other_command", "is read and means nothing", packed(style), style)


def readable_to_mod() -> Iterator[Golden]:
    """To the mod."""
    yield _read("unknown_keys", "left out by the decoder", {**UNKNOWN, **FADE, **{"zeal": 1}}, FADE)
    deep = changed(changed(TRACK, ["cause", "why"], "dusk"), ["transition", "swell"], {"db": 3})
    yield _read("unknown_keys_inside", "also inside maps of fields", deep, TRACK)
    yield _ignored("unknown_type", {"type": "lyrics", "track": "not a number"})
    yield _ignored("type_of_other_direction", CREDIT)
    yield _read("float_from_integer", "a float may be read from an integer", {**FADE, "gain": 0}, FADE)
    ms = {"narrative": 512, "compose": 38}
    timed = changed(PROVENANCE, ["record", "ms"], ms)
    exact = changed(PROVENANCE, ["record", "ms"], {step: float(took) for step, took in ms.items()})
    yield _read("record_float_from_integer", "in the record too", timed, exact)
    half = {**FADE, "gain": 0.5}
    yield Golden(
        "float_32", "32-bit floats", msgpack.packb(half, use_single_float=True), half, canonical=False
    )
    yield _read("other_order", "fields in any order", dict(reversed(STATUS.items())), STATUS)
    yield Golden("wide_forms", "longer forms than needed", _wide(END), END, canonical=False)
    yield _read(
        "limits_of_later_sidecar",
        "limits that this version does not know are kept",
        {**UNKNOWN, **changed(HELLO, ["limits", "choirs"], 3)},
        changed(HELLO, ["limits", "choirs"], 3),
    )


def _read(name: str, about: str, tree: Tree, message: Tree) -> Golden:
    return Golden(name, about, packed(tree), message, canonical=False)


def _ignored(name: str, tree: Tree) -> Golden:
    return Golden(name, "a message of an unknown type is ignored", packed(tree), None, canonical=False)


def _wide(tree: dict[str, Any]) -> bytes:
    """The longest forms of msgpack: map32, str32, uint64 (int64 for every other number)."""
    parts = [b"\xdf" + len(tree).to_bytes(4, "big")]
    for index, (key, value) in enumerate(tree.items()):
        parts.append(b"\xdb" + len(key).to_bytes(4, "big") + key.encode())
        if isinstance(value, str):
            parts.append(b"\xdb" + len(value).to_bytes(4, "big") + value.encode())
        else:
            parts.append((b"\xcf" if index % 2 else b"\xd3") + value.to_bytes(8, "big"))
    return b"".join(parts)
