"""Reads a TensorFlow checkpoint (tensor bundle): a sorted table of protobuf entries beside raw arrays."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]
_FOOTER = 48  # bytes
_FLOAT = 1  # DataType.DT_FLOAT
_DTYPE, _SHAPE, _SHARD_OFFSET, _SIZE = 1, 2, 4, 5  # fields of BundleEntryProto


def read_checkpoint(folder: Path) -> dict[str, Array]:
    """Every float32 array by its name."""
    index = (folder / ".index").read_bytes()
    data = (folder / ".data-00000-of-00001").read_bytes()
    _, at = _block_handle(index, len(index) - _FOOTER)
    (offset, size), _ = _block_handle(index, at)
    arrays: dict[str, Array] = {}
    for _, handle in _block_entries(index, offset, size):
        (start, length), _ = _block_handle(handle, 0)
        for key, value in _block_entries(index, start, length):
            entry = _message(value) if key else {}
            if entry.get(_DTYPE) == [_FLOAT]:
                first = entry.get(_SHARD_OFFSET, [0])[0]
                values = np.frombuffer(data, "<f4", entry[_SIZE][0] // 4, first)
                arrays[key.decode()] = values.reshape(_shape(entry))
    return arrays


def _shape(entry: dict[int, list[Any]]) -> list[int]:
    if _SHAPE not in entry:
        return []
    return [int(_message(size).get(1, [0])[0]) for size in _message(entry[_SHAPE][0]).get(2, [])]


def _block_handle(buffer: bytes, at: int) -> tuple[tuple[int, int], int]:
    offset, at = _varint(buffer, at)
    size, at = _varint(buffer, at)
    return (offset, size), at


def _block_entries(buffer: bytes, offset: int, size: int) -> Iterator[tuple[bytes, bytes]]:
    """Keys share their beginnings with the key before; the restart points at the end are not needed."""
    block = buffer[offset : offset + size]
    end = len(block) - 4 - 4 * struct.unpack("<I", block[-4:])[0]
    at, key = 0, b""
    while at < end:
        shared, at = _varint(block, at)
        own, at = _varint(block, at)
        length, at = _varint(block, at)
        key = key[:shared] + block[at : at + own]
        at += own
        yield key, block[at : at + length]
        at += length


def _message(buffer: bytes) -> dict[int, list[Any]]:
    """A protobuf message's fields by number: integers, or bytes as they are."""
    found: dict[int, list[Any]] = {}
    at = 0
    while at < len(buffer):
        tag, at = _varint(buffer, at)
        value: Any
        if tag & 7 == 0:
            value, at = _varint(buffer, at)
        else:
            width = {1: 8, 5: 4}.get(tag & 7)
            if width is None:
                width, at = _varint(buffer, at)
            value, at = buffer[at : at + width], at + width
        found.setdefault(tag >> 3, []).append(value)
    return found


def _varint(buffer: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = buffer[at]
        at += 1
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            return value, at
