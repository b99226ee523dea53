"""The RIFF tree of a SoundFont: its leaves by name, and their tables."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

_HEADER = struct.Struct("<4sI")
_NAME = "S20"
RECORDS = {
    b"phdr": [("name", _NAME), ("program", "<u2"), ("bank", "<u2"), ("bag", "<u2"), ("rest", "V12")],
    b"pbag": [("generator", "<u2"), ("modulator", "<u2")],
    b"pgen": [("operator", "<u2"), ("amount", "<i2")],
    b"inst": [("name", _NAME), ("bag", "<u2")],
    b"ibag": [("generator", "<u2"), ("modulator", "<u2")],
    b"igen": [("operator", "<u2"), ("amount", "<i2")],
    b"shdr": [
        ("name", _NAME),
        ("start", "<u4"),
        ("end", "<u4"),
        ("loop_start", "<u4"),
        ("loop_end", "<u4"),
        ("rate", "<u4"),
        ("key", "u1"),
        ("correction", "i1"),
        ("link", "<u2"),
        ("type", "<u2"),
    ],
}
Tables = dict[bytes, NDArray[Any]]


def leaves(content: memoryview) -> dict[bytes, memoryview]:
    """The chunks of an ``sfbk`` by name. Raises ValueError when it is none."""
    try:
        name, size = _HEADER.unpack_from(content)
        if name != b"RIFF" or bytes(content[8:12]) != b"sfbk":
            raise ValueError("no RIFF sfbk header")
        return dict(_leaves(content[12 : 8 + size]))
    except struct.error as error:
        raise ValueError("cut short") from error


def _leaves(data: memoryview) -> Iterator[tuple[bytes, memoryview]]:
    at = 0
    while at + _HEADER.size <= len(data):
        name, size = _HEADER.unpack_from(data, at)
        body = data[at + _HEADER.size : at + _HEADER.size + size]
        if len(body) < size:
            raise ValueError(f"chunk {name!r} is cut short")
        if name == b"LIST":
            yield from _leaves(body[4:])
        else:
            yield name, body
        at += _HEADER.size + size
        # Compressed banks leave out the pad byte, a zero, that RIFF has after chunks of odd length.
        at += size % 2 and at < len(data) and data[at] == 0


def tables(chunks: dict[bytes, memoryview]) -> Tables:
    """The preset, instrument and sample tables, which point into each other as they should.

    Raises ValueError: which one is missing, empty, or points beyond another's end.
    """
    found: Tables = {}
    for name, record in RECORDS.items():
        if name not in chunks:
            raise ValueError(f"chunk {name!r} is missing")
        found[name] = np.frombuffer(chunks[name], np.dtype(record))
        # Each table ends with a record that only says where the one before it ends.
        if len(found[name]) < 1 + (name in (b"phdr", b"inst", b"shdr")):
            raise ValueError(f"chunk {name!r} is empty")
    for owners, bags, generators in ((b"phdr", b"pbag", b"pgen"), (b"inst", b"ibag", b"igen")):
        _rising(owners, found[owners]["bag"], len(found[bags]))
        _rising(bags, found[bags]["generator"], len(found[generators]) + 1)
    return found


def _rising(name: bytes, indices: NDArray[np.uint16], count: int) -> None:
    if np.any(np.diff(indices.astype(np.int64)) < 0) or int(indices[-1]) >= count:
        raise ValueError(f"chunk {name!r} points nowhere")
