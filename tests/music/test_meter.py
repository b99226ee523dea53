from __future__ import annotations

import numpy as np
import pytest

from metabgm.music.meter import FLOOR_DB, Meter

RATE = 1000


def test_levels_of_windows_whatever_the_chunks() -> None:
    frames = np.concatenate([np.full((400, 2), 0.5), np.zeros((400, 2)), np.full((500, 2), 0.1)])
    frames = frames.astype(np.float32)
    for size in (7, 400, 1300):
        meter = Meter(RATE)
        chunks = [frames[at : at + size] for at in range(0, len(frames), size)]
        assert np.array_equal(np.concatenate(list(meter.through(chunks))), frames)
        assert meter.levels == pytest.approx([-6.02, FLOOR_DB, -20.0], abs=0.01)
