"""Weights to 8-bit integers, the way CTranslate2 reads them: one scale a row, weight = int8 / scale."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import numpy.typing as npt

Int8Matrix = tuple[npt.NDArray[np.int8], npt.NDArray[np.float32]]

_FULL_SCALE = np.float32(127.0)
_SMALLEST_PEAK = _FULL_SCALE / np.finfo(np.float32).max
"""Below it the scale would be no finite float32."""


def quantize_rows(blocks: Iterable[npt.NDArray[Any]]) -> Int8Matrix:
    """Float blocks (rows, columns) -> int8 (all rows, columns) and float32 scales (all rows).

    The largest weight of each row becomes +-127; a row of zeros keeps scale 1.
    """
    weights, scales = [], []
    for block in blocks:
        peak = np.abs(block).max(axis=1)
        peak = np.where(peak == 0, _FULL_SCALE, np.maximum(peak, _SMALLEST_PEAK))
        scale = (_FULL_SCALE / peak).astype(np.float32)
        weights.append(np.rint(block * scale[:, None]).astype(np.int8))
        scales.append(scale)
    return np.concatenate(weights), np.concatenate(scales)
