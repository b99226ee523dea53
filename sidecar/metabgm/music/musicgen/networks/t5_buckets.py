"""How T5 sorts the distances between two words."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray


def relative_buckets(distances: NDArray[np.int64], buckets: int, max_distance: int) -> NDArray[np.int64]:
    """The bucket, 0..buckets - 1, of each distance from the asking position to the asked.

    Near ones have a bucket each, on either side; farther ones share them logarithmically, and from
    ``max_distance`` on the last. Source: T5 (Raffel et al. 2020), section 2.1. In float32 as the reference:
    at the borders the rounding decides.
    """
    side = buckets // 2
    exact = side // 2
    away = np.abs(distances)
    ratio = np.log(np.maximum(away, 1).astype(np.float32) / np.float32(exact))
    share = ratio / np.float32(math.log(max_distance / exact))
    far = exact + (share * np.float32(side - exact)).astype(np.int64)
    sorted_in: NDArray[np.int64] = np.where(away < exact, away, np.minimum(far, side - 1))
    return sorted_in + side * (distances > 0)
