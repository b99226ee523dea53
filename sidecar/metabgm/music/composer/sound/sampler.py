"""Plays single notes of a SoundFont."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from metabgm.music.composer.sound import envelope, waveform
from metabgm.music.composer.sound.generators import Generator
from metabgm.music.composer.sound.soundfont import SoundFont, Zone
from metabgm.music.composer.sound.vibrato import Vibrato
from metabgm.music.composer.sound.waveform import Waveform
from metabgm.music.composer.sound.waveform_cache import WaveformCache

_STEREO_PAN = 200  # tenths of a percent between two zones that make a preset stereo
_ATTENUATION_SCALE = 0.4  # as the bank's authors heard it: their hardware halved the specified centibels
# What tells two zones of one sample apart besides their pan; zones alike in it are one layer.
_SHAPE = (
    Generator.LOOP_START,
    Generator.LOOP_END,
    Generator.FILTER_CUTOFF,
    Generator.MODULATION_TO_CUTOFF,
    Generator.ATTACK,
    Generator.HOLD,
    Generator.DECAY,
    Generator.SUSTAIN,
)
# Layers with less power than this, beside the strongest of the tone, are left out: they cost as much to
# make, and many of the bank's presets have two or three of them.
_HARDLY_HEARD = 10.0**-0.5
_OPEN = 0.5  # cycles a point: a filter that lets everything through


class ToneKey(NamedTuple):
    """``key``: MIDI. ``velocity`` 1 to 127 picks the zones and their brightness, not the loudness."""

    bank: int
    program: int
    key: int
    velocity: int


@dataclass(frozen=True)
class _Layer:
    zone: Zone
    waveform: Waveform
    step: float
    left: float
    right: float


@dataclass(frozen=True)
class Tone:
    """A held note of any length, read in pieces. ``channels``: 1 or 2."""

    key: int
    rate: int
    channels: int
    layers: tuple[_Layer, ...]

    @property
    def silent(self) -> bool:
        """Whether the preset has nothing at this key."""
        return not self.layers

    def louder(self, gain: float) -> Tone:
        """The same tone with another gain on top."""
        layers = (replace(one, left=one.left * gain, right=one.right * gain) for one in self.layers)
        return replace(self, layers=tuple(layers))

    def read(
        self, first: int, count: int, gains: NDArray[np.float64], vibrato: Vibrato | None = None
    ) -> NDArray[np.float32]:
        """Frames ``first`` to ``first + count`` after the onset, shape (channels, count).

        ``gains``: of the note, at ``envelope.grid_points(first, count)``; the bank's own attack and decay
        come on top. The frames do not depend on how many are read at a time.
        """
        points = envelope.grid_points(first, count)
        frames = np.arange(first, first + count, dtype=np.float64)
        if vibrato is not None:
            frames = np.maximum(vibrato.warp(frames, self.rate), 0.0)
        out = np.zeros((self.channels, count), np.float32)
        for layer in self.layers:
            wave = layer.waveform.read(frames, layer.step)
            curve = envelope.held(layer.zone, self.key, points, self.rate) * gains
            wave *= envelope.between(curve, first, count)
            out[0] += wave * np.float32(layer.left)
            if self.channels == 2:
                out[1] += wave * np.float32(layer.right)
        return out


class Sampler:
    """Finds tones at ``rate`` Hz. A pure function of its arguments apart from the cache."""

    def __init__(self, font: SoundFont, rate: int, cache: WaveformCache | None = None) -> None:
        self._font = font
        self._rate = rate
        self._cache = WaveformCache() if cache is None else cache
        self._presets: dict[tuple[int, int], tuple[Zone, ...]] = {}

    def has(self, bank: int, program: int) -> bool:
        """Whether the bank has a preset."""
        return (bank, program) in self._font.presets

    def tone(self, key: ToneKey) -> Tone:
        """The tone of a key; silent where the preset has no zone for it."""
        zones = self.zones(key)
        pans = [zone.generators[Generator.PAN] for zone in zones]
        stereo = bool(zones) and max(pans) - min(pans) >= _STEREO_PAN
        merged: dict[tuple[object, ...], _Layer] = {}
        for zone, pan in zip(zones, pans, strict=True):
            layer = self._layer(zone, pan if stereo else None, key)
            same = (layer.zone.start, layer.step, tuple(layer.zone.generators[one] for one in _SHAPE))
            if same in merged:
                before = merged[same]
                layer = replace(before, left=before.left + layer.left, right=before.right + layer.right)
            merged[same] = layer
        strongest = max((layer.left**2 + layer.right**2 for layer in merged.values()), default=0.0)
        heard = tuple(
            layer for layer in merged.values() if layer.left**2 + layer.right**2 >= strongest * _HARDLY_HEARD
        )
        return Tone(key.key, self._rate, 2 if stereo else 1, heard)

    def _layer(self, zone: Zone, pan: int | None, key: ToneKey) -> _Layer:
        step = waveform.speed(zone, key.key, self._rate)
        cutoff = min(waveform.cutoff_hz(zone, key.velocity) / (self._rate * step), _OPEN)
        gain = 10.0 ** (-zone.generators[Generator.ATTENUATION] * _ATTENUATION_SCALE / 200.0)
        angle = 0.0 if pan is None else float(np.clip(0.5 + pan / 1000.0, 0.0, 1.0)) * np.pi / 2
        left, right = gain * float(np.cos(angle)), gain * float(np.sin(angle))
        return _Layer(zone, self._waveform(zone, cutoff), step * waveform.OVERSAMPLING, left, right)

    def zones(self, key: ToneKey) -> list[Zone]:
        """The zones that sound at a key and velocity, in the order of the bank."""
        preset = (key.bank, key.program)
        if preset not in self._presets:
            self._presets[preset] = self._font.zones(*preset)
        return [
            zone
            for zone in self._presets[preset]
            if zone.keys[0] <= key.key <= zone.keys[1]
            and zone.velocities[0] <= key.velocity <= zone.velocities[1]
        ]

    def _waveform(self, zone: Zone, cutoff: float) -> Waveform:
        name = (id(self._font), zone.start, zone.loop_start if zone.loops else -1, cutoff)
        return self._cache.get(name, lambda: Waveform(self._font.samples, zone, cutoff))
