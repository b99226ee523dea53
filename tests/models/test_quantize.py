from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from metabgm.models.quantize import quantize_block

_MATRICES = arrays(
    np.float32, st.tuples(st.integers(1, 9), st.integers(1, 9)), elements=st.floats(-8.0, 8.0, width=32)
)


@given(_MATRICES)
def test_error_is_at_most_half_a_step(matrix: np.ndarray) -> None:
    weights, scales = quantize_block(matrix)
    assert weights.dtype == np.int8
    assert scales.dtype == np.float32
    steps = 1.0 / scales.astype(np.float64)
    error = np.abs(weights / scales[:, None].astype(np.float64) - matrix)
    assert (error <= 0.5001 * steps[:, None]).all()


@given(_MATRICES)
def test_the_block_itself_stays_as_it_was(matrix: np.ndarray) -> None:
    before = matrix.copy()
    quantize_block(matrix)
    np.testing.assert_array_equal(matrix, before)


def test_row_of_zeros() -> None:
    weights, scales = quantize_block(np.array([[0.0, 0.0], [1.0, -2.0]], dtype=np.float32))
    np.testing.assert_array_equal(weights, [[0, 0], [32, -64]])
    np.testing.assert_array_equal(scales, [1.0, 32.0])


@pytest.mark.parametrize("odd", [np.nan, np.inf, -np.inf])
def test_weights_that_are_not_finite_name_their_row(odd: float) -> None:
    matrix = np.ones((4, 3), np.float32)
    matrix[2, 1] = odd
    with pytest.raises(ValueError, match="row 2 is not finite"):
        quantize_block(matrix)
