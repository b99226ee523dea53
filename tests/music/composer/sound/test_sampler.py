from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from metabgm.music.composer.sound.envelope import grid_points
from metabgm.music.composer.sound.generators import Generator
from metabgm.music.composer.sound.sampler import Sampler, ToneKey
from metabgm.music.composer.sound.soundfont import DRUM_BANK, SoundFont
from metabgm.music.composer.sound.soundfont_writer import SampleZone, Writer
from metabgm.music.composer.sound.vibrato import Vibrato
from metabgm.music.composer.sound.waveform_cache import WaveformCache
from tests.music.composer.sound.small_bank import small_bank

RATE = 48_000


def played(sampler: Sampler, key: ToneKey, first: int, count: int) -> NDArray[np.float32]:
    return sampler.tone(key).read(first, count, np.ones(len(grid_points(first, count))))


def sine_sampler(tmp_path: Path, *own: tuple[Generator, int]) -> Sampler:
    path = tmp_path / "small.sf2"
    path.write_bytes(small_bank((Generator.SAMPLE_MODES, 1), *own))
    return Sampler(SoundFont.open(path), RATE)


@pytest.mark.parametrize("key", [45, 69, 76, 93])
def test_a_looped_sine_stays_a_pure_sine_of_its_pitch(tmp_path: Path, key: int) -> None:
    wave = played(sine_sampler(tmp_path), ToneKey(0, 5, key, 127), 48_000, 1 << 16)[0].astype(np.float64)
    power = np.abs(np.fft.rfft(wave * np.kaiser(len(wave), 20))) ** 2
    peak = int(power.argmax())
    expected = 441.0 * 2 ** ((key - 69) / 12)
    assert peak * RATE / len(wave) == pytest.approx(expected, abs=1.0)
    beside = power.sum() - power[peak - 12 : peak + 13].sum()
    assert 10 * np.log10(beside / power.sum()) < -60.0


def test_pieces_of_a_tone_are_the_whole_tone(font: SoundFont) -> None:
    sampler = Sampler(font, RATE)
    for program in (0, 46, 49, 52):
        key = ToneKey(0, program, 61, 80)
        whole = played(sampler, key, 0, 50_000)
        pieces = [
            played(sampler, key, first, last - first) for first, last in ((0, 1), (1, 777), (777, 50_000))
        ]
        assert np.array_equal(np.concatenate(pieces, axis=1), whole)


def test_pieces_of_a_tone_are_the_whole_tone_past_its_end(font: SoundFont) -> None:
    sampler = Sampler(font, RATE)
    for drum in range(35, 60):
        key = ToneKey(DRUM_BANK, 0, drum, 112)
        whole = played(sampler, key, 0, 160_000)
        pieces = [played(sampler, key, first, 10_000) for first in range(0, 160_000, 10_000)]
        assert np.array_equal(np.concatenate(pieces, axis=1), whole)


def test_decay_and_sustain_are_those_of_the_bank(tmp_path: Path) -> None:
    sampler = sine_sampler(
        tmp_path, (Generator.DECAY, 1200), (Generator.SUSTAIN, 400)
    )  # 2 s for 100 dB, to -40 dB
    wave = played(sampler, ToneKey(0, 5, 69, 127), 0, 3 * RATE)[0]

    def level_db(second: float) -> float:
        at = int(second * RATE)
        return float(20 * np.log10(np.abs(wave[at : at + 1000]).max()))

    assert level_db(0.5) - level_db(0.1) == pytest.approx(-20.0, abs=0.5)
    assert level_db(2.5) - level_db(0.0) == pytest.approx(-40.0, abs=1.0)


def test_soft_notes_are_darker(tmp_path: Path) -> None:
    sampler = sine_sampler(tmp_path, (Generator.FILTER_CUTOFF, 6900))  # 440 Hz
    loud, soft = (played(sampler, ToneKey(0, 5, 69, velocity), 9600, 9600)[0] for velocity in (127, 40))
    assert np.abs(soft).max() < 0.4 * np.abs(loud).max()
    assert np.abs(loud).max() == pytest.approx(0.5 * 2**-0.5, rel=0.05)


def test_vibrato_swings_the_pitch_and_is_the_same_in_pieces(font: SoundFont) -> None:
    tone = Sampler(font, RATE).tone(ToneKey(0, 73, 72, 80))
    vibrato = Vibrato(30.0, 5.0, 0.2, 1.0)

    def read(first: int, last: int) -> NDArray[np.float32]:
        return tone.read(first, last - first, np.ones(len(grid_points(first, last - first))), vibrato)

    whole = read(0, 60_000)
    pieces = [read(first, last) for first, last in ((0, 7), (7, 20_001), (20_001, 60_000))]
    assert np.array_equal(np.concatenate(pieces, axis=1), whole)
    plain = played(Sampler(font, RATE), ToneKey(0, 73, 72, 80), 0, 60_000)
    assert np.array_equal(whole[:, :9600], plain[:, :9600])
    assert not np.allclose(whole[:, 40_000:], plain[:, 40_000:], atol=0.01)


@pytest.mark.parametrize("sample_mode", [0, 1])
def test_a_held_note_has_no_offset(tmp_path: Path, sample_mode: int) -> None:
    path = tmp_path / "offset.sf2"
    path.write_bytes(small_bank((Generator.SAMPLE_MODES, sample_mode), offset=3000))
    wave = played(Sampler(SoundFont.open(path), RATE), ToneKey(0, 5, 69, 127), 9600, 48_000)[0]
    assert abs(float(wave.mean())) < 1e-4


def test_the_cache_is_bounded_and_changes_nothing(font: SoundFont) -> None:
    cache = WaveformCache(300_000)
    small, large = Sampler(font, RATE, cache), Sampler(font, RATE)
    largest = 0
    for key in range(50, 80, 3):
        name = ToneKey(0, 49, key, 80)
        assert np.array_equal(played(small, name, 0, 5000), played(large, name, 0, 5000))
        largest = max(largest, *(layer.waveform.ready_bytes for layer in small.tone(name).layers))
        assert cache.ready_bytes <= 300_000 + 2 * largest
    name = ToneKey(0, 49, 50, 80)
    assert np.array_equal(played(small, name, 0, 99), played(large, name, 0, 99))


def test_only_what_is_read_is_made_ready(tmp_path: Path) -> None:
    path = tmp_path / "long.sf2"
    writer = Writer("long")
    noise = np.random.default_rng(1).uniform(-0.5, 0.5, (1, 20 * 44_100)).astype(np.float32)
    writer.add("long", 0, 5, [SampleZone((0, 127), (0, 127), noise, 44_100, 69.0, loops=False)])
    path.write_bytes(writer.content())
    tone = Sampler(SoundFont.open(path), RATE).tone(ToneKey(0, 5, 69, 127))
    (layer,) = tone.layers
    tone.read(0, 4096, np.ones(len(grid_points(0, 4096))))
    assert layer.waveform.ready_bytes < 200_000
    assert np.abs(tone.read(7 * RATE, 4096, np.ones(len(grid_points(7 * RATE, 4096))))).max() > 0.1
    assert not tone.read(9 * RATE, 4096, np.ones(len(grid_points(9 * RATE, 4096)))).any()


def test_a_key_without_zone_is_silent(font: SoundFont) -> None:
    tone = Sampler(font, RATE).tone(ToneKey(0, 78, 90, 80))
    assert not tone.read(0, 500, np.ones(len(grid_points(0, 500)))).any()
