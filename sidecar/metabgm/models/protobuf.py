"""Reads a Protocol Buffers message, as far as SentencePiece's files need it.

Source: the Protocol Buffers encoding (varints, wire types 0, 1, 2 and 5, merging of messages).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

_HIGHEST_FIELD = 63
"""Of all messages that are read. Numbers above are not kept: a file of them would fill the memory."""

_VARINT, _EIGHT_BYTES, _BYTES, _FOUR_BYTES = 0, 1, 2, 5
_SIZES = {_FOUR_BYTES: 4, _EIGHT_BYTES: 8}


class Message:
    """The fields of a message by their numbers, up to 63; a missing one has its default.

    Opening raises ValueError if the bytes are no message; all methods do if a field is of another type.
    """

    def __init__(self, data: bytes) -> None:
        self._fields: dict[int, list[int | bytes]] = {}
        for number, value in _fields(data):
            if number <= _HIGHEST_FIELD:
                self._fields.setdefault(number, []).append(value)

    def all_bytes(self, field: int) -> list[bytes]:
        """A repeated field's texts or messages."""
        values = self._fields.get(field, [])
        if not all(isinstance(value, bytes) for value in values):
            raise ValueError(f"field {field} holds a number instead of bytes")
        return [value for value in values if isinstance(value, bytes)]

    def message(self, field: int) -> Message:
        # One that comes twice is, by the encoding's rules, one with the fields of both.
        return Message(b"".join(self.all_bytes(field)))

    def text(self, field: int) -> str:
        return (self.all_bytes(field) or [b""])[-1].decode("utf-8")

    def float32(self, field: int) -> float:
        value = (self.all_bytes(field) or [bytes(4)])[-1]
        if len(value) != 4:
            raise ValueError(f"field {field} has {len(value)} bytes, not 4")
        return float(struct.unpack("<f", value)[0])

    def integer(self, field: int, default: int) -> int:
        value = self._fields.get(field, [default])[-1]
        if isinstance(value, bytes):
            raise ValueError(f"field {field} holds bytes instead of a number")
        # A negative number is written as its 64 bits.
        return value - (1 << 64) if value >= 1 << 63 else value


def _fields(data: bytes) -> Iterator[tuple[int, int | bytes]]:
    position = 0
    while position < len(data):
        key, position = _varint(data, position)
        number, wire_type = key >> 3, key & 7
        if number == 0:
            raise ValueError("a field has the number 0")
        if wire_type == _VARINT:
            value, position = _varint(data, position)
            yield number, value
            continue
        if wire_type == _BYTES:
            size, position = _varint(data, position)
        elif wire_type in _SIZES:
            size = _SIZES[wire_type]
        else:
            raise ValueError(f"field {number} has the unknown wire type {wire_type}")
        if size > len(data) - position:
            raise ValueError(f"field {number} ends after the end of the data")
        yield number, data[position : position + size]
        position += size


def _varint(data: bytes, position: int) -> tuple[int, int]:
    """A number of 64 bits and the position after it."""
    value = 0
    for index, byte in enumerate(data[position : position + 10]):
        value |= (byte & 0x7F) << (7 * index)
        if byte < 0x80:
            return value & 0xFFFF_FFFF_FFFF_FFFF, position + index + 1
    raise ValueError("a number ends after the end of the data, or has over 64 bits")
