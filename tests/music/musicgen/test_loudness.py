from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from metabgm.music.musicgen.loudness import Loudness

RATE, BLOCK = 48_000, 12_288


def tone(blocks: int, level: float) -> NDArray[np.float32]:
    at = np.arange(blocks * BLOCK) / RATE
    return (level * np.stack([np.sin(2 * np.pi * 440 * at), np.sin(2 * np.pi * 554 * at)])).astype(np.float32)


def through(audio: NDArray[np.float32], target: float = -18.0) -> NDArray[np.float32]:
    loudness = Loudness(target, BLOCK, RATE)
    blocks = audio.reshape(2, -1, BLOCK).transpose(1, 0, 2)
    return np.concatenate([loudness.process(block) for block in blocks], axis=1)


def rms_db(audio: NDArray[np.float32]) -> float:
    return float(10.0 * np.log10(np.mean(audio.astype(np.float64) ** 2)))


@pytest.mark.parametrize("level", [0.03, 0.3, 8.0])
def test_music_of_any_level_comes_to_the_target_at_once(level: float) -> None:
    out = through(tone(8, level))
    # Of a tone near 500 Hz LUFS are dB of the sum of both sides.
    assert rms_db(out[:, :BLOCK]) + 3.0 == pytest.approx(-18.0, abs=1.5)
    assert rms_db(out) == pytest.approx(rms_db(out[:, :BLOCK]), abs=0.3)


def test_silence_stays_silence_and_noise_is_raised_so_far_only() -> None:
    assert not through(np.zeros((2, 4 * BLOCK), np.float32)).any()
    faint = tone(4, 0.002)
    assert rms_db(through(faint)) - rms_db(faint) == pytest.approx(24.0, abs=0.01)


def test_after_a_soft_beginning_the_gain_falls_within_a_second() -> None:
    out = through(np.concatenate([tone(2, 0.01), tone(8, 0.5)], axis=1))
    assert rms_db(out[:, 6 * BLOCK : 8 * BLOCK]) + 3.0 < -16.0


def test_a_passage_later_on_keeps_its_own_level() -> None:
    quiet, loud = tone(4, 0.1), tone(60, 0.2)
    out = through(np.concatenate([loud, quiet, loud], axis=1))
    before, during = out[:, 58 * BLOCK : 60 * BLOCK], out[:, 60 * BLOCK : 64 * BLOCK]
    assert rms_db(before) - rms_db(during) == pytest.approx(6.0, abs=0.6)


def test_the_gain_has_no_steps() -> None:
    audio = np.concatenate([tone(2, 0.02), tone(6, 0.5), tone(4, 0.1)], axis=1)
    out = through(audio)
    loud = np.abs(audio) > 0.005
    gains = np.where(loud, out / np.where(loud, audio, 1.0), np.nan)
    edges = np.arange(BLOCK, audio.shape[1], BLOCK)
    for edge in edges:
        near = gains[:, edge - 60 : edge + 60]
        assert np.nanmax(near) / np.nanmin(near) < 1.02
