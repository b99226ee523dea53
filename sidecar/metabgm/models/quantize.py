"""Weights to 8-bit integers, the way CTranslate2 reads them: one scale a row, weight = int8 / scale."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

_FULL_SCALE = np.float32(64.0)
"""Not 127: a processor without VNNI adds two products with inputs of 0..255 in 16 bits, which saturate."""
_SMALLEST_PEAK = _FULL_SCALE / np.finfo(np.float32).max
"""Below it the scale would be no finite float32."""


def quantize_block(block: npt.NDArray[Any]) -> tuple[npt.NDArray[np.int8], npt.NDArray[np.float32]]:
    """Float rows (rows, columns) -> int8 (rows, columns) and float32 scales (rows,).

    The largest weight of each row becomes +-64; a row of zeros keeps scale 1. Raises ValueError for weights
    that are not finite.
    """
    weights = block.astype(np.float32)
    peak = np.maximum(weights.max(axis=1), -weights.min(axis=1))
    if not np.isfinite(peak).all():
        raise ValueError(f"row {int(np.flatnonzero(~np.isfinite(peak))[0])} is not finite")
    peak = np.where(peak == 0, _FULL_SCALE, np.maximum(peak, _SMALLEST_PEAK))
    scale = (_FULL_SCALE / peak).astype(np.float32)
    weights *= scale[:, None]
    return np.rint(weights, out=weights).astype(np.int8), scale
