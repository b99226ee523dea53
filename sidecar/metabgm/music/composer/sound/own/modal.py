"""Modal synthesis: what is struck or plucked rings in modes, each a sine that dies away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from metabgm.music.composer.sound.own.recipe import Wave

_BLOCK = 512
_FALL = np.log(1000.0)  # 60 dB
_HIGHEST = 0.48  # of the rate: modes above it are left out
_FADE_S = 0.3
_ONSET_S = 0.0006  # of a stroke's noise


@dataclass(frozen=True)
class Modes:
    """``hertz``, ``t60_s``, ``amplitudes``: of the modes, arrays of one length. ``phases``: radians."""

    hertz: NDArray[np.float64]
    t60_s: NDArray[np.float64]
    amplitudes: NDArray[np.float64]
    phases: NDArray[np.float64]


def ringing(modes: Modes, seconds: float, rate: int) -> Wave:
    """The sum of the modes from the stroke on; it fades in its last 0.3 s.

    Powers of each mode's pole are laid out as rows and columns, so that the whole is one matrix product.
    """
    points = int(seconds * rate)
    heard = modes.hertz < _HIGHEST * rate
    poles = (-_FALL / modes.t60_s[heard] + 2j * np.pi * modes.hertz[heard]) / rate
    starts = modes.amplitudes[heard] * np.exp(1j * (modes.phases[heard] - np.pi / 2))
    rows = -(-points // _BLOCK)
    blocks = np.exp(np.outer(np.arange(rows) * float(_BLOCK), poles)) * starts
    within = np.exp(np.outer(poles, np.arange(_BLOCK)))
    wave = blocks.real.astype(np.float32) @ within.real.astype(np.float32)
    wave -= blocks.imag.astype(np.float32) @ within.imag.astype(np.float32)
    return faded(wave.reshape(-1)[:points], rate)


def faded(wave: Wave, rate: int) -> Wave:
    """Its last 0.3 s, or its second half, brought down to nothing."""
    last = min(int(_FADE_S * rate), len(wave) // 2)
    wave[len(wave) - last :] *= 0.5 + 0.5 * np.cos(np.linspace(0.0, np.pi, last, dtype=np.float32))
    return wave


def burst(rng: np.random.Generator, low_hz: float, high_hz: float, seconds: float, rate: int) -> Wave:
    """Noise between two frequencies that dies away by 60 dB within ``seconds``; peaks at about 1."""
    points = int(seconds * rate)
    size = 1 << (points - 1).bit_length()
    at = np.maximum(np.fft.rfftfreq(size, 1.0 / rate), 1.0)
    shape = 1.0 / (1.0 + (low_hz / at) ** 4) / (1.0 + (at / high_hz) ** 4)
    noise = np.fft.irfft(np.fft.rfft(rng.standard_normal(size)) * np.sqrt(shape), size)[:points]
    time = np.arange(points) / rate
    noise *= np.exp(time * (-_FALL / seconds)) * np.minimum(time / _ONSET_S, 1.0)
    return np.asarray(noise / np.abs(noise).max(), np.float32)


def together(*waves: Wave) -> Wave:
    """Sounds that begin at once, added up; as long as the longest."""
    total = np.zeros(max(len(wave) for wave in waves), np.float32)
    for wave in waves:
        total[: len(wave)] += wave
    return total


def resonances(
    hertz: NDArray[np.float64], peaks: Sequence[tuple[float, float, float]]
) -> NDArray[np.float64]:
    """Gain of a body at frequencies: 1 and, on top, peaks of (frequency Hz, width Hz, gain)."""
    gain = np.ones_like(hertz)
    for middle, width, height in peaks:
        gain += height / np.sqrt(1.0 + ((hertz - middle) / (0.5 * width)) ** 2)
    return gain
