from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from metabgm.models.quantize import quantize_rows

_MATRICES = arrays(
    np.float32, st.tuples(st.integers(1, 9), st.integers(1, 9)), elements=st.floats(-8.0, 8.0, width=32)
)


@given(_MATRICES)
def test_error_is_at_most_half_a_step(matrix: np.ndarray) -> None:
    weights, scales = quantize_rows([matrix])
    assert weights.dtype == np.int8
    assert scales.dtype == np.float32
    steps = 1.0 / scales.astype(np.float64)
    error = np.abs(weights / scales[:, None].astype(np.float64) - matrix)
    assert (error <= 0.5001 * steps[:, None]).all()


@given(_MATRICES, st.integers(1, 9))
def test_blocks_give_what_the_whole_gives(matrix: np.ndarray, rows: int) -> None:
    blocks = [matrix[start : start + rows] for start in range(0, len(matrix), rows)]
    for whole, pieces in zip(quantize_rows([matrix]), quantize_rows(blocks), strict=True):
        np.testing.assert_array_equal(whole, pieces)


def test_row_of_zeros() -> None:
    weights, scales = quantize_rows([np.array([[0.0, 0.0], [1.0, -2.0]], dtype=np.float32)])
    np.testing.assert_array_equal(weights, [[0, 0], [64, -127]])
    np.testing.assert_array_equal(scales, [1.0, 63.5])
