"""Skins, gongs and small percussion: a membrane's modes, plates' many modes, shaped noise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np

from metabgm.music.composer.randomness import stream
from metabgm.music.composer.sound.own.modal import Modes, burst, faded, ringing, together
from metabgm.music.composer.sound.own.recipe import ANY, HARD, SOFT, OwnPreset, Wave, hertz, spans
from metabgm.music.composer.sound.soundfont_writer import SampleZone

_RATE = 14_000
# An ideal skin's modes; the air in a drum's body brings the lowest ones down.
_MEMBRANE = np.array([1.0, 1.59, 2.14, 2.3, 2.65, 2.92, 3.16, 3.5, 3.6, 3.65, 4.06, 4.15])
_PLATE_SPACING_HZ = 15.0
_TIMPANI = np.array([1.0, 1.5, 1.99, 2.44, 2.89, 3.3, 3.75, 4.2])  # a kettle's, nearly harmonic


@dataclass(frozen=True)
class _Skin:
    """``up``: semitones from the key to the lowest mode. ``t60_s``: of that mode. ``stick``: how much higher
    the stick's noise lies than a taiko's."""

    low: int
    high: int
    up: int
    t60_s: float
    stick: float


_SKINS = {"taiko": _Skin(36, 54, 0, 1.3, 2.2), "frame drum": _Skin(36, 60, 12, 0.55, 4.0)}


def presets() -> list[OwnPreset]:
    """One for each kind; pitched over the keys that the drum is played with."""
    return [
        *(OwnPreset(name, partial(_skin, name, skin)) for name, skin in _SKINS.items()),
        OwnPreset("timpani", _timpani),
        OwnPreset("shaker", _shaker),
        OwnPreset("gong", _gong),
        OwnPreset("cymbal swell", _cymbal_swell),
        OwnPreset("heartbeat", _heartbeat),
    ]


def _skin(name: str, skin: _Skin) -> Iterator[SampleZone]:
    for root, keys in spans(skin.low, skin.high, 6):
        for velocities, hardness_hz in ((SOFT, 220.0), (HARD, 700.0)):
            rng = stream(0, "own", name, root)
            pitch = hertz(root + skin.up)
            modes = Modes(
                hertz=pitch * _MEMBRANE * (1.0 + 0.01 * rng.standard_normal(len(_MEMBRANE))),
                t60_s=skin.t60_s / _MEMBRANE**0.9,
                amplitudes=(0.5 + 0.5 * rng.random(len(_MEMBRANE)))
                / (1.0 + (pitch * _MEMBRANE / hardness_hz) ** 2),
                phases=np.zeros(len(_MEMBRANE)),
            )
            body = _gliding(ringing(modes, 1.2 * skin.t60_s, _RATE), skin.t60_s)
            stick = burst(rng, 90.0 * skin.stick, hardness_hz * skin.stick, 0.05, _RATE)
            wave = together(body, stick * np.float32(0.22 * np.abs(body).max()))
            yield SampleZone(keys, velocities, wave[None], _RATE, root, loops=False)


def _gliding(wave: Wave, t60_s: float) -> Wave:
    """A hard stroke tightens the skin: the pitch begins a semitone higher and falls back."""
    time = np.arange(len(wave)) / _RATE
    settle_s = 0.06 * t60_s
    ahead = time + 0.06 * settle_s * (1.0 - np.exp(-time / settle_s))
    return np.asarray(np.interp(ahead, time, wave, right=0.0), np.float32)


def _timpani() -> Iterator[SampleZone]:
    for root, keys in spans(38, 58, 5):
        for velocities, hardness_hz in ((SOFT, 260.0), (HARD, 900.0)):
            rng = stream(0, "own", "timpani", root)
            modes = Modes(
                hertz=hertz(root) * _TIMPANI,
                t60_s=np.array([2.6, 3.2, 2.6, 2.0, 1.6, 1.2, 0.9, 0.8]),
                amplitudes=np.array([1.0, 0.75, 0.45, 0.3, 0.2, 0.12, 0.08, 0.05])
                / (1.0 + (hertz(root) * _TIMPANI / hardness_hz) ** 2),
                phases=np.zeros(len(_TIMPANI)),
            )
            body = ringing(modes, 3.0, _RATE)
            felt = burst(rng, 60.0, hardness_hz, 0.09, _RATE)
            wave = together(body, felt * np.float32(0.3 * np.abs(body).max()))
            yield SampleZone(keys, velocities, wave[None], _RATE, root, loops=False)


def _shaker() -> Iterator[SampleZone]:
    """Two colours: towards and away from the player."""
    for keys, low_hz, seconds in (((0, 69), 3200.0, 0.16), ((70, 127), 4600.0, 0.1)):
        rng = stream(0, "own", "shaker", keys[0])
        grains = burst(rng, low_hz, 11_000.0, 2.2 * seconds, 44_100)
        time = np.arange(len(grains)) / 44_100
        wave = grains * np.asarray(np.minimum(time / (0.3 * seconds), 1.0) ** 1.5, np.float32)
        yield SampleZone(keys, ANY, wave[None], 44_100, 69.0, loops=False)


def _plate(name: str, lowest: float, highest: float, t60_s: float) -> tuple[Modes, Modes]:
    """A thin plate's modes lie evenly over frequency; left and right hear them at other phases."""
    rng = stream(0, "own", name)
    count = int((highest - lowest) / _PLATE_SPACING_HZ)
    frequency = np.sort(lowest + (highest - lowest) * rng.random(count))
    above = frequency / lowest
    amplitude = (0.3 + 0.7 * rng.random(count)) * above**-0.8
    t60 = t60_s * above**-0.35 * (0.6 + 0.8 * rng.random(count))
    phase, apart = 2.0 * np.pi * rng.random(count), np.pi * (rng.random(count) - 0.5)
    return Modes(frequency, t60, amplitude, phase), Modes(frequency, t60, amplitude, phase + apart)


