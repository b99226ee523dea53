from __future__ import annotations

import numpy as np

from benchmarks.openings import OPENING_FRAMES, RATE, Opening, first_frame
from metabgm.director.actions import Cause

NOISE = np.random.default_rng(5)
PIECE = Opening(3, "combat", Cause("event", 1000), NOISE.normal(0, 0.1, OPENING_FRAMES))


def test_found_to_the_frame_beneath_louder_music() -> None:
    mix = NOISE.normal(0, 0.15, 6 * RATE)
    mix[100_123 : 100_123 + OPENING_FRAMES] += PIECE.frames
    assert first_frame(PIECE, mix, 2 * RATE, 4 * RATE) == 100_123
    assert first_frame(PIECE, mix, -RATE, 4 * RATE) == 100_123


def test_a_piece_that_does_not_sound_is_not_found() -> None:
    mix = NOISE.normal(0, 0.15, 6 * RATE)
    assert first_frame(PIECE, mix, 0, 4 * RATE) is None
    assert first_frame(PIECE, np.zeros(6 * RATE), 0, 4 * RATE) is None
    assert first_frame(PIECE, mix, 7 * RATE, 9 * RATE) is None
