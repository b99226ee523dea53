"""How sure a figure of a set of texts is: the bootstrap (Efron 1979; for texts Koehn 2004)."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from metabgm.research.metrics import Metric

RESAMPLES = 1000


class Estimate(NamedTuple):
    """``low`` to ``high``: 95 % of the resamples lie between. Both NaN where there is nothing to resample."""

    value: float
    low: float
    high: float


def estimate(metric: Metric, seed: int = 1) -> Estimate:
    """The same seed draws the same texts for every metric and every model, so that sets can be compared."""
    return _between(_whole(metric), _values(metric, seed))


def difference(one: Metric, other: Metric, seed: int = 1) -> Estimate:
    """Of the same metric of two ways to write for the same scenes: how much more ``one`` has than ``other``.

    What both find hard or easy cancels out, so that it is surer than either. Raises ValueError if they are of
    different numbers of texts.
    """
    if len(one.numbers) != len(other.numbers):
        raise ValueError(f"{len(one.numbers)} texts beside {len(other.numbers)}")
    return _between(_whole(one) - _whole(other), _values(one, seed) - _values(other, seed))


def _values(metric: Metric, seed: int) -> npt.NDArray[np.float64]:
    numbers = metric.numbers
    texts = len(numbers)
    if texts == 1:
        return np.empty(0)
    drawn = np.random.default_rng(seed).integers(0, texts, (RESAMPLES, texts))
    return np.array([metric.combine(numbers[some].sum(axis=0)) for some in drawn])


def _whole(metric: Metric) -> float:
    return metric.combine(metric.numbers.sum(axis=0))


def _between(value: float, values: npt.NDArray[np.float64]) -> Estimate:
    if len(values) == 0:
        return Estimate(value, math.nan, math.nan)
    low, high = np.percentile(values, (2.5, 97.5))
    return Estimate(value, float(low), float(high))
