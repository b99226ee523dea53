"""What tests measure on signals of shape (channels, frames) at 48 kHz."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

RATE = 48_000


def true_peak(signal: NDArray[np.float32], times: int = 16) -> float:
    """Largest value of the band-limited signal at ``times`` its rate."""
    frames = 1 << (signal.shape[1] - 1).bit_length()  # FFTs of such lengths are fast
    spectrum = np.fft.rfft(signal.astype(np.float64), frames)
    fine = np.zeros((len(signal), frames * times // 2 + 1), np.complex128)
    fine[:, : spectrum.shape[1]] = spectrum
    return float(np.abs(np.fft.irfft(fine, frames * times)).max() * times)


def level_db(signal: NDArray[np.float32]) -> float:
    """RMS of all channels together, dBFS; silence is -200."""
    return float(10.0 * np.log10(np.mean(signal.astype(np.float64) ** 2) + 1e-20))


def tone(hertz: float, seconds: float, amplitude: float) -> NDArray[np.float32]:
    """A sine on both sides, shape (2, frames)."""
    wave = amplitude * np.sin(2 * np.pi * hertz * np.arange(int(seconds * RATE)) / RATE)
    return wave.astype(np.float32)[None].repeat(2, axis=0)


def jaggedness(signal: NDArray[np.float32], at: int, reach: int = 2000) -> float:
    """Largest second difference within three frames of ``at``, beside the largest around it."""
    steps = np.abs(np.diff(signal.astype(np.float64), n=2, axis=1)).max(axis=0)
    around = np.concatenate([steps[max(0, at - reach) : at - 4], steps[at + 4 : at + reach]])
    return float(steps[max(0, at - 4) : at + 4].max() / max(around.max(), 1e-9))
