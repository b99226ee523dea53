"""Messages spelt out by hand, by the Protocol Buffers encoding."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metabgm.models.protobuf import Message


def _varint(value: int) -> bytes:
    low, rest = value & 0x7F, value >> 7
    return bytes([low | 0x80]) + _varint(rest) if rest else bytes([low])


def test_values() -> None:
    message = Message(b"\x08\x96\x01\x12\x07testing\x1d\x00\x00\x20\xc0\x12\x02\xc3\xa9")
    assert message.integer(1, 7) == 150
    assert message.all_bytes(2) == [b"testing", "é".encode()]
    assert message.text(2) == "é"
    assert message.float32(3) == -2.5


def test_defaults() -> None:
    message = Message(b"")
    assert (message.integer(1, 7), message.text(2), message.float32(3)) == (7, "", 0.0)
    assert message.all_bytes(4) == []
    assert message.message(5).integer(1, 3) == 3


@given(st.integers(-(1 << 63), (1 << 63) - 1), st.integers(1, 63))
def test_any_integer(value: int, field: int) -> None:
    data = _varint(field << 3) + _varint(value % (1 << 64))
    assert Message(data).integer(field, 0) == value


def test_a_message_in_two_parts_is_one() -> None:
    message = Message(b"\x0a\x04\x08\x01\x10\x02\x0a\x02\x08\x05").message(1)
    assert (message.integer(1, 0), message.integer(2, 0)) == (5, 2)


def test_other_fields_are_passed_over() -> None:
    extensions = b"\xc2\x0c\x02ab\xc9\x0c12345678\xcd\x0c1234\xc0\x0c\x80\x01"
    assert Message(extensions + b"\x08\x01").integer(1, 0) == 1


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        (b"\x0a\x7f", "field 1 ends after the end"),
        (b"\x0d123", "field 1 ends after the end"),
        (b"\x0a\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01", "field 1 ends after the end"),
        (b"\x08", "number ends after the end"),
        (b"\x08" + b"\xff" * 11, "over 64 bits"),
        (b"\x0b\x0c", "unknown wire type 3"),
        (b"\x02\x00", "number 0"),
    ],
)
def test_no_message(data: bytes, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        Message(data)


def test_other_types() -> None:
    message = Message(b"\x08\x01\x12\x02\xff\xfe\x19\x00\x00\x00\x00\x00\x00\x00\x00")
    with pytest.raises(ValueError, match="field 1 holds a number"):
        message.text(1)
    with pytest.raises(ValueError, match="field 2 holds bytes"):
        message.integer(2, 0)
    with pytest.raises(ValueError, match="utf-8"):
        message.text(2)
    with pytest.raises(ValueError, match="field 3 has 8 bytes, not 4"):
        message.float32(3)
