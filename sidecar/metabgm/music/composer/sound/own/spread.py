"""Seamless loops of many voices: partials spread over a spectrum with random phases (Nasca's PADsynth).

One inverse FFT makes the loop, so its end meets its beginning by construction; partials a few cents wide
beat like players who are never quite in tune.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from metabgm.music.composer.sound.own.recipe import Wave

_REACH = 3.5  # standard deviations of a partial's width that are filled in
_MIDDLE_HZ, _WIDE_HZ = 140.0, 480.0  # below the first, left and right are one; above the second, fully apart
_MOST_APART = 0.26  # of half a turn either way: in mono no partial loses more than about 3 dB


@dataclass(frozen=True)
class Partials:
    """``hertz``, ``amplitudes``: of each. ``cents``: the standard deviation of its width. ``steady``: 0..1,
    how much of its power stands still in the middle."""

    hertz: NDArray[np.float64]
    amplitudes: NDArray[np.float64]
    cents: float
    steady: float = 0.3


def spectrum(rng: np.random.Generator, partials: Partials, points: int, rate: int) -> NDArray[np.complex128]:
    """Bins of one period; each partial's own middle lies on a bin."""
    bins: NDArray[np.complex128] = np.zeros(points // 2 + 1, np.complex128)
    for hertz, amplitude in zip(partials.hertz, partials.amplitudes, strict=True):
        middle = round(hertz * points / rate)
        if amplitude <= 0.0 or not 0 < middle < 0.46 * points:
            continue
        width = max(middle * (2.0 ** (partials.cents / 1200.0) - 1.0), 1e-3)
        reach = int(_REACH * width)
        around = np.arange(max(middle - reach, 1), min(middle + reach + 1, len(bins)))
        shape = np.exp(-0.5 * ((around - middle) / width) ** 2)
        shape *= amplitude * np.sqrt((1.0 - partials.steady) / np.sum(shape**2))
        bins[around] += shape * np.exp(2j * np.pi * rng.random(len(around)))
        bins[middle] += amplitude * np.sqrt(partials.steady) * np.exp(2j * np.pi * rng.random())
    return bins


def noise(rng: np.random.Generator, gain: NDArray[np.float64], points: int) -> NDArray[np.complex128]:
    """Breath, bow or wind: ``gain`` is its amplitude at each bin."""
    both = rng.standard_normal(len(gain)) + 1j * rng.standard_normal(len(gain))
    both[0] = 0.0
    return np.asarray(both * gain * np.sqrt(0.5 / points), np.complex128)


def apart(rng: np.random.Generator, bins: NDArray[np.complex128], points: int, rate: int) -> Wave:
    """Left and right: the same bins turned to either side, more so the higher they are."""
    at = bin_hertz(points, rate)
    how_far = _MOST_APART * np.clip((at - _MIDDLE_HZ) / (_WIDE_HZ - _MIDDLE_HZ), 0.0, 1.0)
    turn = np.exp(1j * np.pi * how_far * rng.uniform(-1.0, 1.0, len(bins)))
    return np.stack([one_loop(bins * turn, points), one_loop(bins * turn.conj(), points)])


def one_loop(bins: NDArray[np.complex128], points: int) -> Wave:
    """The period whose bins these are, at the scale of their amplitudes."""
    return np.asarray(np.fft.irfft(bins, points) * (points / 2.0), np.float32)


def bin_hertz(points: int, rate: int) -> NDArray[np.float64]:
    """Frequency of each bin of a loop."""
    return np.arange(points // 2 + 1, dtype=np.float64) * (rate / points)


def loop_points(seconds: float, rate: int) -> int:
    """About ``seconds`` of points, a number whose FFT is fast."""
    wanted = seconds * rate
    return min(
        (odd << power for odd in (3, 4, 5, 9, 15) for power in range(9, 17)), key=lambda n: abs(n - wanted)
    )


def landed(pitch: float, points: int, rate: int) -> float:
    """The frequency nearest to ``pitch`` of which a loop of ``points`` holds whole periods, Hz."""
    return round(pitch * points / rate) * rate / points
