from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metabgm.models.errors import ModelError
from metabgm.models.gguf_rope import FACTOR_TOLERANCE, llama3_divisors, scaling_of_divisors, scaling_of_keys
from metabgm.models.gguf_values import GgufValues
from metabgm.models.llama_shape import LinearRope, Llama3Rope

LLAMA_3_1 = (Llama3Rope(8.0, 1.0, 4.0, 8192), 128, 500_000.0)
LLAMA_3_2 = (Llama3Rope(32.0, 1.0, 4.0, 8192), 64, 500_000.0)


def _divisors(rope: Llama3Rope, head_width: int, base: float) -> list[float]:
    """One rotation after the other, as Llama 3.1's reference says it: by wavelengths."""
    divisors = []
    for index in range(0, head_width, 2):
        wavelength = 2 * math.pi * base ** (index / head_width)
        if wavelength < rope.original_context / rope.high_freq_factor:
            divisors.append(1.0)
        elif wavelength > rope.original_context / rope.low_freq_factor:
            divisors.append(rope.factor)
        else:
            band = rope.high_freq_factor - rope.low_freq_factor
            smooth = (rope.original_context / wavelength - rope.low_freq_factor) / band
            divisors.append(1 / ((1 - smooth) / rope.factor + smooth))
    return divisors


@pytest.mark.parametrize(("rope", "head_width", "base"), [LLAMA_3_1, LLAMA_3_2])
def test_llama_3s_constants_come_back(rope: Llama3Rope, head_width: int, base: float) -> None:
    divisors = np.array(_divisors(rope, head_width, base), np.float32)
    between = (divisors > 1) & (divisors < rope.factor)
    assert between.sum() >= 3, "the band would not be tested"
    assert scaling_of_divisors(divisors, base) == rope


@given(
    factor=st.sampled_from([1.01, 2.0, 8.0, 32.0, 1000.0]),
    low=st.floats(0.1, 4),
    width_of_band=st.floats(1.01, 16),
    context=st.sampled_from([16, 64, 512, 8192, 131_072]),
    head_width=st.sampled_from([4, 8, 16, 64, 128, 256]),
    base=st.sampled_from([100.0, 1e4, 5e5, 5e7]),
)
def test_any_constants_come_back_by_their_effect(
    *, factor: float, low: float, width_of_band: float, context: int, head_width: int, base: float
) -> None:
    truth = _divisors(Llama3Rope(factor, low, low * width_of_band, context), head_width, base)
    found = scaling_of_divisors(np.array(truth, np.float32), base)
    if found is None:
        effect = np.ones(head_width // 2)
    elif isinstance(found, LinearRope):
        effect = np.full(head_width // 2, found.factor)
    else:
        effect = np.array(_divisors(found, head_width, base))
        np.testing.assert_allclose(effect, llama3_divisors(found, head_width, base), rtol=1e-9)
    np.testing.assert_allclose(effect, truth, rtol=2 * FACTOR_TOLERANCE)


def test_divisors_that_are_level() -> None:
    assert scaling_of_divisors(np.ones(32, np.float32), 1e4) is None
    assert scaling_of_divisors(np.full(32, 4, np.float32), 1e4) == LinearRope(4.0)


@pytest.mark.parametrize(
    ("divisors", "message"),
    [
        ([1, 5, 3, 8, 8], "no llama3 scaling"),
        ([8, 4, 2, 1, 1], "no llama3 scaling"),
        ([2, 8, 2, 8, 1], "no llama3 scaling"),
        ([1, 0.5, 8, 8, 8], "from 0.5 to 8, expected 1 to"),
        ([1, 1, 1, 8, 1e9], "from 1 to 1e[+]09, expected 1 to"),
        ([1, math.nan, 8, 8, 8], "from nan to nan, expected 1 to"),
    ],
)
def test_divisors_of_something_else(divisors: list[float], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        scaling_of_divisors(np.array(divisors, np.float32), 1e4)


@given(st.lists(st.floats(1, 100, width=32), min_size=1, max_size=8), st.floats(1, 1e12, exclude_min=True))
def test_any_divisors_give_a_scaling_or_an_error(divisors: list[float], base: float) -> None:
    try:
        found = scaling_of_divisors(np.array(divisors, np.float32), base)
    except ValueError:
        return
    if isinstance(found, Llama3Rope):
        assert 0 < found.low_freq_factor < found.high_freq_factor < math.inf
        assert found.original_context >= 1


TYPE, FACTOR = "llama.rope.scaling.type", "llama.rope.scaling.factor"


@pytest.mark.parametrize(
    ("values", "scaling"),
    [
        ({}, None),
        ({TYPE: "none", FACTOR: 4.0}, None),
        ({TYPE: "linear", FACTOR: 4.0}, LinearRope(4.0)),
        ({TYPE: "linear", FACTOR: 1.0}, None),
        ({FACTOR: 2.0}, LinearRope(2.0)),
        ({"llama.rope.scale_linear": 2.0}, LinearRope(2.0)),
    ],
)
def test_scaling_of_keys(values: dict[str, Any], scaling: LinearRope | None) -> None:
    assert scaling_of_keys(GgufValues("m.gguf", values)) == scaling


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({TYPE: "yarn", FACTOR: 4.0}, "type is 'yarn'; expected none or linear"),
        ({TYPE: "longrope"}, "type is 'longrope'; expected none or linear"),
        ({TYPE: "linear", FACTOR: 0.5}, "factor is 0.5; expected 1 or more"),
        ({FACTOR: math.inf}, "factor is inf; expected a number above 0, at most 1e"),
        ({FACTOR: math.nan}, "factor is nan; expected a number above 0"),
        ({FACTOR: "4"}, "factor is '4'; expected a number above 0"),
    ],
)
def test_foreign_scaling_of_keys(values: dict[str, Any], message: str) -> None:
    with pytest.raises(ModelError, match=f"m.gguf: llama.rope.scaling.{message}"):
        scaling_of_keys(GgufValues("m.gguf", values))
