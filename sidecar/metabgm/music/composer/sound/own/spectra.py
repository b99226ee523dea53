"""What sustained instruments are made of: their partials for a pitch, and the noise that goes with them."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from metabgm.music.composer.sound.own.modal import resonances

Gains = NDArray[np.float64]
Spectrum = Callable[[float], tuple[Gains, Gains]]
"""Pitch in Hz -> (numbers of the partials, their amplitudes)."""

_NUMBERS = np.arange(1.0, 65.0)
_LOWEST_FOLLOWED_HZ = 200.0

# (Hz, width Hz, gain) of wooden bodies: a section's, a violin's, a cello's.
SECTION = ((290.0, 90.0, 0.6), (460.0, 150.0, 0.8), (1100.0, 500.0, 0.5), (2600.0, 1600.0, 0.9))
VIOLIN = (
    (280.0, 60.0, 0.9),
    (470.0, 90.0, 1.3),
    (560.0, 90.0, 0.9),
    (1050.0, 300.0, 0.6),
    (2500.0, 1400.0, 1.4),
)
CELLO = (
    (105.0, 30.0, 0.8),
    (180.0, 50.0, 1.3),
    (330.0, 120.0, 0.8),
    (900.0, 400.0, 0.7),
    (2000.0, 1300.0, 0.9),
)


def lowpassed(cutoff_hz: float, slope: float, tilt: float = 1.0) -> Spectrum:
    """A sawtooth (amplitudes 1 / n^tilt) through a low-pass that falls by ``slope`` powers of frequency and
    follows the pitch by half."""

    def partials(pitch: float) -> tuple[Gains, Gains]:
        edge = np.sqrt(cutoff_hz * max(2.0 * pitch, _LOWEST_FOLLOWED_HZ))
        return _NUMBERS, _NUMBERS**-tilt / np.sqrt(1.0 + (pitch * _NUMBERS / edge) ** (2.0 * slope))

    return partials


def halo(pitch: float) -> tuple[Gains, Gains]:
    """Odd partials and a shimmer two and three octaves up."""
    numbers, amplitudes = lowpassed(1200.0, 2.0, 1.2)(pitch)
    shimmer = np.isin(numbers, (4.0, 8.0, 12.0)) * (0.1 if pitch > 500.0 else 0.16) / np.sqrt(numbers)
    return numbers, amplitudes * np.where(numbers % 2 == 1, 1.0, 0.35) + shimmer


def glass(_pitch: float) -> tuple[Gains, Gains]:
    """A rubbed glass: almost a sine, and the bowl's own modes faintly."""
    return np.array([1.0, 2.0, 2.32, 3.0, 4.25, 6.63]), np.array([1.0, 0.16, 0.05, 0.06, 0.045, 0.02])


def gleam(_pitch: float) -> tuple[Gains, Gains]:
    """What comes and goes over the glass."""
    return np.array([2.0, 3.0, 4.0]), np.array([0.22, 0.12, 0.06])


def space(pitch: float) -> tuple[Gains, Gains]:
    """A hollow vowel between oo and ah."""
    at = pitch * _NUMBERS
    vowel = resonances(at, ((420.0, 120.0, 4.0), (900.0, 200.0, 2.0), (2500.0, 500.0, 1.2)))
    return _NUMBERS, _NUMBERS**-1.3 * vowel / np.sqrt(1.0 + (at / 2600.0) ** 4)


def air(at: Gains) -> Gains:
    """The breath of that vowel."""
    return 0.05 * resonances(at, ((420.0, 200.0, 2.0), (2500.0, 900.0, 3.0))) / (1.0 + (at / 4200.0) ** 4)


def bowed(body: tuple[tuple[float, float, float], ...], tilt: float, edge_hz: float) -> Spectrum:
    """The bow's sawtooth through a wooden body, whose resonances stay where they are."""

    def partials(pitch: float) -> tuple[Gains, Gains]:
        at = pitch * _NUMBERS
        return _NUMBERS, _NUMBERS**-tilt * resonances(at, body) / np.sqrt(1.0 + (at / edge_hz) ** 4)

    return partials


def bow(at: Gains) -> Gains:
    """The noise of hair on string."""
    return 0.02 / (1.0 + (500.0 / np.maximum(at, 1.0)) ** 2) / (1.0 + (at / 5000.0) ** 4)


def organ(pitch: float) -> tuple[Gains, Gains]:
    """Principals at 8, 4 and 2 foot and a soft mixture."""
    numbers = np.arange(1.0, 33.0)
    ranks = np.zeros(32)
    for place, level in ((1, 1.0), (2, 0.6), (3, 0.18), (4, 0.35), (6, 0.1), (8, 0.12)):
        pipe = np.arange(1, 32 // place + 1)
        ranks[place * pipe - 1] += level * pipe**-1.7
    return numbers, ranks / np.sqrt(1.0 + (pitch * numbers / 5000.0) ** 4)


def flute(pitch: float) -> tuple[Gains, Gains]:
    """Few partials, the fewer the higher it plays (Fletcher and Rossing, 16)."""
    numbers = np.arange(1.0, 13.0)
    fall_db = np.interp(np.log2(pitch / 262.0), (0.0, 2.0), (6.0, 15.0))
    return numbers, 10.0 ** ((1.0 - numbers) * fall_db / 20.0)


def breath(at: Gains) -> Gains:
    """The noise of air over an edge."""
    return 0.045 / (1.0 + (500.0 / np.maximum(at, 1.0)) ** 2) / (1.0 + (at / 3500.0) ** 2)
