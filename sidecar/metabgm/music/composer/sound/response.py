"""What a room answers to a click: echoes, then noise shaped in time and frequency."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from metabgm.music.composer.sound.rooms import BANDS_HZ, Echo, Room

_SEED = 20_240_917  # any noise would do; it must be the same everywhere
_FRAME = 2048  # the tail is woven from half overlapping frames of noise, each with a spectrum of its own
_HOP = _FRAME // 2
_HEARD_DB = 51.0  # the tail is left where it has fallen by this much
_CENTRED_HZ = 180.0  # below it left and right ring alike, so that the low end stays in the middle
_LOWEST_HZ = 70.0  # what lies lower only muddies
_MODE_DB = 9.0
_FLUTTER_HZ = 23.0
_GRAIN_HZ = 900.0  # only above it
_MIDDLE_HZ = (250.0, 2000.0)  # the band whose energy gain is set to 1
_ECHO_S = 0.012  # over which an echo is smeared: rock isn't a mirror

Response = NDArray[np.float32]


def impulse_response(room: Room, rate: int) -> Response:
    """Left and right, shape (2, frames). The tail gives back as much energy as it is sent, on each side.

    Nothing below 20 Hz, no constant part.
    """
    rng = np.random.Generator(np.random.PCG64(_SEED))
    tail = _tail(rng, room, rate)
    begin = int(room.predelay_s * rate)
    last = max((int((echo.seconds + _ECHO_S) * rate) + 1 for echo in room.echoes), default=0)
    response = np.zeros((2, max(begin + tail.shape[1], last)), np.float32)
    response[:, begin : begin + tail.shape[1]] = tail
    for echo in room.echoes:
        first = int(echo.seconds * rate)
        sound = _echo(rng, echo, rate)
        response[:, first : first + sound.shape[1]] += sound
    return response


def _tail(rng: np.random.Generator, room: Room, rate: int) -> Response:
    hertz = np.fft.rfftfreq(_FRAME, 1.0 / rate)
    octaves = np.log2(np.maximum(hertz, 20.0))
    at = np.log2(BANDS_HZ)
    t60_s = np.exp(np.interp(octaves, at, np.log(room.t60_s)))
    level = np.interp(octaves, at, room.band_db)
    for mode in room.modes_hz:
        level += _MODE_DB * np.exp(-0.5 * ((hertz - mode) / 20.0) ** 2)
    level = 10.0 ** (level / 20.0) * np.clip((hertz - _LOWEST_HZ) / _LOWEST_HZ, 0.0, 1.0)
    if room.grain:
        grains = rng.exponential(size=len(hertz)) ** (2.0 * room.grain)
        level *= np.where(hertz > _GRAIN_HZ, grains / np.sqrt(np.mean(grains**2)), 1.0)
    frames = int(max(room.t60_s) * _HEARD_DB / 60.0 * rate / _HOP) + 1
    seconds = (np.arange(frames) * (_HOP / rate))[:, None]
    envelope = level * 10.0 ** (-3.0 * seconds / t60_s) * np.minimum(seconds / room.swell_s + 0.05, 1.0)
    envelope /= np.sqrt((envelope[:, _middle(hertz)] ** 2).mean(axis=1).sum())
    fade = np.clip((frames - np.arange(frames)) / (0.12 * frames), 0.0, 1.0)[:, None]
    noise = rng.standard_normal((2, frames, len(hertz), 2), np.float32).view(np.complex64)[..., 0]
    noise[1] = np.float32(room.width) * noise[1] + np.float32(np.sqrt(1.0 - room.width**2)) * noise[0]
    centred = hertz < _CENTRED_HZ
    noise[1][:, centred] = noise[0][:, centred]
    noise *= (envelope * fade).astype(np.float32)
    woven = np.fft.irfft(noise, _FRAME, axis=2) * _window()
    tail = np.zeros((2, frames + 1, _HOP), np.float32)
    tail[:, :-1] += woven[:, :, :_HOP]
    tail[:, 1:] += woven[:, :, _HOP:]
    tail = tail.reshape(2, -1)[:, _HOP // 2 :]
    if room.roughness:
        turn = np.arange(tail.shape[1]) * (2.0 * np.pi * _FLUTTER_HZ / rate)
        flutter = 1.0 + room.roughness * np.sin(turn + 1.5 * np.sin(turn / 7.0))
        tail *= (flutter / np.sqrt(1.0 + room.roughness**2 / 2.0)).astype(np.float32)
    return tail


def _middle(hertz: NDArray[np.floating]) -> NDArray[np.bool_]:
    return np.asarray((hertz >= _MIDDLE_HZ[0]) & (hertz < _MIDDLE_HZ[1]))


def _window() -> Response:
    """Overlapping frames of noise add up to an even power; its slopes are smooth, so that nothing leaks."""
    hill = np.sin(np.pi * (np.arange(_FRAME) + 0.5) / _FRAME) ** 2
    return np.sin(np.pi / 2.0 * hill).astype(np.float32)


def _echo(rng: np.random.Generator, echo: Echo, rate: int) -> Response:
    """A burst of low-passed noise that dies within _ECHO_S, with the energy of ``decibels``."""
    count = int(_ECHO_S * rate)
    size = 4 * count
    hertz = np.fft.rfftfreq(size, 1.0 / rate)
    passed = 1.0 / (1.0 + (hertz / echo.cutoff_hz) ** 4) * np.clip(hertz / 120.0 - 1.0, 0.0, 1.0)
    burst = np.zeros(size)
    burst[:count] = rng.standard_normal(count) * np.exp(-4.0 * np.arange(count) / count)
    shaped = np.fft.irfft(np.fft.rfft(burst) * passed, size)
    shaped = np.roll(shaped, count // 2)[: 3 * count]
    power = np.abs(np.fft.rfft(shaped, size)[_middle(hertz)]) ** 2
    shaped *= 10.0 ** (echo.decibels / 20.0) / np.sqrt(power.mean())
    angle = (echo.pan + 1.0) * np.pi / 4.0
    return np.outer([np.cos(angle), np.sin(angle)], shaped).astype(np.float32)
