from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from metabgm.music.composer.sound.envelope import grid_points
from metabgm.music.composer.sound.sampler import Sampler, ToneKey
from metabgm.music.composer.sound.sf3 import decompress, is_compressed
from metabgm.music.composer.sound.soundfont import SoundFont, SoundFontError
from tests.music.composer.sound.compressed_bank import compressed_bank
from tests.music.composer.sound.small_bank import CYCLE, CYCLES, small_bank

RATE = 48_000


def test_a_compressed_bank_sounds_as_what_it_was_made_from(tmp_path: Path) -> None:
    source, target = tmp_path / "small.sf3", tmp_path / "small.sf2"
    source.write_bytes(compressed_bank())
    assert is_compressed(source)
    told: list[float] = []
    with target.open("wb") as out:
        decompress(source, out, lambda _what, done: told.append(done))
    assert told[-1] == 1.0
    assert not is_compressed(target)
    font = SoundFont.open(target)
    (zone,) = font.zones(0, 5)
    assert (zone.start, zone.end) == (0, CYCLE * CYCLES)
    assert (zone.loop_start, zone.loop_end) == (CYCLE, CYCLE * (CYCLES - 1))
    wave = (
        Sampler(font, RATE)
        .tone(ToneKey(0, 5, 69, 127))
        .read(RATE, RATE, np.ones(len(grid_points(RATE, RATE))))
    )
    power = np.abs(np.fft.rfft(wave[0] * np.hanning(RATE))) ** 2
    assert int(power.argmax()) == pytest.approx(441, abs=1)
    assert np.sqrt(2.0) * float(wave.std()) == pytest.approx(0.5, rel=0.1)


def test_an_uncompressed_bank_goes_through_as_it_is(tmp_path: Path) -> None:
    source, target = tmp_path / "a.sf2", tmp_path / "b.sf2"
    source.write_bytes(small_bank())
    with target.open("wb") as out:
        decompress(source, out)
    before, after = SoundFont.open(source), SoundFont.open(target)
    assert before.zones(0, 5) == after.zones(0, 5)
    assert np.array_equal(before.samples[: CYCLE * CYCLES], after.samples[: CYCLE * CYCLES])


@pytest.mark.parametrize("stream", [b"", b"OggS" + bytes(200), b"no sound at all" * 40])
def test_garbage_instead_of_a_stream_is_named(tmp_path: Path, stream: bytes) -> None:
    source = tmp_path / "small.sf3"
    source.write_bytes(compressed_bank(stream=stream))
    with (tmp_path / "out").open("wb") as out, pytest.raises(SoundFontError, match=r"small\.sf3: .*'sine'"):
        decompress(source, out)
