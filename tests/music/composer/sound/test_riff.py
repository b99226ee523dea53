from __future__ import annotations

import struct

import pytest

from metabgm.music.composer.sound.riff import leaves


def bank(*chunks: tuple[bytes, bytes], padded: bool) -> memoryview:
    body = b""
    for name, content in chunks:
        body += name + struct.pack("<I", len(content)) + content
        body += b"\0" * (len(content) % 2 if padded else 0)
    within = b"sfbk" + b"LIST" + struct.pack("<I", 4 + len(body)) + b"INFO" + body
    return memoryview(b"RIFF" + struct.pack("<I", len(within)) + within)


@pytest.mark.parametrize("padded", [True, False])
def test_chunks_of_odd_length_may_lack_their_pad_byte(padded: bool) -> None:
    chunks = ((b"INAM", b"odd"), (b"ISFT", b"even"), (b"ICMT", b"12345"), (b"ifil", b"\2\0\4\0"))
    found = leaves(bank(*chunks, padded=padded))
    assert {name: bytes(body) for name, body in found.items()} == dict(chunks)


def test_a_chunk_that_is_cut_short_is_named() -> None:
    whole = bytes(bank((b"INAM", b"a name"), padded=True))
    cut = whole[:-4]
    with pytest.raises(ValueError, match="cut short"):
        leaves(memoryview(cut[:4] + struct.pack("<I", len(cut) - 8) + cut[8:]))
    with pytest.raises(ValueError, match="no RIFF sfbk header"):
        leaves(memoryview(b"RIFX" + whole[4:]))
