"""Pads, organ and bowed strings: spread partials through a body, in loops of a few seconds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from metabgm.music.composer.randomness import stream
from metabgm.music.composer.sound.own import spectra
from metabgm.music.composer.sound.own.recipe import ANY, OwnPreset, Wave, hertz, key_of, rate_for, spans
from metabgm.music.composer.sound.own.spectra import Spectrum
from metabgm.music.composer.sound.own.spread import (
    Partials,
    apart,
    bin_hertz,
    landed,
    loop_points,
    noise,
    one_loop,
    spectrum,
)
from metabgm.music.composer.sound.soundfont_writer import SampleZone


@dataclass(frozen=True)
class _Sustained:
    """``partials``: of a pitch. ``cents``: width of each; ``steady``: how much of it stands still.
    ``moving``: partials that come and go once a loop. ``noise``: gain over frequency of bow or breath, beside
    the whole."""

    low: int
    high: int
    step: int
    partials: Spectrum
    cents: float
    steady: float
    moving: Spectrum | None = None
    noise: Callable[[NDArray[np.float64]], NDArray[np.float64]] | None = None
    stereo: bool = True
    loop_s: float = 3.6


def _solo(low: int, high: int, step: int, partials: Spectrum, cents: float = 1.8) -> _Sustained:
    return _Sustained(
        low, high, step, partials, cents, steady=0.7, noise=spectra.bow, stereo=False, loop_s=1.5
    )


_SUSTAINED: dict[str, _Sustained] = {
    "warm_pad": _Sustained(36, 88, 10, spectra.lowpassed(1000.0, 2.0), 6.0, 0.6),
    "halo_pad": _Sustained(43, 91, 10, spectra.halo, 6.5, 0.5),
    "sweep_pad": _Sustained(
        36, 86, 10, spectra.lowpassed(600.0, 2.0), 6.5, 0.5, moving=spectra.lowpassed(3200.0, 2.5, 0.9)
    ),
    "space_voice": _Sustained(43, 88, 10, spectra.space, 8.0, 0.6, noise=spectra.air),
    "bowed_glass": _Sustained(48, 96, 10, spectra.glass, 1.4, 0.75, moving=spectra.gleam),
    "synth_strings": _Sustained(36, 91, 10, spectra.lowpassed(3000.0, 1.5), 8.0, 0.2, loop_s=2.8),
    "organ": _Sustained(36, 86, 7, spectra.organ, 0.8, 0.85, loop_s=1.2),
    "violin": _solo(55, 96, 4, spectra.bowed(spectra.VIOLIN, 0.9, 5200.0)),
    "viola": _solo(48, 84, 4, spectra.bowed(spectra.VIOLIN, 0.95, 3800.0)),
    "cello": _solo(36, 76, 4, spectra.bowed(spectra.CELLO, 0.95, 3200.0)),
    "contrabass": _solo(28, 60, 5, spectra.bowed(spectra.CELLO, 1.0, 1900.0), 2.2),
    "flute": _Sustained(60, 93, 5, spectra.flute, 1.2, 0.8, noise=spectra.breath, stereo=False, loop_s=1.6),
    "strings": _Sustained(
        36, 91, 7, spectra.bowed(spectra.SECTION, 1.0, 3600.0), 9.5, 0.15, noise=spectra.bow, loop_s=2.6
    ),
}


def presets() -> list[OwnPreset]:
    """One for each kind."""
    return [OwnPreset(name, partial(_zones, name, one)) for name, one in _SUSTAINED.items()]


def _zones(name: str, one: _Sustained) -> Iterator[SampleZone]:
    for root, keys in spans(one.low, one.high, one.step):
        rate = _rate(one, hertz(root))
        points = loop_points(one.loop_s, rate)
        pitch = landed(hertz(root), points, rate)
        waves = _loop(stream(0, "own", name, root), one, pitch, points, rate)
        yield SampleZone(keys, ANY, waves, rate, key_of(pitch), loops=True)


def _rate(one: _Sustained, pitch: float) -> int:
    sets = [make(pitch) for make in (one.partials, one.moving) if make is not None]
    return max(rate_for(numbers * pitch, amplitudes) for numbers, amplitudes in sets)


def _loop(rng: np.random.Generator, one: _Sustained, pitch: float, points: int, rate: int) -> Wave:
    still = _bins(rng, one, one.partials, pitch, points, rate)
    if one.noise is not None:
        gain = one.noise(bin_hertz(points, rate))
        still += noise(rng, gain, points) * float(np.sqrt(np.sum(np.abs(still) ** 2)))
    waves = _sides(rng, one, still, points, rate)
    if one.moving is not None:
        turn = 2.0 * np.pi * np.arange(points, dtype=np.float32) / points
        coming = _sides(rng, one, _bins(rng, one, one.moving, pitch, points, rate), points, rate)
        waves += coming * (0.5 - 0.5 * np.cos(turn)) ** 2
    return waves


def _bins(  # noqa: PLR0917  (the loop's pitch, length and rate go together)
    rng: np.random.Generator, one: _Sustained, make: Spectrum, pitch: float, points: int, rate: int
) -> NDArray[np.complex128]:
    numbers, amplitudes = make(pitch)
    return spectrum(rng, Partials(numbers * pitch, amplitudes, one.cents, one.steady), points, rate)


def _sides(
    rng: np.random.Generator, one: _Sustained, bins: NDArray[np.complex128], points: int, rate: int
) -> Wave:
    return apart(rng, bins, points, rate) if one.stereo else one_loop(bins, points)[None]
