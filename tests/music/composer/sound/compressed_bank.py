"""The small bank with its sample as an Ogg Vorbis stream, as SoundFont 3 has it."""

from __future__ import annotations

import io

import numpy as np
import soundfile

from metabgm.music.composer.sound.generators import Generator
from metabgm.music.composer.sound.riff import leaves, tables
from metabgm.music.composer.sound.sf3 import COMPRESSED
from metabgm.music.composer.sound.soundfont_writer import chunk
from tests.music.composer.sound.small_bank import CYCLE, CYCLES, RATE, small_bank


def compressed_bank(*own: tuple[Generator, int], stream: bytes | None = None) -> bytes:
    """``stream``: what stands in place of the Ogg stream. Chunks have no padding, as in files in use."""
    chunks = leaves(memoryview(small_bank((Generator.SAMPLE_MODES, 1), *own)))
    headers = tables(chunks)[b"shdr"].copy()
    points = np.frombuffer(chunks[b"smpl"], "<i2")[: CYCLE * CYCLES]
    coded = io.BytesIO()
    soundfile.write(coded, points, RATE, format="OGG", subtype="VORBIS")
    content = coded.getvalue() if stream is None else stream
    headers["end"][0], headers["type"][0] = len(content), 1 | COMPRESSED
    pdta = b"".join(
        chunk(name, headers.tobytes() if name == b"shdr" else bytes(body))
        for name, body in chunks.items()
        if name not in (b"ifil", b"smpl")
    )
    return chunk(
        b"RIFF",
        b"sfbk",
        chunk(b"LIST", b"INFO", chunk(b"ifil", bytes(chunks[b"ifil"]))),
        chunk(b"LIST", b"sdta", chunk(b"smpl", content)),
        chunk(b"LIST", b"pdta", pdta),
    )
