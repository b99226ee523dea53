from __future__ import annotations

import numpy as np
import pyloudnorm
import pytest

from metabgm.music.composer.sound.weighting import integrated, weighted_mean_squares

RATE = 48_000


def test_loudness_is_pyloudnorms() -> None:
    rng = np.random.default_rng(5)
    seconds = np.arange(12 * RATE) / RATE
    audio = 0.05 * rng.standard_normal((2, len(seconds))) + 0.2 * np.sin(2 * np.pi * 220 * seconds)
    audio *= np.where(seconds < 6, 1.0, 0.02)  # the second half lies below the relative gate
    edges = list(range(0, len(seconds) + 1, RATE // 10))
    energies = weighted_mean_squares(audio.astype(np.float32), edges)
    assert integrated(energies, 0.1) == pytest.approx(
        pyloudnorm.Meter(RATE).integrated_loudness(audio.T), abs=0.1
    )


def test_silence_has_no_loudness() -> None:
    assert integrated(np.zeros(50), 0.1) == float("-inf")
