"""First-order low-pass filters, computed many frames at a time and exact across blocks."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_ROW = 64  # frames that one row of a matrix product filters
_ROWS = 32  # rows of one product: small enough that the linear algebra library keeps to this thread


class OnePole:
    """y[n] = a y[n-1] + (1 - a) x[n], a = exp(-2 pi f / rate), for each lane with its own frequency f, Hz.

    The recursion is unrolled: a triangular matrix filters rows of 64 frames, then what each row leaves over
    is handed on to all later ones. ``block``: frames of every call, a multiple of 2048.
    """

    def __init__(self, hertz: tuple[float, ...], rate: int, block: int) -> None:
        pole = np.exp(-2.0 * np.pi * np.array(hertz, np.float64) / rate)[:, None]
        powers = pole ** np.arange(_ROW, dtype=np.float64)
        lag = np.arange(_ROW)[None, :] - np.arange(_ROW)[:, None]
        within = np.where(lag >= 0, powers[:, np.maximum(lag, 0)], 0.0) * (1.0 - pole[..., None])
        self._within = np.ascontiguousarray(within[:, None], np.float32)
        self._decay = (powers * pole)[:, None, :].astype(np.float32)
        self._shape = (len(hertz), block // (_ROW * _ROWS), _ROWS, _ROW)
        # A row hands on to those 1, 2, 4, ... rows later, so that all are reached in few steps.
        reaches = [1 << step for step in range((block // _ROW).bit_length())]
        self._falls = [(reach, pole ** (_ROW * reach)) for reach in reaches]
        self._state = np.zeros((len(hertz), 1))

    def process(self, lanes: NDArray[np.float32]) -> NDArray[np.float32]:
        """Shape (lanes, block) to the same shape."""
        rows = np.matmul(lanes.reshape(self._shape), self._within).reshape(len(lanes), -1, _ROW)
        carried = np.concatenate([self._state, rows[:, :, -1]], axis=1)
        for reach, fall in self._falls:
            carried[:, reach:] += fall * carried[:, :-reach]
        self._state = carried[:, -1:].copy()
        rows += carried[:, :-1, None].astype(np.float32) * self._decay
        return np.asarray(rows.reshape(lanes.shape), np.float32)
