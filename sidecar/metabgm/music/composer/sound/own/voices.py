"""Singers: a glottal spectrum through the formants of a vowel, many singers or one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from metabgm.music.composer.randomness import stream
from metabgm.music.composer.sound.own.recipe import ANY, OwnPreset, Wave, hertz, key_of, spans
from metabgm.music.composer.sound.own.spread import Partials, apart, bin_hertz, landed, noise, spectrum
from metabgm.music.composer.sound.soundfont_writer import SampleZone

# Formants of bass, tenor, alto and soprano: (Hz, dB, width Hz); the keys in whose middle each sings.
_Formants = tuple[tuple[float, float, float], ...]
_SINGERS = (45.0, 54.0, 63.0, 74.0)
_AH: tuple[_Formants, ...] = (
    ((600, 0, 60), (1040, -7, 70), (2250, -9, 110), (2450, -9, 120), (2750, -20, 130)),
    ((650, 0, 80), (1080, -6, 90), (2650, -7, 120), (2900, -8, 130), (3250, -22, 140)),
    ((800, 0, 80), (1150, -4, 90), (2800, -20, 120), (3500, -36, 130), (4950, -60, 140)),
    ((800, 0, 80), (1150, -6, 90), (2900, -32, 120), (3900, -20, 130), (4950, -50, 140)),
)
_OO: tuple[_Formants, ...] = (
    ((350, 0, 40), (600, -20, 80), (2400, -32, 100), (2675, -28, 120), (2950, -36, 120)),
    ((350, 0, 40), (600, -20, 60), (2700, -17, 100), (2900, -14, 120), (3300, -26, 120)),
    ((325, 0, 50), (700, -12, 60), (2530, -30, 170), (3500, -40, 180), (4950, -64, 200)),
    ((325, 0, 50), (700, -16, 60), (2700, -35, 170), (3800, -40, 180), (4950, -60, 200)),
)
_LISTENER_WIDTH = 2.2  # of a choir's formants beside one singer's: no two throats are alike
_POINTS, _RATE = 61_440, 22_050


@dataclass(frozen=True)
class _Voices:
    """``cents``: how far the singers are apart. ``breath``: dB beside the voice. ``tilt``: of the source."""

    low: int
    high: int
    vowel: tuple[_Formants, ...]
    cents: float
    steady: float
    breath: float
    tilt: float


_VOICES = {
    "choir": _Voices(43, 81, _AH, 13.0, 0.15, -34.0, 1.1),
    "voice": _Voices(48, 81, _OO, 4.5, 0.85, -36.0, 0.9),
}


def presets() -> list[OwnPreset]:
    """One for each kind."""
    return [OwnPreset(name, partial(_zones, name, voices)) for name, voices in _VOICES.items()]


def _zones(name: str, voices: _Voices) -> Iterator[SampleZone]:
    for root, keys in spans(voices.low, voices.high, 5):
        pitch = landed(hertz(root), _POINTS, _RATE)
        yield SampleZone(keys, ANY, _loop(name, voices, root, pitch), _RATE, key_of(pitch), loops=True)


def _loop(name: str, voices: _Voices, root: int, pitch: float) -> Wave:
    rng = stream(0, "own", name, root)
    number = np.arange(1.0, min(80.0, 0.45 * _RATE / pitch))
    amplitudes = number**-voices.tilt * throat(voices.vowel, root, pitch * number)
    bins = spectrum(rng, Partials(pitch * number, amplitudes, voices.cents, voices.steady), _POINTS, _RATE)
    at = bin_hertz(_POINTS, _RATE)
    air = noise(rng, throat(voices.vowel, root, at) * (at > 200.0), _POINTS)
    level = np.sqrt(np.sum(np.abs(bins) ** 2) / np.sum(np.abs(air) ** 2))
    return apart(rng, bins + air * (level * 10.0 ** (voices.breath / 20.0)), _POINTS, _RATE)


def throat(vowel: tuple[_Formants, ...], key: float, at: NDArray[np.float64]) -> NDArray[np.float64]:
    """Gain at frequencies for whoever sings at a key, between two singers a mixture of both.

    The lowest formant opens to the pitch where that is above it, as sopranos do.
    """
    whose = float(np.interp(key, _SINGERS, range(len(_SINGERS))))
    lower, share = min(int(whose), len(_SINGERS) - 2), whose - min(int(whose), len(_SINGERS) - 2)
    gain = np.full_like(at, 0.004)
    for place, (one, other) in enumerate(zip(vowel[lower], vowel[lower + 1], strict=True)):
        middle = one[0] + share * (other[0] - one[0])
        if place == 0:
            middle = max(middle, hertz(key) * 1.02)
        level = one[1] + share * (other[1] - one[1])
        width = _LISTENER_WIDTH * (one[2] + share * (other[2] - one[2]))
        gain += 10.0 ** (level / 20.0) / (1.0 + ((at - middle) / (0.5 * width)) ** 2)
    return gain
