"""A zone's sample made ready to be read: filtered, its loop laid out, oversampled, piece by piece."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from metabgm.music.composer.sound.generators import Generator
from metabgm.music.composer.sound.soundfont import Zone

Mono = NDArray[np.float32]

# Linear interpolation between points this much closer than the sample's own leaves its images below
# -60 dB in the band where the bank's samples have energy.
OVERSAMPLING = 4
LONGEST_S = 8.0  # of a sample without loop; what is left of it then is faded out
# Points of the loop that are read once before the loop proper, so that the filter has settled where it
# begins and its seam stays as smooth as the sample's own.
_SETTLING = 1024
_GUARD = 256  # points after a sample, over which it fades, so that its cut end doesn't ring
# A piece is made from the points within these margins around it: the filter's memory before it, the
# interpolation's reach on both sides, over which the points fade so that no edge rings into the piece.
_BEFORE, _AFTER, _FADE = 1024, 256, 128
_PIECE = 8192 - _BEFORE - _AFTER
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


class Waveform:
    """A sample through its low-pass filter, at full scale 1.

    ``cutoff``: of the filter, in cycles a point; 0.5 and above lets everything through. ``ready_bytes``:
    memory of what has been made ready. Only what is read is made ready, and kept: a first note waits for a
    few thousand points, however long the sample is.
    """

    def __init__(self, samples: NDArray[np.int16], zone: Zone, cutoff: float) -> None:
        self._samples, self._zone, self._cutoff = samples, zone, cutoff
        self._cycle = zone.loop_end - zone.loop_start if zone.loops else 0
        if self._cycle:
            self._end = zone.loop_end - zone.start
            count = self._end + _SETTLING + self._cycle + _GUARD
            # A constant in the loop would sound on as an offset as long as the note is held.
            self._offset = float(np.mean(samples[zone.loop_start : zone.loop_end], dtype=np.float64))
        else:
            self._end = min(zone.end - zone.start, int(LONGEST_S * zone.rate))
            count = self._end + _GUARD
            self._offset = 0.0
        self._count = count
        self._piece = min(_PIECE, count)
        self.ready_bytes = 0
        self._points = np.empty(count * OVERSAMPLING, np.float32)
        self._missing = set(range(-(-count // self._piece)))
        self._loop_start = (self._end + _SETTLING) * OVERSAMPLING
        self._loop_length = self._cycle * OVERSAMPLING

    def read(self, frames: NDArray[np.float64], step: float) -> Mono:
        """The waveform at ``frames`` (rising, from 0 on, fractions allowed) at ``step`` points a frame.

        Past the end of a waveform without loop there is silence. What is read at a frame does not depend on
        the others.
        """
        out = np.empty(len(frames), np.float32)
        for at in range(0, len(frames), _READ_FRAMES):
            self._interpolate(frames[at : at + _READ_FRAMES] * step, out[at : at + _READ_FRAMES])
        return out

    def _interpolate(self, position: NDArray[np.float64], out: Mono) -> None:
        length = self._loop_length
        if length:
            if position[-1] >= self._loop_start + length:
                turns = np.floor((position - self._loop_start) * (1.0 / length))
                position -= np.maximum(turns, 0.0) * length
        elif position[0] >= len(self._points):
            out.fill(0.0)
            return
        at = position.astype(np.int32)
        position -= at
        if self._missing:
            self._make_ready(int(at.min()), int(at.max()) + 1)
        self._points.take(at, mode="clip", out=out)
        at += 1
        rise = self._points.take(at, mode="clip")
        rise -= out
        rise *= position.astype(np.float32)
        out += rise

    def _make_ready(self, first: int, last: int) -> None:
        """The oversampled points from ``first`` to ``last``, both included."""
        width = self._piece * OVERSAMPLING
        for piece in range(first // width, last // width + 1):
            if piece in self._missing:
                self._make_piece(piece)
                self._missing.remove(piece)
                self.ready_bytes += width * self._points.itemsize

    def _make_piece(self, piece: int) -> None:
        first = piece * self._piece
        last = min(first + self._piece, self._count)
        points = self._laid_out(first - _BEFORE, last + _AFTER)
        ramp = np.linspace(0.0, 1.0, _FADE, dtype=np.float32)
        points[:_FADE] *= ramp
        points[-_FADE:] *= ramp[::-1]
        wave = _filtered(points, self._cutoff)
        made = wave[_BEFORE * OVERSAMPLING : (_BEFORE + last - first) * OVERSAMPLING]
        self._points[first * OVERSAMPLING : last * OVERSAMPLING] = made
        if last == self._count:
            self._points[-1] = 0.0  # what stands for all that comes after the end

    def _laid_out(self, first: int, last: int) -> Mono:
        """Points ``first`` to ``last`` of the sample with its loop repeated after it, or silence."""
        start = self._zone.start
        at = np.arange(first, last)
        if self._cycle:
            loop_start = self._zone.loop_start - start
            at = np.where(at < self._end, at, loop_start + (at - loop_start) % self._cycle)
            gain = (at >= 0).astype(np.float32)
        else:
            gain = np.clip((self._end - at) / float(_GUARD), 0.0, 1.0).astype(np.float32)
            gain[at < 0] = 0.0
        points = self._samples[start + np.clip(at, 0, self._end - 1)].astype(np.float32)
        points -= np.float32(self._offset)
        return points * (gain * np.float32(1.0 / 32768.0))


def _filtered(points: Mono, cutoff: float) -> Mono:
    """Second-order Butterworth low-pass at ``cutoff``, oversampled in the same FFT."""
    size = _fast_length(len(points))
    spectrum = np.fft.rfft(points, size)
    if cutoff < 0.5:
        s = 1j * np.arange(len(spectrum), dtype=np.float32) / np.float32(size * cutoff)
        spectrum = spectrum / (1.0 + np.float32(np.sqrt(2.0)) * s + s * s)
    return np.asarray(np.fft.irfft(spectrum, size * OVERSAMPLING) * np.float32(OVERSAMPLING), np.float32)


def _fast_length(least: int) -> int:
    """The smallest 2^a * {1, 3, 5, 9, 15} not below ``least``: FFTs of these lengths are fast."""
    best = 1 << (least - 1).bit_length()
    for odd in (3, 5, 9, 15):
        candidate = odd << max(0, -(-least // odd) - 1).bit_length()
        if least <= candidate < best:
            best = candidate
    return best
