"""A zone's sample made ready to be read: filtered, its loop laid out, oversampled."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from metabgm.music.composer.sound.generators import Generator
from metabgm.music.composer.sound.soundfont import Zone

Mono = NDArray[np.float32]

# Linear interpolation between points this much closer than the sample's own leaves its images below
# -60 dB in the band where the bank's samples have energy.
OVERSAMPLING = 4
# Points of the loop laid after the sample before filtering, so that the filter has settled where the
# loop that is played begins and its seam stays as smooth as the sample's own.
_SETTLING = 1024
_GUARD = 256  # points after what is read, over which the sample fades, so that its cut end doesn't ring
_READ_FRAMES = 4096  # read at a time: their arrays stay in the processor's cache
_LOWEST_HZ = 8.176  # 0 absolute cents (section 8.1.3)
_VELOCITY_TO_CUTOFF_CENTS = -2400  # default modulator 8.4.2
# A moving filter is not followed: it is set where the modulation envelope spends the audible part of a note.
_MODULATION_SETTLES_AT = 0.8


def speed(zone: Zone, key: int, rate: int) -> float:
    """Sample points to step for each frame at ``rate`` Hz."""
    cents = (key - zone.root_key) * zone.generators[Generator.SCALE_TUNING] + zone.cents
    return float(zone.rate / rate * 2.0 ** (cents / 1200.0))


def cutoff_hz(zone: Zone, velocity: int) -> float:
    """Where the zone's low-pass filter lets go at this velocity, Hz."""
    cents = (
        zone.generators[Generator.FILTER_CUTOFF]
        + _MODULATION_SETTLES_AT * zone.generators[Generator.MODULATION_TO_CUTOFF]
        + _VELOCITY_TO_CUTOFF_CENTS * (1.0 - velocity / 127.0)
    )
    return float(_LOWEST_HZ * 2.0 ** (np.clip(cents, 1500.0, 13500.0) / 1200.0))


@dataclass(frozen=True)
class Waveform:
    """``points``: oversampled, full scale 1. ``loop_start``, ``loop_length``: in points (0: none)."""

    points: Mono
    loop_start: float
    loop_length: float

    def read(self, first: int, count: int, step: float) -> Mono:
        """Frames ``first`` to ``first + count`` of the waveform read at ``step`` points a frame.

        Past the end of a waveform without loop there is silence. The frames do not depend on how many are
        read at a time.
        """
        out = np.empty(count, np.float32)
        for at in range(0, count, _READ_FRAMES):
            frames = np.arange(first + at, first + min(at + _READ_FRAMES, count), dtype=np.float64)
            self._interpolate(frames * step, out[at : at + len(frames)])
        return out

    def _interpolate(self, position: NDArray[np.float64], out: Mono) -> None:
        if self.loop_length and position[-1] >= self.loop_start + self.loop_length:
            turns = np.floor((position - self.loop_start) * (1.0 / self.loop_length))
            position -= np.maximum(turns, 0.0) * self.loop_length
        at = position.astype(np.int32)
        position -= at
        np.take(self.points, at, mode="clip", out=out)
        at += 1
        rise = np.take(self.points, at, mode="clip")
        rise -= out
        rise *= position.astype(np.float32)
        out += rise


def prepare(samples: NDArray[np.int16], zone: Zone, cutoff: float) -> Waveform:
    """``cutoff``: of the low-pass filter, in cycles a point; 0.5 and above lets everything through."""
    points, loop_start, loop_length = _laid_out(samples, zone)
    return Waveform(_filtered(points, cutoff), loop_start * OVERSAMPLING, loop_length * OVERSAMPLING)


def _laid_out(samples: NDArray[np.int16], zone: Zone) -> tuple[Mono, float, float]:
    """The sample's points with room after them, and start and length of the loop within (length 0: none)."""
    scale = np.float32(1.0 / 32768.0)
    if not zone.loops:
        tail = np.zeros(_GUARD, np.float32)
        return np.concatenate([samples[zone.start : zone.end] * scale, tail]), 0.0, 0.0
    attack = samples[zone.start : zone.loop_end] * scale
    cycle = samples[zone.loop_start : zone.loop_end] * scale
    settled = -(-_SETTLING // len(cycle)) * len(cycle)
    rest = np.resize(cycle, settled + len(cycle) + 2 * _GUARD)
    rest[-_GUARD:] *= np.linspace(1.0, 0.0, _GUARD, dtype=np.float32)
    return np.concatenate([attack, rest]), float(len(attack) + settled), float(len(cycle))


def _filtered(points: Mono, cutoff: float) -> Mono:
    """Second-order Butterworth low-pass at ``cutoff``, oversampled in the same FFT."""
    size = _fast_length(len(points) + _GUARD)
    spectrum = np.fft.rfft(points, size)
    if cutoff < 0.5:
        s = 1j * np.arange(len(spectrum), dtype=np.float32) / np.float32(size * cutoff)
        spectrum = spectrum / (1.0 + np.float32(np.sqrt(2.0)) * s + s * s)
    wave = np.fft.irfft(spectrum, size * OVERSAMPLING)[: (len(points) - 1) * OVERSAMPLING + 1]
    return np.asarray(wave * np.float32(OVERSAMPLING), np.float32)


def _fast_length(least: int) -> int:
    """The smallest 2^a * {1, 3, 5, 9, 15} not below ``least``: FFTs of these lengths are fast."""
    best = 1 << (least - 1).bit_length()
    for odd in (3, 5, 9, 15):
        candidate = odd << max(0, -(-least // odd) - 1).bit_length()
        if least <= candidate < best:
            best = candidate
    return best
