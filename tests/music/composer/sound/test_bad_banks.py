"""Whatever a file holds, it plays or is refused with one line that names it."""

from __future__ import annotations

import contextlib
import struct
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from metabgm.music.composer.sound import soundfont
from metabgm.music.composer.sound.envelope import grid_points
from metabgm.music.composer.sound.generators import Generator
from metabgm.music.composer.sound.sampler import Sampler, ToneKey
from metabgm.music.composer.sound.soundfont import SoundFont, SoundFontError
from tests.music.composer.sound.small_bank import small_bank

GOOD = small_bank((Generator.SAMPLE_MODES, 1))


def play(content: bytes) -> None:
    """Every preset at some keys, or SoundFontError."""
    font = SoundFont(memoryview(content), "bank.sf2")
    sampler = Sampler(font, 48_000)
    for bank, program in font.presets:
        for key in (0, 40, 69, 127):
            tone = sampler.tone(ToneKey(bank, program, key, 80))
            wave = tone.read(0, 3000, np.ones(len(grid_points(0, 3000))))
            assert np.isfinite(wave).all()


@given(cut=st.integers(0, len(GOOD)))
@settings(max_examples=60, deadline=None)
def test_cut_short(cut: int) -> None:
    if cut == len(GOOD):
        play(GOOD)
        return
    with pytest.raises(SoundFontError, match=r"^bank\.sf2: ") as raised:
        play(GOOD[:cut])
    assert "\n" not in str(raised.value)


@given(
    changes=st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.integers(0, 255)), min_size=1, max_size=12)
)
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_damaged_anywhere(changes: list[tuple[int, int]]) -> None:
    content = bytearray(GOOD)
    for at, value in changes:
        content[at] = value
    with contextlib.suppress(SoundFontError):
        play(bytes(content))


def tables_changed(name: bytes, at: int, value: bytes) -> bytes:
    start = GOOD.index(name) + 8 + at
    return GOOD[:start] + value + GOOD[start + len(value) :]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"It was a dark and stormy night.", "no RIFF sfbk header"),
        (b"RIFF" + struct.pack("<I", 4) + b"WAVE", "no RIFF sfbk header"),
        (tables_changed(b"phdr", 24, b"\xff\xff"), "points nowhere"),
        (tables_changed(b"ibag", 4, b"\xff\xff"), "points nowhere"),
        (tables_changed(b"shdr", 24, struct.pack("<I", 0xFFFFFFFF)), "none of its samples can be played"),
        (tables_changed(b"shdr", 24, struct.pack("<I", 0)), "none of its samples can be played"),
        (tables_changed(b"shdr", 36, struct.pack("<I", 0)), "none of its samples can be played"),
        (tables_changed(b"shdr", 36, struct.pack("<I", 2**31)), "none of its samples can be played"),
    ],
)
def test_what_is_wrong_is_said(content: bytes, reason: str) -> None:
    with pytest.raises(SoundFontError, match=reason):
        play(content)


def test_files_that_are_too_large_or_empty(tmp_path: Path) -> None:
    path = tmp_path / "bank.sf2"
    path.write_bytes(b"")
    with pytest.raises(SoundFontError, match=r"bank\.sf2: empty"):
        SoundFont.open(path)
    with path.open("wb") as file:
        file.truncate(soundfont.MAX_BANK_BYTES + 1)
    with pytest.raises(SoundFontError, match=r"bank\.sf2: larger than 512 MB"):
        SoundFont.open(path)
    with pytest.raises(SoundFontError, match=r"Is a directory|Permission denied"):
        SoundFont.open(tmp_path)
