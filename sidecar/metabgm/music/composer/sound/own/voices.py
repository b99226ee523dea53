"""A few singers: a glottal spectrum through the formants of a vowel, oo."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from metabgm.music.composer.randomness import stream
from metabgm.music.composer.sound.own.recipe import ANY, OwnPreset, Wave, hertz, key_of, spans
from metabgm.music.composer.sound.own.spread import Partials, apart, bin_hertz, landed, noise, spectrum
from metabgm.music.composer.sound.soundfont_writer import SampleZone

# Formants of bass, tenor, alto and soprano: (Hz, dB, width Hz); the keys in whose middle each sings.
_Formants = tuple[tuple[float, float, float], ...]
_SINGERS = (45.0, 54.0, 63.0, 74.0)
_OO: tuple[_Formants, ...] = (
    ((350, 0, 40), (600, -20, 80), (2400, -32, 100), (2675, -28, 120), (2950, -36, 120)),
    ((350, 0, 40), (600, -20, 60), (2700, -17, 100), (2900, -14, 120), (3300, -26, 120)),
    ((325, 0, 50), (700, -12, 60), (2530, -30, 170), (3500, -40, 180), (4950, -64, 200)),
    ((325, 0, 50), (700, -16, 60), (2700, -35, 170), (3800, -40, 180), (4950, -60, 200)),
)
_SEVERAL_WIDTH = 2.2  # of several singers' formants beside one's: no two throats are alike
_POINTS, _RATE = 49_152, 16_000
_LOW, _HIGH, _STEP = 48, 81, 5
_CENTS, _STEADY = 5.0, 0.8  # how far the singers are apart, and how much of them is one
_TILT = 0.85  # of the glottal spectrum
_LOWEST_AIR_HZ = 200.0
_BREATH_DB = -33.0  # beside the voice


def presets() -> list[OwnPreset]:
    """The one that there is."""
    return [OwnPreset("voice", _zones)]


def _zones() -> Iterator[SampleZone]:
    for root, keys in spans(_LOW, _HIGH, _STEP):
        pitch = landed(hertz(root), _POINTS, _RATE)
        yield SampleZone(keys, ANY, _loop(root, pitch), _RATE, key_of(pitch), loops=True)


def _loop(root: int, pitch: float) -> Wave:
    rng = stream(0, "own", "voice", root)
    number = np.arange(1.0, min(80.0, 0.45 * _RATE / pitch))
    amplitudes = number**-_TILT * throat(root, pitch * number)
    bins = spectrum(rng, Partials(pitch * number, amplitudes, _CENTS, _STEADY), _POINTS, _RATE)
    at = bin_hertz(_POINTS, _RATE)
    air = noise(rng, throat(root, at) * (at > _LOWEST_AIR_HZ), _POINTS)
    level = np.sqrt(np.sum(np.abs(bins) ** 2) / np.sum(np.abs(air) ** 2))
    return apart(rng, bins + air * (level * 10.0 ** (_BREATH_DB / 20.0)), _POINTS, _RATE)


def throat(key: float, at: NDArray[np.float64]) -> NDArray[np.float64]:
    """Gain at frequencies for whoever sings at a key, between two singers a mixture of both.

    The lowest formant opens to the pitch where that is above it, as sopranos do.
    """
    whose = float(np.interp(key, _SINGERS, range(len(_SINGERS))))
    lower, share = min(int(whose), len(_SINGERS) - 2), whose - min(int(whose), len(_SINGERS) - 2)
    gain = np.full_like(at, 0.004)
    for place, (one, other) in enumerate(zip(_OO[lower], _OO[lower + 1], strict=True)):
        middle = one[0] + share * (other[0] - one[0])
        if place == 0:
            middle = max(middle, hertz(key) * 1.02)
        level = one[1] + share * (other[1] - one[1])
        width = _SEVERAL_WIDTH * (one[2] + share * (other[2] - one[2]))
        gain += 10.0 ** (level / 20.0) / (1.0 + ((at - middle) / (0.5 * width)) ** 2)
    return gain
