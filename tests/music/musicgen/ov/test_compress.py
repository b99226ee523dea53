"""Rounding matrices to 8 and 4 bits."""

from __future__ import annotations

import numpy as np
import pytest

from metabgm.music.musicgen.ov.compress import GROUP, by_groups, by_rows, fits_groups, packed


@pytest.fixture
def matrix() -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    drawn = np.random.default_rng(1).standard_normal((40, 3 * GROUP)).astype(np.float32)
    # Rows of very different sizes; one of nothing, a group that has no zero between its ends.
    drawn *= np.logspace(-3, 3, 40, dtype=np.float32)[:, None]
    drawn[5] = 0
    drawn[7, :GROUP] = np.abs(drawn[7, :GROUP]) + 1
    drawn[8, :GROUP] = -np.abs(drawn[8, :GROUP]) - 1
    return drawn


def test_eight_bits_are_at_most_half_a_step_off(
    matrix: np.ndarray[tuple[int, int], np.dtype[np.float32]],
) -> None:
    rows = by_rows(matrix)
    assert (np.abs(rows.values * rows.scales - matrix) <= rows.scales * 0.5001).all()
    assert np.abs(rows.values.astype(int)).max() == 127
    assert not rows.values[5].any()


def test_four_bits_are_at_most_one_step_off_and_keep_zero(
    matrix: np.ndarray[tuple[int, int], np.dtype[np.float32]],
) -> None:
    groups = by_groups(matrix)
    assert groups.values.min() == 0
    assert groups.values.max() == 15
    back = (groups.values.astype(np.float32) - groups.zeros) * groups.scales
    off = np.abs(back - matrix.reshape(back.shape))
    # Half a step for the number and, at the ends alone, half for the zero point.
    assert (off <= groups.scales * 1.0001).all()
    assert float((off <= groups.scales * 0.5001).mean()) > 0.95
    assert not back[5].any()


def test_four_bits_want_whole_groups() -> None:
    narrow = np.ones((2, GROUP + 32), np.float32)
    assert not fits_groups(narrow)
    with pytest.raises(ValueError, match="columns: 96, expected a multiple of 64"):
        by_groups(narrow)


def test_the_first_of_two_numbers_is_in_the_low_half() -> None:
    assert packed(np.array([[1, 2, 15]], np.uint8)).tolist() == [0x21, 0x0F]
