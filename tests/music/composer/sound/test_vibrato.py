from __future__ import annotations

import numpy as np
import pytest

from metabgm.music.composer.sound.vibrato import Vibrato

RATE = 48_000


def cents(vibrato: Vibrato, begin_s: float, end_s: float) -> np.ndarray:
    """How far the pitch is off at every frame."""
    frames = np.arange(begin_s * RATE, end_s * RATE)
    return np.asarray(1200.0 * np.log2(np.diff(vibrato.warp(frames, RATE))))


@pytest.mark.parametrize(("depth", "hz"), [(4.0, 4.5), (15.0, 5.5), (40.0, 6.5)])
def test_the_pitch_swings_as_far_and_as_often_as_it_says(depth: float, hz: float) -> None:
    swing = cents(Vibrato(depth, hz, 0.3, 1.0), 2.0, 6.0)
    assert swing.max() == pytest.approx(depth, rel=0.03)
    assert swing.min() == pytest.approx(-depth, rel=0.05)
    crossings = np.count_nonzero(np.diff(np.sign(swing)) > 0)
    assert crossings == pytest.approx(4.0 * hz, abs=1.0)


def test_it_begins_late_and_gently() -> None:
    vibrato = Vibrato(20.0, 5.0, 0.5, 2.0)
    early = np.arange(0.5 * RATE)
    assert np.array_equal(vibrato.warp(early, RATE), early)
    assert np.abs(cents(vibrato, 0.5, 0.7)).max() < 8.0
    jumps = np.abs(np.diff(cents(vibrato, 0.4, 2.0)))
    assert jumps.max() < 0.05


def test_frames_do_not_depend_on_how_many_are_read() -> None:
    vibrato = Vibrato(18.0, 5.3, 0.2, 0.7)
    frames = np.arange(100_000, dtype=np.float64)
    parts = [vibrato.warp(part, RATE) for part in np.split(frames, [17, 4096, 60_001])]
    assert np.array_equal(np.concatenate(parts), vibrato.warp(frames, RATE))


def test_time_never_runs_backwards() -> None:
    frames = np.arange(5 * RATE, dtype=np.float64)
    assert np.diff(Vibrato(60.0, 7.0, 0.0, 0.0).warp(frames, RATE)).min() > 0.9
