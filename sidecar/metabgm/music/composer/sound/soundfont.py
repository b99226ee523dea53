"""Reads SoundFont 2 banks: presets and their zones (SoundFont Technical Specification 2.04, 4 to 9)."""

from __future__ import annotations

import mmap
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from metabgm.music.composer.sound.generators import DEFAULTS, Generator, Generators, combined, overlap
from metabgm.music.composer.sound.riff import leaves, tables

DRUM_BANK = 128
MAX_BANK_BYTES = 512 * 1024 * 1024  # the largest General MIDI banks in use are below it
_RATES = range(400, 192_001)  # Hz
_FEWEST_POINTS = 8  # of a sample that can be played
_INDEX = 0xFFFF  # generators that point somewhere are unsigned, all others signed


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
    """A bank. ``samples``: int16, mono, all samples of the bank one after the other."""

    def __init__(self, content: memoryview, name: str) -> None:
        """``content``: of a file. ``name``: what errors call it.

        Raises SoundFontError when it can't be read as SoundFont 2 or holds nothing to play.
        """
        try:
            chunks = leaves(content)
            self._tables = tables(chunks)
            self.samples: NDArray[np.int16] = np.frombuffer(chunks[b"smpl"], "<i2")
        except KeyError as error:
            raise SoundFontError(f"{name}: not a SoundFont 2 bank (chunk {error} is missing)") from None
        except ValueError as error:
            raise SoundFontError(f"{name}: not a SoundFont 2 bank ({error})") from error
        headers = self._tables[b"phdr"][:-1]
        self._presets = {(int(row["bank"]), int(row["program"])): at for at, row in enumerate(headers)}
        if not np.any(self._playable()):
            raise SoundFontError(f"{name}: none of its samples can be played")

    @classmethod
    def open(cls, path: Path) -> SoundFont:
        """Maps the file into memory, so that only what is played is read. Raises SoundFontError."""
        return cls(mapped(path), str(path))

    @property
    def presets(self) -> dict[tuple[int, int], str]:
        """(bank, program) -> the preset's name. Bank 128 holds the drum kits."""
        names = self._tables[b"phdr"]["name"]
        return {preset: names[at].decode("latin-1").strip("\0 ") for preset, at in self._presets.items()}

    def has(self, bank: int, program: int) -> bool:
        """Whether there is such a preset."""
        return (bank, program) in self._presets

    def zones(self, bank: int, program: int) -> tuple[Zone, ...]:
        """Every zone of a preset that can be played. Raises KeyError when the bank has no such preset."""
        found: list[Zone] = []
        preset_at = self._presets[bank, program]
        for preset_zone in self._bags(b"phdr", b"pbag", b"pgen", preset_at, Generator.INSTRUMENT):
            instrument = preset_zone[Generator.INSTRUMENT] & _INDEX
            if instrument >= len(self._tables[b"inst"]) - 1:
                continue
            for own in self._bags(b"inst", b"ibag", b"igen", instrument, Generator.SAMPLE_ID):
                zone = self._zone(preset_zone, own)
                if zone is not None:
                    found.append(zone)
        return tuple(found)

    def _playable(self) -> NDArray[np.bool_]:
        """Of each sample, whether it lies within the bank and has a rate that can be."""
        rows = self._tables[b"shdr"][:-1]
        start, end, rate = (rows[name].astype(np.int64) for name in ("start", "end", "rate"))
        usual = (rate >= _RATES.start) & (rate < _RATES.stop)
        return np.asarray(usual & (end - start >= _FEWEST_POINTS) & (end <= len(self.samples)))

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
        """None where ranges never meet or the sample can't be played."""
        sample_at = own[Generator.SAMPLE_ID] & _INDEX
        if sample_at >= len(self._tables[b"shdr"]) - 1:
            return None
        sample = self._tables[b"shdr"][sample_at]
        keys = overlap(preset.get(Generator.KEY_RANGE), own.get(Generator.KEY_RANGE))
        velocities = overlap(preset.get(Generator.VELOCITY_RANGE), own.get(Generator.VELOCITY_RANGE))
        if keys is None or velocities is None:
            return None
        values = combined(preset, own)
        start = int(sample["start"]) + _offset(values, Generator.START, Generator.START_COARSE)
        end = int(sample["end"]) + _offset(values, Generator.END, Generator.END_COARSE)
        inside = 0 <= start <= end - _FEWEST_POINTS and end <= len(self.samples)
        if not inside or int(sample["rate"]) not in _RATES:
            return None
        override = values[Generator.OVERRIDING_ROOT_KEY]
        return Zone(
            keys=keys,
            velocities=velocities,
            start=start,
            end=end,
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


def mapped(path: Path) -> memoryview:
    """A file of at most MAX_BANK_BYTES as memory, of which only what is used is read.

    Raises SoundFontError.
    """
    try:
        with path.open("rb") as file:
            size = file.seek(0, os.SEEK_END)
            if size > MAX_BANK_BYTES:
                raise SoundFontError(f"{path}: larger than {MAX_BANK_BYTES // 2**20} MB")
            if size == 0:
                raise SoundFontError(f"{path}: empty")
            return memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    except OSError as error:
        raise SoundFontError(f"{path}: {error.strerror or error}") from error