def _gong() -> Iterator[SampleZone]:
    """Low modes at once, the high ones blooming after."""
    sides = []
    rise = np.minimum(np.arange(int(5.0 * _RATE)) / (0.9 * _RATE), 1.0).astype(np.float32)
    bright = _plate("gong, high", 420.0, 2600.0, 4.0)
    for low, high in zip(_plate("gong, low", 68.0, 420.0, 8.0), bright, strict=True):
        strike = np.minimum(np.arange(len(rise)) / (0.01 * _RATE), 1.0).astype(np.float32)
        sides.append(faded(ringing(low, 5.0, _RATE) * strike + 0.5 * ringing(high, 5.0, _RATE) * rise, _RATE))
    yield SampleZone((0, 127), ANY, np.stack(sides), _RATE, 48.0, loops=False)


def _cymbal_swell() -> Iterator[SampleZone]:
    """A roll with soft mallets that grows for two seconds and dies away."""
    seconds, peak_s, rate = 4.6, 2.2, 32_000
    time = np.arange(int(seconds * rate)) / rate
    swell = np.where(time < peak_s, (time / peak_s) ** 2.6, np.exp((peak_s - time) * 1.9))
    sides = []
    for side in range(2):
        rng = stream(0, "own", "cymbal swell", side)
        size = len(time)
        at = np.maximum(np.fft.rfftfreq(size, 1.0 / rate), 1.0)
        shape = 1.0 / (1.0 + (500.0 / at) ** 4) / (1.0 + (at / 5200.0) ** 2)
        wash = np.fft.irfft(np.fft.rfft(rng.standard_normal(size)) * np.sqrt(shape), size)
        sides.append(faded(np.asarray(wash * swell, np.float32), rate))
    yield SampleZone((0, 127), ANY, np.stack(sides), rate, 60.0, loops=False)


def _heartbeat() -> Iterator[SampleZone]:
    """Two soft, low thumps."""
    for root, keys in spans(30, 48, 6):
        rng = stream(0, "own", "heartbeat", root)
        modes = Modes(
            hertz=hertz(root) * np.array([1.0, 1.55, 2.1]),
            t60_s=np.array([0.45, 0.3, 0.2]),
            amplitudes=np.array([1.0, 0.3, 0.12]),
            phases=np.zeros(3),
        )
        thump = ringing(modes, 0.5, _RATE)
        thump = together(thump, burst(rng, 40.0, 200.0, 0.08, _RATE) * np.float32(0.2))
        second = np.zeros(int(0.27 * _RATE) + len(thump), np.float32)
        second[int(0.27 * _RATE) :] = 0.6 * thump
        yield SampleZone(keys, ANY, together(thump, second)[None], _RATE, root, loops=False)
