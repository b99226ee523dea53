"""Reads SoundFont 2 banks: RIFF chunks, presets, zones (SoundFont Technical Specification 2.04, 4 to 9)."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from metabgm.music.composer.sound.generators import DEFAULTS, Generator, Generators, combined, overlap

DRUM_BANK = 128
MAX_BANK_BYTES = 512 * 1024 * 1024  # the largest General MIDI banks in use are below it
_HEADER = struct.Struct("<4sI")
_NAME = "S20"
_RECORDS = {
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


class SoundFontError(Exception):
    """The file is no SoundFont 2 bank that can be played; the message names it and says why."""


@dataclass(frozen=True)
class Zone:
    """One sample of a preset and how it is to be played.

    ``start``, ``end``, ``loop_start``, ``loop_end``: indices into the bank's samples. ``rate``: Hz.
    ``root_key``: MIDI key at which the sample sounds unshifted, ``cents``: tuning on top of it.
    ``generators``: the zone's own and the preset's, added up as section 9.4 says.
    """

    keys: tuple[int, int]
    velocities: tuple[int, int]
    start: int
    end: int
    loop_start: int
    loop_end: int
    rate: int
    root_key: int
    cents: float
    generators: Generators

    @property
    def loops(self) -> bool:
        """Sample modes 1 and 3 loop; a loop that is empty or out of bounds is none."""
        inside = self.start <= self.loop_start < self.loop_end <= self.end
        return self.generators[Generator.SAMPLE_MODES] & 1 == 1 and inside


class SoundFont:
    """A bank in memory. ``samples``: int16, mono, all samples of the bank one after the other.

    Raises SoundFontError when the file can't be read as SoundFont 2.
    """

    def __init__(self, path: Path) -> None:
        try:
            if path.stat().st_size > MAX_BANK_BYTES:
                raise SoundFontError(f"{path}: larger than {MAX_BANK_BYTES} bytes")
            content = path.read_bytes()
        except OSError as error:
            raise SoundFontError(f"{path}: {error.strerror}") from error
        try:
            chunks = dict(_chunks(content))
            self.samples: NDArray[np.int16] = np.frombuffer(chunks[b"smpl"], "<i2")
            self._tables: dict[bytes, NDArray[Any]] = {
                name: np.frombuffer(chunks[name], np.dtype(record)) for name, record in _RECORDS.items()
            }
        except (KeyError, ValueError, struct.error) as error:
            raise SoundFontError(f"{path}: not a SoundFont 2 bank ({error})") from error
        headers = self._tables[b"phdr"][:-1]
        self._presets = {(int(row["bank"]), int(row["program"])): at for at, row in enumerate(headers)}

    @property
    def presets(self) -> dict[tuple[int, int], str]:
        """(bank, program) -> the preset's name. Bank 128 holds the drum kits."""
        names = self._tables[b"phdr"]["name"]
        return {preset: names[at].decode("latin-1").strip("\0 ") for preset, at in self._presets.items()}

    def zones(self, bank: int, program: int) -> tuple[Zone, ...]:
        """Every zone of a preset. Raises KeyError when the bank has no such preset."""
        found: list[Zone] = []
        preset_at = self._presets[bank, program]
        for preset_zone in self._bags(b"phdr", b"pbag", b"pgen", preset_at, Generator.INSTRUMENT):
            instrument = preset_zone[Generator.INSTRUMENT]
            for own in self._bags(b"inst", b"ibag", b"igen", instrument, Generator.SAMPLE_ID):
                zone = self._zone(preset_zone, own)
                if zone is not None:
                    found.append(zone)
        return tuple(found)

    def _bags(
        self, owners: bytes, bags: bytes, generators: bytes, at: int, last: Generator
    ) -> Iterator[dict[int, int]]:
        """The zones of a preset or instrument, the global zone's generators under each one's own."""
        first, end = self._tables[owners]["bag"][at : at + 2]
        shared: dict[int, int] = {}
        for bag in range(int(first), int(end)):
            low, high = self._tables[bags]["generator"][bag : bag + 2]
            rows = self._tables[generators][int(low) : int(high)]
            own = {int(row["operator"]): int(row["amount"]) for row in rows}
            if last in own:
                yield {**shared, **own}
            elif bag == int(first):
                shared = own

    def _zone(self, preset: dict[int, int], own: dict[int, int]) -> Zone | None:
        sample = self._tables[b"shdr"][own[Generator.SAMPLE_ID]]
        keys = overlap(preset.get(Generator.KEY_RANGE), own.get(Generator.KEY_RANGE))
        velocities = overlap(preset.get(Generator.VELOCITY_RANGE), own.get(Generator.VELOCITY_RANGE))
        if keys is None or velocities is None:
            return None
        values = combined(preset, own)
        override = values[Generator.OVERRIDING_ROOT_KEY]
        return Zone(
            keys=keys,
            velocities=velocities,
            start=int(sample["start"]) + _offset(values, Generator.START, Generator.START_COARSE),
            end=int(sample["end"]) + _offset(values, Generator.END, Generator.END_COARSE),
            loop_start=int(sample["loop_start"])
            + _offset(values, Generator.LOOP_START, Generator.LOOP_START_COARSE),
            loop_end=int(sample["loop_end"]) + _offset(values, Generator.LOOP_END, Generator.LOOP_END_COARSE),
            rate=int(sample["rate"]),
            root_key=int(sample["key"]) if override == DEFAULTS[Generator.OVERRIDING_ROOT_KEY] else override,
            cents=float(
                int(sample["correction"]) + values[Generator.FINE_TUNE] + 100 * values[Generator.COARSE_TUNE]
            ),
            generators=values,
        )


def _offset(values: Generators, fine: Generator, coarse: Generator) -> int:
    return values[fine] + 32768 * values[coarse]


def _chunks(content: bytes) -> Iterator[tuple[bytes, memoryview]]:
    """The leaves of the RIFF tree by name. Raises ValueError when it is no RIFF/sfbk tree."""
    name, size = _HEADER.unpack_from(content)
    if name != b"RIFF" or content[8:12] != b"sfbk":
        raise ValueError("no RIFF sfbk header")
    yield from _leaves(memoryview(content)[12 : 8 + size])


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
        at += _HEADER.size + size + size % 2
