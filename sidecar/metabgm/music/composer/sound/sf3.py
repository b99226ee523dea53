"""Compressed banks (SoundFont 3 as MuseScore writes it): their samples are Ogg Vorbis streams."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from metabgm.music.composer.sound.riff import Tables, leaves, tables
from metabgm.music.composer.sound.soundfont import MAX_BANK_BYTES, SoundFontError, mapped
from metabgm.music.composer.sound.soundfont_writer import AFTER_SAMPLE, chunk, header

COMPRESSED = 0x10  # bit of a sample's type: its start and end are bytes, its loop counts from its own start
Progress = Callable[[str, float], None]


def is_compressed(path: Path) -> bool:
    """Whether any sample is. Raises SoundFontError for what is no SoundFont."""
    return bool(np.any(_read(path)[1][b"shdr"]["type"] & COMPRESSED))


def decompress(path: Path, out: BinaryIO, progress: Progress = lambda _what, _fraction: None) -> None:
    """Writes the bank as SoundFont 2, all else unchanged.

    Raises SoundFontError: what isn't Vorbis, or more than MAX_BANK_BYTES when it is decoded; OSError.
    """
    chunks, found = _read(path)
    headers = found[b"shdr"].copy()
    samples: list[bytes] = []
    points = 0
    for at, row in enumerate(headers[:-1]):
        progress("decoding samples", at / len(headers))
        wave = _decoded(path, chunks[b"smpl"], row)
        if row["type"] & COMPRESSED:
            row["loop_start"] += points
            row["loop_end"] += points
        else:
            shift = points - int(row["start"])
            row["loop_start"], row["loop_end"] = (max(int(row[name]) + shift, 0) for name in _LOOP)
        row["start"], row["end"] = points, points + len(wave)
        row["type"] &= ~np.uint16(COMPRESSED)
        samples.append(wave.tobytes() + bytes(2 * AFTER_SAMPLE))
        points += len(wave) + AFTER_SAMPLE
        if 2 * points > MAX_BANK_BYTES:
            raise SoundFontError(f"{path}: larger than {MAX_BANK_BYTES // 2**20} MB when it is decoded")
    _write(out, chunks, headers, samples)
    progress("decoding samples", 1.0)


_LOOP = ("loop_start", "loop_end")


def _read(path: Path) -> tuple[dict[bytes, memoryview], Tables]:
    try:
        chunks = leaves(mapped(path))
        if b"smpl" not in chunks:
            raise ValueError("chunk b'smpl' is missing")
        return chunks, tables(chunks)
    except ValueError as error:
        raise SoundFontError(f"{path}: not a SoundFont 2 bank ({error})") from error


def _decoded(path: Path, samples: memoryview, row: Any) -> NDArray[np.int16]:
    import soundfile  # noqa: PLC0415  (it loads libsndfile, which only compressed banks need)

    start, end = int(row["start"]), int(row["end"])
    if not row["type"] & COMPRESSED:
        return np.frombuffer(samples, "<i2")[start:end]
    name = bytes(row["name"]).decode("latin-1").strip("\0 ")
    try:
        with soundfile.SoundFile(io.BytesIO(samples[start:end])) as stream:
            # A short stream may say that it is hours long.
            if 2 * stream.frames > MAX_BANK_BYTES:
                raise SoundFontError(f"{path}: sample {name!r} is too long")
            wave = stream.read(dtype="int16", always_2d=True)
    except (soundfile.LibsndfileError, RuntimeError) as error:
        raise SoundFontError(f"{path}: sample {name!r} can't be decoded ({error})") from error
    return np.ascontiguousarray(wave[:, 0])


def _write(
    out: BinaryIO, chunks: dict[bytes, memoryview], headers: NDArray[Any], samples: list[bytes]
) -> None:
    """Chunk by chunk, so that the samples are never in memory twice."""
    about = [chunk(name, bytes(chunks[name])) for name in (b"ifil", b"isng", b"INAM") if name in chunks]
    tables = [chunk(name, bytes(chunks.get(name, b""))) for name in _PDTA if name != b"shdr"]
    info = chunk(b"LIST", b"INFO", *about)
    pdta = chunk(b"LIST", b"pdta", *tables, chunk(b"shdr", headers.tobytes()))
    size = sum(len(sample) for sample in samples)
    sdta = header(b"LIST", 4 + 8 + size) + b"sdta" + header(b"smpl", size)
    out.write(header(b"RIFF", 4 + len(info) + len(sdta) + size + len(pdta)) + b"sfbk" + info + sdta)
    for sample in samples:
        out.write(sample)
    out.write(pdta)


_PDTA = (b"phdr", b"pbag", b"pmod", b"pgen", b"inst", b"ibag", b"imod", b"igen", b"shdr")
