"""How sure a figure of a set of texts is: the bootstrap (Efron 1979; for texts Koehn 2004)."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from metabgm.research.metrics import Metric

RESAMPLES = 1000


class Estimate(NamedTuple):
    """``low`` to ``high``: 95 % of the resamples lie between."""

    value: float
    low: float
    high: float


def estimate(metric: Metric, seed: int = 1) -> Estimate:
    """The same seed draws the same texts for every metric and every model, so that sets can be compared."""
    numbers = metric.numbers
    texts = len(numbers)
    drawn = np.random.default_rng(seed).integers(0, texts, (RESAMPLES, texts))
    values = [metric.combine(numbers[some].sum(axis=0), texts) for some in drawn]
    low, high = np.percentile(values, (2.5, 97.5))
    return Estimate(metric.combine(numbers.sum(axis=0), texts), float(low), float(high))
