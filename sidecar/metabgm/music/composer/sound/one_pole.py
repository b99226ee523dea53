"""First-order low-pass filters, computed many frames at a time and exact across blocks."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_ROW = 64  # frames that one matrix product filters


class OnePole:
    """y[n] = a y[n-1] + (1 - a) x[n], a = exp(-2 pi f / rate), for each lane with its own frequency f, Hz.

    The recursion is unrolled: triangular matrices filter rows of 64 frames, then hand what each row leaves
    over to all later ones. ``block``: frames of every call, a multiple of 64.
    """

    def __init__(self, hertz: tuple[float, ...], rate: int, block: int) -> None:
        pole = np.exp(-2.0 * np.pi * np.array(hertz, np.float64) / rate)[:, None]
        powers = pole ** np.arange(_ROW, dtype=np.float64)
        within = _lower_triangle(powers) * (1.0 - pole[..., None])
        self._within = np.ascontiguousarray(within, np.float32)
        self._decay = (powers * pole)[:, None, :].astype(np.float32)
        row_powers = (pole**_ROW) ** np.arange(block // _ROW + 1, dtype=np.float64)
        self._across = np.ascontiguousarray(_lower_triangle(row_powers))
        self._state = np.zeros((len(hertz), 1))

    def process(self, lanes: NDArray[np.float32]) -> NDArray[np.float32]:
        """Shape (lanes, block) to the same shape."""
        count, frames = lanes.shape
        rows = np.matmul(lanes.reshape(count, -1, _ROW), self._within)
        left_over = np.concatenate([self._state, rows[:, :, -1]], axis=1)
        carried = np.matmul(left_over[:, None, :], self._across)[:, 0]
        self._state = carried[:, -1:].copy()
        rows += carried[:, :-1, None].astype(np.float32) * self._decay
        return np.asarray(rows.reshape(count, frames), np.float32)


def _lower_triangle(powers: NDArray[np.float64]) -> NDArray[np.float64]:
    """For each lane the matrix that a row of samples is multiplied by: entry (k, n) is pole ** (n - k)."""
    size = powers.shape[1]
    lag = np.arange(size)[None, :] - np.arange(size)[:, None]
    return np.where(lag >= 0, powers[:, np.maximum(lag, 0)], 0.0)
