"""A SoundFont of one preset with one looped sine, written chunk by chunk."""

from __future__ import annotations

import struct
from collections.abc import Iterable

import numpy as np

from metabgm.music.composer.sound.generators import Generator

CYCLE, CYCLES, RATE = 100, 8, 44_100  # 441 Hz


def _chunk(name: bytes, body: bytes) -> bytes:
    return name + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)


def _generators(pairs: Iterable[tuple[Generator, int]]) -> bytes:
    return b"".join(struct.pack("<Hh", operator, amount) for operator, amount in pairs)


def small_bank(
    *own: tuple[Generator, int],
    preset: tuple[tuple[Generator, int], ...] = (),
    key: int = 69,
    offset: int = 0,
) -> bytes:
    """``own``, ``preset``: generators of the instrument's and the preset's only zone."""
    wave = np.sin(2 * np.pi * np.arange(CYCLE * CYCLES) / CYCLE) * 16_384 + offset
    samples = wave.astype("<i2").tobytes() + bytes(92)
    zone = _generators([*own, (Generator.SAMPLE_ID, 0)])
    outer = _generators([*preset, (Generator.INSTRUMENT, 0)])
    end = CYCLE * CYCLES
    header = struct.pack("<20s5IBbHH", b"sine", 0, end, CYCLE, end - CYCLE, RATE, key, 0, 0, 1)
    tables = [
        (b"phdr", struct.pack("<20sHHH12x", b"Sine", 5, 0, 0) + struct.pack("<20sHHH12x", b"EOP", 0, 0, 1)),
        (b"pbag", struct.pack("<4H", 0, 0, len(outer) // 4, 0)),
        (b"pmod", bytes(10)),
        (b"pgen", outer + bytes(4)),
        (b"inst", struct.pack("<20sH", b"Sine", 0) + struct.pack("<20sH", b"EOI", 1)),
        (b"ibag", struct.pack("<4H", 0, 0, len(zone) // 4, 0)),
        (b"imod", bytes(10)),
        (b"igen", zone + bytes(4)),
        (b"shdr", header + bytes(46)),
    ]
    pdta = b"".join(_chunk(name, body) for name, body in tables)
    body = (
        b"sfbk"
        + _chunk(b"LIST", b"INFO" + _chunk(b"ifil", struct.pack("<HH", 2, 4)))
        + _chunk(b"LIST", b"sdta" + _chunk(b"smpl", samples))
        + _chunk(b"LIST", b"pdta" + pdta)
    )
    return _chunk(b"RIFF", body)
