from __future__ import annotations

from typing import Any

import msgpack
import pytest

from metabgm.protocol.close_codes import CloseCode
from metabgm.protocol.limits import CLOSE_REASON_BYTES, LIMITS
from metabgm.protocol.outcomes import FrameError
from metabgm.protocol.unpack import broken_limit, unpack


def nested(depth: int) -> Any:
    value: Any = 0
    for level in range(depth):
        value = [value] if level % 2 else {"k": value}
    return value


@pytest.mark.parametrize(
    ("fits", "too_much"),
    [
        ("x" * LIMITS.string_chars, "x" * (LIMITS.string_chars + 1)),
        ("é" * LIMITS.string_chars, "é" * (LIMITS.string_chars + 1)),
        ({"k" * LIMITS.string_chars: 1}, {"k" * (LIMITS.string_chars + 1): 1}),
        ([0] * LIMITS.array_items, [0] * (LIMITS.array_items + 1)),
        (
            {str(n): 0 for n in range(LIMITS.map_entries)},
            {str(n): 0 for n in range(LIMITS.map_entries + 1)},
        ),
        (nested(LIMITS.depth - 1), nested(LIMITS.depth)),
    ],
    ids=["text", "wide text", "key", "array", "map", "depth"],
)
def test_size_at_its_edge(fits: Any, too_much: Any) -> None:
    assert unpack(msgpack.packb({"k": fits}), 1 << 20) == {"k": fits}
    refused = unpack(msgpack.packb({"k": too_much}), 1 << 20)
    assert isinstance(refused, FrameError)
    assert refused.code == CloseCode.MALFORMED
    assert broken_limit({"k": fits}) is None
    assert broken_limit({"k": too_much}) is not None


def test_map_itself_holds_up_to_the_limit() -> None:
    tree = {str(n): 0 for n in range(LIMITS.map_entries)}
    assert unpack(msgpack.packb(tree), 1 << 20) == tree


@pytest.mark.parametrize(
    ("frame", "told"),
    [
        (b"", "incomplete"),
        (b"\x90", "a list where a map"),
        (b"\x81\xa1k\xc6\x40\x00\x00\x00", "incomplete"),
        (b"\xdf\x80\x00\x00\x00", "2147483648 exceeds max_map_len"),
        (b"\x91" * 60_000, "too deep"),
        (b"\x82\xa1k\x01\xa1k\x02", "the key 'k' twice"),
        (b"\x81\x01\x02", "int"),
        (b"\x81\xc4\x01k\x02", "a bytes as a map's key"),
        (b"\x81\xa1k\xc7\x00\x05", "extension type 5"),
    ],
)
def test_reason_says_what_is_wrong(frame: bytes, told: str) -> None:
    refused = unpack(frame, 1 << 20)
    assert isinstance(refused, FrameError)
    assert told in refused.reason


def test_reason_is_cut_to_what_a_close_frame_holds() -> None:
    refused = unpack(b"\x82" + (msgpack.packb("é" * 500) + b"\x01") * 2, 1 << 20)
    assert isinstance(refused, FrameError)
    assert refused.reason.endswith("é")
    assert CLOSE_REASON_BYTES - 2 < len(refused.reason.encode()) <= CLOSE_REASON_BYTES


@pytest.mark.parametrize("value", [None, True, 1.5, float("nan"), 2**64 - 1, b"\x00"])
def test_values_of_any_kind_are_left_as_they_are(value: Any) -> None:
    tree = unpack(msgpack.packb({"k": value}), 1 << 20)
    assert isinstance(tree, dict)
    assert repr(tree["k"]) == repr(value)
