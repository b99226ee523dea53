from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from metabgm.music.composer.sound.envelope import grid_points
from metabgm.music.composer.sound.generators import Generator
from metabgm.music.composer.sound.instruments import instruments
from metabgm.music.composer.sound.sampler import Sampler, ToneKey
from metabgm.music.composer.sound.soundfont import SoundFont
from tests.music.composer.sound.small_bank import small_bank

RATE = 48_000
# Inharmonic by nature: bars, bells, glass; their pitch is no period.
UNPITCHED = {
    "celesta",
    "glockenspiel",
    "tubular_bells",
    "crystal",
    "steel_drum",
    "kalimba",
    "xylophone",
    "marimba",
}
UNPITCHED |= {"dulcimer", "vibraphone", "music_box"}
_TOLERANCE_CENTS = {"harmonica": 40.0}  # reeds; the bank has them a little apart


def played(sampler: Sampler, key: ToneKey, first: int, count: int) -> NDArray[np.float32]:
    return sampler.tone(key).read(first, count, np.ones(len(grid_points(first, count))))


def sine_sampler(tmp_path: Path, *own: tuple[Generator, int]) -> Sampler:
    path = tmp_path / "small.sf2"
    path.write_bytes(small_bank((Generator.SAMPLE_MODES, 1), *own))
    return Sampler(SoundFont(path), RATE)


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


def _period_error_cents(wave: NDArray[np.float32], hertz: float) -> float:
    size = 2 * len(wave)
    correlation = np.fft.irfft(np.abs(np.fft.rfft(wave.astype(np.float64), size)) ** 2)
    low, high = int(RATE / hertz / 1.06), int(RATE / hertz * 1.06) + 2
    at = low + int(correlation[low:high].argmax())
    before, here, after = correlation[at - 1 : at + 2]
    return float(1200 * np.log2(RATE / (at + (before - after) / (2 * (before - 2 * here + after))) / hertz))


@pytest.mark.parametrize("name", sorted(set(instruments()) - UNPITCHED))
def test_instruments_are_in_tune(font: SoundFont, name: str) -> None:
    instrument, sampler = instruments()[name], Sampler(font, RATE)
    for key in range(instrument.low + 4, instrument.high - 3, 7):
        wave = played(sampler, ToneKey(0, instrument.program, key, 80), 9600, 16_384).sum(axis=0)
        assert abs(_period_error_cents(wave, 440 * 2 ** ((key - 69) / 12))) < _TOLERANCE_CENTS.get(
            name, 25.0
        ), key


@pytest.mark.parametrize("name", instruments())
def test_instruments_sound_over_their_whole_range(font: SoundFont, name: str) -> None:
    instrument, sampler = instruments()[name], Sampler(font, RATE)
    silent = [
        key
        for key in range(instrument.low, instrument.high + 1)
        if not sampler.tone(ToneKey(0, instrument.program, key, 80)).layers
    ]
    assert silent == ([64] if name == "saxophone" else [])  # the bank has a hole there


def test_the_cache_is_bounded_and_changes_nothing(font: SoundFont) -> None:
    small, large = Sampler(font, RATE, cache_bytes=300_000), Sampler(font, RATE)
    for key in range(50, 80, 3):
        name = ToneKey(0, 49, key, 80)
        assert np.array_equal(played(small, name, 0, 5000), played(large, name, 0, 5000))
        assert small.cached_bytes <= 300_000
    assert np.array_equal(
        played(small, ToneKey(0, 49, 50, 80), 0, 99), played(large, ToneKey(0, 49, 50, 80), 0, 99)
    )


def test_a_key_without_zone_is_silent(font: SoundFont) -> None:
    tone = Sampler(font, RATE).tone(ToneKey(0, 78, 90, 80))
    assert not tone.read(0, 500, np.ones(len(grid_points(0, 500)))).any()
