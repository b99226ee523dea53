"""A spectrogram with few enough cells to draw: log frequency, decibels."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from journey.records import MIX_RATE

LOWEST_HZ, HIGHEST_HZ = 40.0, 16_000.0
# 5.9 Hz apart: enough to tell bass notes, and short enough (0.17 s) to show a fade.
WINDOW = 8192
FLOOR_DB = -100.0


@dataclass(frozen=True)
class Spectrogram:
    """``levels``: dB below a full-scale sine, shape (bands, columns), the lowest band first."""

    levels: NDArray[np.float32]
    band_hz: NDArray[np.float64]


def spectrogram(frames: NDArray[np.float32], columns: int, bands: int) -> Spectrogram:
    """``frames``: shape (n, 2). Every column is the mean power of the windows that lie in its stretch."""
    mono = frames.mean(axis=1, dtype=np.float32)
    window = np.hanning(WINDOW).astype(np.float32)
    band_hz = np.geomspace(LOWEST_HZ, HIGHEST_HZ, bands)
    levels = np.full((bands, columns), FLOOR_DB, dtype=np.float32)
    edges = np.linspace(0, len(mono), columns + 1).astype(int)
    for column in range(columns):
        stretch = _windows(mono, int(edges[column]), int(edges[column + 1]))
        power = np.mean(np.abs(np.fft.rfft(stretch * window, axis=1)) ** 2, axis=0)
        relative = power / (window.sum() / 2) ** 2
        levels[:, column] = 10 * np.log10(_in_bands(relative, band_hz) + 10 ** (FLOOR_DB / 10))
    return Spectrogram(levels, band_hz)


def waveform(frames: NDArray[np.float32], columns: int) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """The least and the greatest sample of each column, over both channels."""
    edges = np.linspace(0, len(frames), columns + 1).astype(int)
    stretches = [frames[begin : max(end, begin + 1)] for begin, end in pairwise(edges)]
    least = np.array([stretch.min(initial=0.0) for stretch in stretches], dtype=np.float32)
    greatest = np.array([stretch.max(initial=0.0) for stretch in stretches], dtype=np.float32)
    return least, greatest


def _windows(mono: NDArray[np.float32], begin: int, end: int) -> NDArray[np.float32]:
    """Half-overlapping windows that begin in the stretch, or the last whole ones of the mix."""
    starts = range(begin, max(end - WINDOW // 2, begin + 1), WINDOW // 2)
    rows = np.zeros((len(starts), WINDOW), dtype=np.float32)
    last = max(0, len(mono) - WINDOW)
    for row, start in enumerate(starts):
        piece = mono[min(start, last) :][:WINDOW]
        rows[row, : len(piece)] = piece
    return rows


def _in_bands(power: NDArray[np.floating], band_hz: NDArray[np.float64]) -> NDArray[np.float64]:
    """The strongest bin of each band; between two bins where the band is narrower than a bin."""
    bin_hz = MIX_RATE / WINDOW
    half = np.sqrt(band_hz[1] / band_hz[0])
    inside: NDArray[np.float64] = np.interp(band_hz, np.arange(len(power)) * bin_hz, power)
    for band, centre in enumerate(band_hz):
        first, last = int(np.ceil(centre / half / bin_hz)), int(centre * half / bin_hz)
        if last > first:
            inside[band] = power[first : last + 1].max()
    return inside
