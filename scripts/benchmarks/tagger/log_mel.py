"""The tagger's front end: logarithmic mel spectra as musicnn was trained on."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from metabgm.music.engine import Frames

RATE = 16_000
HOP = 256
BANDS = 96
FFT = 512
_LINEAR_UP_TO_MEL, _MEL_PER_HZ = 15.0, 3.0 / 200.0  # Slaney's scale: linear below 1 kHz, logarithmic above
_LOG_STEP = np.log(6.4) / 27.0


def mono_16k(frames: Frames, rate: int) -> NDArray[np.float64]:
    """Frames of shape (n, 2) at 16 kHz or more, mixed down and resampled by cutting their spectrum."""
    if rate < RATE:
        raise ValueError(f"rate: {rate}, expected {RATE} or more")
    mixed = frames.mean(axis=1, dtype=np.float64)
    count = round(len(mixed) * RATE / rate)
    spectrum = np.fft.rfft(mixed)[: count // 2 + 1]
    return np.asarray(np.fft.irfft(spectrum, count) * (count / len(mixed)))


def log_mel(samples: NDArray[np.float64]) -> NDArray[np.float32]:
    """Samples at 16 kHz -> shape (frames, 96)."""
    padded = np.pad(samples, FFT // 2)
    window = 0.5 - 0.5 * np.cos(2.0 * np.pi * np.arange(FFT) / FFT)
    windows = np.lib.stride_tricks.sliding_window_view(padded, FFT)[::HOP] * window
    power = np.abs(np.fft.rfft(windows, axis=1)) ** 2
    return np.asarray(np.log10(10_000.0 * (power @ _bank().T) + 1.0), np.float32)


def _bank() -> NDArray[np.float64]:
    """Triangles of equal area, shape (96, FFT // 2 + 1)."""
    top = _LINEAR_UP_TO_MEL + np.log(RATE / 2000.0) / _LOG_STEP
    mel = np.linspace(0.0, top, BANDS + 2)
    linear = mel / _MEL_PER_HZ
    edges = np.where(mel < _LINEAR_UP_TO_MEL, linear, 1000.0 * np.exp((mel - _LINEAR_UP_TO_MEL) * _LOG_STEP))
    distances = edges[:, None] - np.linspace(0.0, RATE / 2.0, FFT // 2 + 1)
    widths = np.diff(edges)[:, None]
    triangles = np.maximum(0.0, np.minimum(-distances[:-2] / widths[:-1], distances[2:] / widths[1:]))
    return np.asarray(triangles * (2.0 / (edges[2:] - edges[:-2]))[:, None])
