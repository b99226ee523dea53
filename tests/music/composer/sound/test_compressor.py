from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from metabgm.music.composer.sound.compressor import Compressor, reduction_db
from tests.music.composer.sound.spectra import RATE, jaggedness, level_db, tone

BLOCK = 16_384


def compressed(signal: NDArray[np.float32], block: int = BLOCK) -> NDArray[np.float32]:
    compressor = Compressor(RATE, block)
    blocks = [compressor.process(signal[:, at : at + block]) for at in range(0, signal.shape[1], block)]
    return np.concatenate(blocks, axis=1)


@pytest.mark.parametrize("rms_db", [-40.0, -30.0, -22.0, -20.0, -17.0, -14.0, -8.0])
def test_steady_tones_follow_the_curve(rms_db: float) -> None:
    signal = tone(1000.0, 1.4, np.sqrt(2.0) * 10 ** (rms_db / 20))[:, : 4 * BLOCK]
    out = compressed(signal)[:, 2 * BLOCK :]
    reduced = level_db(signal[:, 2 * BLOCK :]) - level_db(out)
    assert reduced == pytest.approx(float(reduction_db(np.array([rms_db]))[0]), abs=0.15)


def test_the_curve_is_gentle() -> None:
    levels = np.linspace(-60.0, 0.0, 601)
    out = levels - reduction_db(levels)
    slopes = np.diff(out) / np.diff(levels)
    assert reduction_db(np.array([-25.0]))[0] == 0.0
    assert 1.0 < reduction_db(np.array([-16.0]))[0] < 2.1
    assert reduction_db(levels).max() <= 3.0
    assert slopes.min() > 0.45
    assert np.abs(np.diff(slopes)).max() < 0.02


def test_it_comes_and_goes_slowly() -> None:
    signal = np.concatenate([tone(500.0, 1.0, 0.03), tone(500.0, 1.0, 0.6), tone(500.0, 1.5, 0.03)], axis=1)
    signal = signal[:, : signal.shape[1] // BLOCK * BLOCK]
    gain = np.abs(compressed(signal)).reshape(2, -1, 64).max(axis=2)[0]
    gain /= np.abs(signal).reshape(2, -1, 64).max(axis=2)[0]
    hop_s = 64 / RATE
    loud, soft = int(1.0 / hop_s), int(2.0 / hop_s)
    final = gain[soft - 20]
    assert gain[loud + int(0.004 / hop_s)] > final + 0.02
    assert gain[loud + int(0.15 / hop_s)] == pytest.approx(final, abs=0.01)
    assert gain[soft + int(0.1 / hop_s)] < 0.9
    assert gain[-1] == pytest.approx(1.0, abs=0.01)


def test_low_notes_do_not_push_the_rest_down() -> None:
    high = level_db(compressed(tone(1000.0, 1.4, 0.5)[:, : 4 * BLOCK])[:, BLOCK:])
    low = level_db(compressed(tone(40.0, 1.4, 0.5)[:, : 4 * BLOCK])[:, BLOCK:])
    assert low > high + 0.5


def test_blocks_do_not_matter_and_seams_do_not_click() -> None:
    signal = tone(300.0, 2.1, 0.5)[:, : 6 * BLOCK]
    signal[:, : 2 * BLOCK] *= 0.2
    out = compressed(signal)
    assert np.abs(out - compressed(signal, 6 * BLOCK)).max() < 1e-5
    for seam in range(BLOCK, 6 * BLOCK, BLOCK):
        if seam != 2 * BLOCK:
            assert jaggedness(out, seam) < 1.1
