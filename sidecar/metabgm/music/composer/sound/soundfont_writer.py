"""Writes SoundFont 2 banks (SoundFont Technical Specification 2.04, 4 to 9)."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from metabgm.music.composer.sound.generators import Generator

AFTER_SAMPLE = 46  # points of silence that every sample must be followed by (section 6.1)
_AROUND_LOOP = 8  # points that must be alike around a loop's two ends (section 7.10)
_MONO, _RIGHT, _LEFT = 1, 2, 4
_FULL = 32_767.0


@dataclass(frozen=True)
class SampleZone:
    """``channels``: (1 or 2, points) within -1..1, stereo as left and right. ``root``: MIDI pitch with its
    fraction. ``loops``: the whole of it is one seamless loop."""

    keys: tuple[int, int]
    velocities: tuple[int, int]
    channels: NDArray[np.float32]
    rate: int
    root: float
    loops: bool


def chunk(name: bytes, *parts: bytes) -> bytes:
    """A RIFF chunk, padded to an even length."""
    body = b"".join(parts)
    return header(name, len(body)) + body + b"\0" * (len(body) % 2)


def header(name: bytes, size: int) -> bytes:
    """What a chunk of so many bytes begins with."""
    return name + struct.pack("<I", size)


class Writer:
    """Takes presets one by one; every preset has one instrument of its own."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._points = 0
        self._samples: list[bytes] = []
        self._headers: list[bytes] = []
        self._presets: list[bytes] = []
        self._instruments: list[bytes] = []
        self._bags: list[bytes] = []
        self._generators: list[bytes] = []

    def add(self, name: str, bank: int, program: int, zones: Iterable[SampleZone]) -> None:
        """``name``: up to 20 ASCII letters. The zones are written in their order."""
        at = len(self._presets)
        self._presets.append(struct.pack("<20sHHHIII", name.encode("ascii"), program, bank, at, 0, 0, 0))
        self._instruments.append(struct.pack("<20sH", name.encode("ascii"), len(self._bags)))
        for zone in zones:
            self._add_zone(name, zone)

    def content(self) -> bytes:
        """The whole file."""
        presets = len(self._presets)
        ends = struct.pack("<20sHHHIII", b"EOP", 0, 0, presets, 0, 0, 0)
        own = b"".join(struct.pack("<Hh", Generator.INSTRUMENT, at) for at in range(presets))
        tables = (
            chunk(b"phdr", *self._presets, ends),
            chunk(b"pbag", *(struct.pack("<HH", at, 0) for at in range(presets + 1))),
            chunk(b"pmod", bytes(10)),
            chunk(b"pgen", own, bytes(4)),
            chunk(b"inst", *self._instruments, struct.pack("<20sH", b"EOI", len(self._bags))),
            chunk(b"ibag", *self._bags, struct.pack("<HH", len(self._generators), 0)),
            chunk(b"imod", bytes(10)),
            chunk(b"igen", *self._generators, bytes(4)),
            chunk(b"shdr", *self._headers, struct.pack("<20s26x", b"EOS")),
        )
        about = (
            chunk(b"ifil", struct.pack("<HH", 2, 4)),
            chunk(b"isng", b"EMU8000\0"),
            chunk(b"INAM", self._name.encode("ascii") + b"\0"),
        )
        return chunk(
            b"RIFF",
            b"sfbk",
            chunk(b"LIST", b"INFO", *about),
            chunk(b"LIST", b"sdta", chunk(b"smpl", *self._samples)),
            chunk(b"LIST", b"pdta", *tables),
        )

    def _add_zone(self, name: str, zone: SampleZone) -> None:
        first = len(self._headers)
        stereo = len(zone.channels) == 2
        for side, points in enumerate(zone.channels):
            kind = _MONO if not stereo else (_LEFT, _RIGHT)[side]
            self._add_sample(name, zone, points, kind, first + 1 - side if stereo else 0)
            self._bags.append(struct.pack("<HH", len(self._generators), 0))
            self._generators.extend(_generators(zone, (-500, 500)[side] if stereo else 0, first + side))

    def _add_sample(
        self, name: str, zone: SampleZone, points: NDArray[np.float32], kind: int, link: int
    ) -> None:
        whole = np.rint(np.clip(points, -1.0, 1.0) * _FULL).astype("<i2")
        start = self._points
        if zone.loops:
            whole = np.concatenate([whole[-_AROUND_LOOP:], whole, whole[:_AROUND_LOOP]])
            loop = (start + _AROUND_LOOP, start + len(whole) - _AROUND_LOOP)
        else:
            loop = (start, start)
        root = int(np.floor(zone.root + 0.5))
        cents = int(np.floor((root - zone.root) * 100.0 + 0.5))
        self._headers.append(
            struct.pack(
                "<20s5IBbHH",
                f"{name} {root}"[:20].encode("ascii"),
                start,
                start + len(whole),
                *loop,
                zone.rate,
                root,
                cents,
                link,
                kind,
            )
        )
        self._samples.append(whole.tobytes() + bytes(2 * AFTER_SAMPLE))
        self._points += len(whole) + AFTER_SAMPLE


def _generators(zone: SampleZone, pan: int, sample: int) -> Sequence[bytes]:
    pairs = [
        (Generator.KEY_RANGE, zone.keys[0] | zone.keys[1] << 8),
        (Generator.VELOCITY_RANGE, zone.velocities[0] | zone.velocities[1] << 8),
        (Generator.PAN, pan),
        (Generator.SAMPLE_MODES, int(zone.loops)),
        (Generator.SAMPLE_ID, sample),
    ]
    return [struct.pack("<Hh", operator, amount) for operator, amount in pairs]
