from __future__ import annotations

import numpy as np
import pytest

from metabgm.music.composer.sound.swell import Swell


def test_it_rises_to_its_peak_and_falls_to_its_end() -> None:
    swell = Swell(0.6, 1.0, 0.4, 4.0, 11.0, 0.0, 0.0)
    gains = swell.gains(np.array([0.0, 0.5, 1.0, 2.5, 4.0, 9.0]))
    assert gains == pytest.approx([0.6, 0.8, 1.0, 0.7, 0.4, 0.4])
    fine = swell.gains(np.linspace(0.0, 6.0, 6001))
    assert np.abs(np.diff(fine)).max() < 0.001
    assert np.abs(np.diff(fine, n=2)).max() < 1e-5


def test_the_wave_lies_on_top() -> None:
    times = np.linspace(0.0, 40.0, 4001)
    waved = Swell(1.0, 1.0, 1.0, 2.0, 10.0, 1.0, 0.5).gains(times)
    assert waved.min() == pytest.approx(0.5, abs=1e-3)
    assert waved.max() == pytest.approx(1.0, abs=1e-3)
    assert waved[:3000] == pytest.approx(waved[1000:4000], abs=1e-6)
