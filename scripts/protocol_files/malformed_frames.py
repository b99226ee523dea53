"""Frames that end the session, in either direction: no msgpack map, or a size above its limit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from protocol_files.cases import Malformed, packed

CLOSE = 4002
# A good beginning, so that a decoder gets as far as the fault.
HEAD = packed({"type": "x", "k": None})[:-1]


def malformed_frames() -> Iterator[Malformed]:
    """All of them; the names are unique."""
    for name, about, frame in (*_no_map(), *_lies(), *_values()):
        yield Malformed(name, about, "both", frame, CLOSE)
    for name, about, value in _too_large():
        yield Malformed(name, about, "both", packed({"type": "x", "k": value}), CLOSE)


def _no_map() -> Iterator[tuple[str, str, bytes]]:
    yield "empty", "no bytes at all", b""
    for name, value in (
        ("nil", None),
        ("array", ["type", "x"]),
        ("text", "type"),
        ("number", 7),
        ("bin", b"x"),
    ):
        yield f"no_map_{name}", "msgpack, but no map", packed(value)
    yield "no_msgpack", "the byte that msgpack never uses", b"\xc1"
    yield "json", "JSON is no msgpack", b'{"type":"x"}'
    yield "trailing_bytes", "something follows the map", packed({"type": "x"}) + b"\xc0"
    yield "two_messages", "one frame holds one message", packed({"type": "x"}) * 2
    for size in (1, 8):
        yield (
            f"cut_off_{size}",
            "the frame ends too early",
            packed({"type": "scene", "time_ms": 2**40})[:-size],
        )


def _lies() -> Iterator[tuple[str, str, bytes]]:
    yield "map_2_31", "a map that declares 2^31 entries", b"\xdf\x80\x00\x00\x00"
    yield "map_2_31_inside", "the same inside a map", HEAD + b"\xdf\x80\x00\x00\x00"
    yield "array_2_32", "an array that declares 2^32 - 1 items", HEAD + b"\xdd\xff\xff\xff\xff"
    yield "bin_1_gb", "1 GB of declared bytes", HEAD + b"\xc6\x40\x00\x00\x00"
    yield "text_4_gb", "4 GB of declared text", HEAD + b"\xdb\xff\xff\xff\xff"
    yield "text_longer_than_frame", "a text that declares more than is left", HEAD + b"\xd9\x20short"
    yield "ext_1_gb", "1 GB of a declared extension", HEAD + b"\xc9\x40\x00\x00\x00\x05"


def _values() -> Iterator[tuple[str, str, bytes]]:
    yield "extension", "the protocol has no extension types", HEAD + b"\xd4\x05\x00"
    yield "extension_empty", "not even empty ones", HEAD + b"\xc7\x00\x05"
    yield "timestamp", "nor timestamps", HEAD + b"\xd6\xff\x00\x00\x00\x00"
    yield "text_no_utf_8", "a text that is no UTF-8", HEAD + b"\xa1\xff"
    yield "text_surrogate", "half a surrogate pair is no UTF-8", HEAD + b"\xa3\xed\xa0\x80"
    yield "text_overlong", "an overlong form is no UTF-8", HEAD + b"\xa2\xc0\xaf"
    yield "key_no_utf_8", "a key that is no UTF-8", b"\x81\xa1\xff\x01"
    yield (
        "key_twice",
        "a key twice in a map",
        b"\x82" + packed("type") + packed("x") + packed("type") + packed("y"),
    )
    yield "key_twice_inside", "also deeper", HEAD + b"\x82" + (packed("a") + packed(1)) * 2
    for name, key in (("number", 1), ("nil", None), ("bin", b"k"), ("array", [])):
        yield f"key_{name}", "a key that is no text", b"\x81" + packed(key) + packed("x")
    yield "key_number_inside", "also deeper", HEAD + b"\x81\x01\x02"


def _too_large() -> Iterator[tuple[str, str, Any]]:
    yield "text_2001", "one character too many", "x" * 2_001
    yield "text_2001_wide", "one character too many, of four bytes each", "\U0001f3b5" * 2_001
    yield "key_2001", "a key of too many characters", {"k" * 2_001: 1}
    yield "array_65", "one item too many", [0] * 65
    yield "map_129", "one entry too many", {f"k{number}": 0 for number in range(129)}
    nested: Any = 0
    for depth in range(1, 600):
        nested = [nested] if depth % 2 else {"k": nested}
        if depth in (8, 30, 599):
            yield f"depth_{depth + 1}", f"nested {depth + 1} deep", nested
