"""The estimate for a model that no machine here could train."""

from __future__ import annotations

import pytest

from benchmarks.research.main import estimate
from benchmarks.research.shapes import LLAMA2_7B, MEASURED
from metabgm.research.schedule import Settings


def test_the_shapes_are_the_models() -> None:
    """Weights as the models' own cards give them, norms left out."""
    millions = [round(shape.parameters / 1e6) for shape in (*MEASURED, LLAMA2_7B)]
    assert millions == [134, 362, 1711, 6738]


def test_time_grows_with_the_weights_and_memory_with_weights_and_widths() -> None:
    largest = MEASURED[-1]
    step, whole, memory = estimate(10.0, 2 * largest.parameters + 4e9)
    assert step.measured == pytest.approx(10.0 * 6.738 / 1.711, rel=1e-3)
    assert whole.measured == pytest.approx(step.measured * Settings().passes * 192 / 3600)
    # 13.5 GB of weights; 32 layers of 15,104 where 24 of 10,240 were.
    assert memory.measured == pytest.approx(13.48 + 4 * (32 * 15_104) / (24 * 10_240), rel=1e-3)
