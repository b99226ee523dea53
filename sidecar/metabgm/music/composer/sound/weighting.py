"""K-weighting and gated loudness (ITU-R BS.1770-4) as energies, for planning a piece's level."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

_ABSOLUTE_GATE_LUFS = -70.0
_RELATIVE_GATE_LU = -10.0
_OFFSET_LUFS = -0.691
_BLOCK_S = 0.4
# The two filters of the recommendation's table 1 and 2, given there for 48 kHz.
_SHELF = ((1.53512485958697, -2.69169618940638, 1.19839281085285), (1.0, -1.69065929318241, 0.73248077421585))
_HIGH_PASS = ((1.0, -2.0, 1.0), (1.0, -1.99004745483398, 0.99007225036621))


def weighted_mean_squares(audio: NDArray[np.float32], edges: list[int]) -> NDArray[np.float64]:
    """K-weighted mean square between consecutive ``edges`` (frames), channels added up.

    ``audio``: shape (channels, frames) at 48 kHz. The filters act on the whole, by FFT.
    """
    frames = audio.shape[1]
    size = 2 * frames
    weighted = np.fft.irfft(np.fft.rfft(audio, size) * _response(size), size)[:, :frames]
    power = (weighted**2).sum(axis=0, dtype=np.float64)
    return np.array([power[low:high].mean() for low, high in pairwise(edges)])


@lru_cache(maxsize=4)
def _response(size: int) -> NDArray[np.complex64]:
    """Of both filters at the bins of a real FFT."""
    at = np.exp(-2j * np.pi * np.fft.rfftfreq(size))
    response = np.ones(len(at), np.complex128)
    for above, below in (_SHELF, _HIGH_PASS):
        response *= np.polyval(above[::-1], at) / np.polyval(below[::-1], at)
    return response.astype(np.complex64)


class BlockWeighting:
    """K-weighted mean squares of blocks, each for itself: what reaches over its edges is neglected."""

    def __init__(self, block: int) -> None:
        power = np.abs(_response(block)) ** 2
        power[1:-1] *= 2.0  # the negative frequencies
        self._power = (power / block**2).astype(np.float32)

    def mean_squares(self, audio: NDArray[np.float32]) -> NDArray[np.float64]:
        """Shape (channels, block) at 48 kHz to shape (channels,)."""
        spectrum = np.fft.rfft(audio)
        power = (spectrum.real**2 + spectrum.imag**2) * self._power
        return np.asarray(power.sum(axis=1), np.float64)


def integrated(energies: NDArray[np.float64], bin_s: float) -> float:
    """Gated loudness in LUFS of K-weighted mean squares in bins of ``bin_s`` (a divisor of 0.4 s).

    -inf when everything is below the absolute gate.
    """
    width = round(_BLOCK_S / bin_s)
    blocks = np.convolve(energies, np.ones(width) / width, mode="valid" if len(energies) >= width else "full")
    gate = 10.0 ** ((_ABSOLUTE_GATE_LUFS - _OFFSET_LUFS) / 10.0)
    loud = blocks[blocks > gate]
    if not len(loud):
        return float("-inf")
    loud = loud[loud > loud.mean() * 10.0 ** (_RELATIVE_GATE_LU / 10.0)]
    return float(_OFFSET_LUFS + 10.0 * np.log10(loud.mean()))
