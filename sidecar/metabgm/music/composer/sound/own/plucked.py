"""Strings that are plucked or struck, by their modes: the closed form of a string with losses and stiffness.

Each string swings in two directions, a little out of tune with each other, of which one dies sooner: that
gives the two stages of its decay. Pluck position, losses and bodies after Fletcher and Rossing, The Physics
of Musical Instruments, chapters 2 and 9.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np

from metabgm.music.composer.randomness import stream
from metabgm.music.composer.sound.own.modal import Modes, burst, resonances, ringing, together
from metabgm.music.composer.sound.own.recipe import (
    OwnPreset,
    Wave,
    hertz,
    rate_for,
    spans,
    stroke_zones,
)
from metabgm.music.composer.sound.soundfont_writer import SampleZone

_MOST_MODES = 48


@dataclass(frozen=True)
class _Strings:
    """``t60_s``: of the fundamental at keys 48 and 84. ``losses``: how much faster 1 kHz dies than the
    lowest modes. ``at``: where along the string it is plucked, 0..0.5. ``bright_hz``: up to where a soft and
    a hard pluck excite modes. ``stiffness``: inharmonicity at key 60. ``click``: (lowest Hz, highest Hz,
    seconds, level) of the finger or hammer. ``body``: (Hz, width Hz, gain). ``course``: (semitones, level) of
    a second string, if there is one."""

    low: int
    high: int
    step: int
    t60_s: tuple[float, float]
    losses: float
    at: float
    bright_hz: tuple[float, float]
    stiffness: float
    click: tuple[float, float, float, float]
    body: tuple[tuple[float, float, float], ...]
    course: tuple[float, float] | None = None
    longest_s: float = 2.8


_GUITAR = ((102.0, 30.0, 1.2), (205.0, 50.0, 1.0), (400.0, 120.0, 0.5), (2400.0, 1800.0, 0.3))
_STRINGS: dict[str, _Strings] = {
    "harp": _Strings(
        36,
        96,
        8,
        t60_s=(6.5, 2.2),
        losses=0.9,
        at=0.38,
        bright_hz=(800.0, 3400.0),
        stiffness=2e-5,
        click=(150.0, 1200.0, 0.03, 0.035),
        body=((180.0, 120.0, 0.5),),
        longest_s=3.2,
    ),
    "nylon_guitar": _Strings(
        40,
        83,
        9,
        t60_s=(5.0, 2.2),
        losses=1.2,
        at=0.21,
        bright_hz=(900.0, 3600.0),
        stiffness=6e-5,
        click=(180.0, 1600.0, 0.03, 0.05),
        body=_GUITAR,
    ),
    "lute": _Strings(
        45,
        83,
        9,
        t60_s=(3.6, 1.6),
        losses=1.1,
        at=0.16,
        bright_hz=(1600.0, 5200.0),
        stiffness=5e-5,
        click=(300.0, 2500.0, 0.02, 0.06),
        body=((160.0, 60.0, 0.8), (420.0, 120.0, 0.7)),
        course=(0.025, 0.75),
        longest_s=2.0,
    ),
    "steel_guitar": _Strings(
        40,
        83,
        9,
        t60_s=(7.0, 3.0),
        losses=0.7,
        at=0.15,
        bright_hz=(1600.0, 6000.0),
        stiffness=1.5e-4,
        click=(900.0, 5000.0, 0.015, 0.07),
        body=_GUITAR,
        longest_s=2.8,
    ),
    "koto": _Strings(
        48,
        84,
        10,
        t60_s=(5.0, 2.6),
        losses=0.8,
        at=0.07,
        bright_hz=(2200.0, 8000.0),
        stiffness=9e-5,
        click=(700.0, 4500.0, 0.02, 0.12),
        body=((240.0, 90.0, 0.7), (650.0, 200.0, 0.4)),
        longest_s=2.4,
    ),
    "banjo": _Strings(
        48,
        84,
        10,
        t60_s=(2.2, 1.1),
        losses=0.7,
        at=0.08,
        bright_hz=(2600.0, 9000.0),
        stiffness=1.2e-4,
        click=(500.0, 3500.0, 0.025, 0.16),
        body=((330.0, 160.0, 1.6), (800.0, 400.0, 1.0), (2500.0, 1500.0, 0.8)),
        longest_s=1.3,
    ),
    "pizzicato": _Strings(
        36,
        88,
        8,
        t60_s=(1.2, 0.55),
        losses=1.6,
        at=0.27,
        bright_hz=(700.0, 2600.0),
        stiffness=4e-5,
        click=(120.0, 900.0, 0.03, 0.1),
        body=((280.0, 60.0, 1.0), (460.0, 100.0, 1.2), (2300.0, 1500.0, 0.6)),
        course=(0.06, 0.8),
        longest_s=0.9,
    ),
    "harpsichord": _Strings(
        36,
        88,
        8,
        t60_s=(5.5, 2.4),
        losses=0.5,
        at=0.1,
        bright_hz=(14_000.0, 14_000.0),
        stiffness=2e-5,
        click=(1200.0, 6000.0, 0.012, 0.08),
        body=((330.0, 200.0, 0.4),),
        course=(12.01, 0.3),
        longest_s=2.4,
    ),
    "dulcimer": _Strings(
        48,
        88,
        10,
        t60_s=(5.0, 2.6),
        losses=0.6,
        at=0.1,
        bright_hz=(1800.0, 6500.0),
        stiffness=8e-5,
        click=(500.0, 3500.0, 0.02, 0.12),
        body=((260.0, 120.0, 0.5),),
        course=(0.03, 0.9),
        longest_s=2.4,
    ),
}


def presets() -> list[OwnPreset]:
    """One for each kind."""
    return [OwnPreset(name, partial(_zones, name, strings)) for name, strings in _STRINGS.items()]


def _zones(name: str, strings: _Strings) -> Iterator[SampleZone]:
    roots = spans(strings.low, strings.high, strings.step)
    return stroke_zones(partial(_pluck, name, strings), roots, strings.bright_hz)


def _pluck(name: str, strings: _Strings, root: int, bright_hz: float) -> tuple[Wave, int]:
    rng = stream(0, "own", name, root)
    low, high = strings.t60_s
    longest = low * (high / low) ** ((root - 48.0) / 36.0)
    both = [(0.0, 1.0)] if strings.course is None else [(0.0, 1.0), strings.course]
    single = [_string(strings, hertz(root + up), longest, bright_hz, level, rng) for up, level in both]
    modes = Modes(
        *(
            np.concatenate([getattr(one, part) for one in single])
            for part in ("hertz", "t60_s", "amplitudes", "phases")
        )
    )
    rate = rate_for(modes.hertz, modes.amplitudes)
    body = ringing(modes, min(0.6 * longest, strings.longest_s), rate)
    low_hz, high_hz, seconds, level = strings.click
    click = burst(rng, low_hz, min(high_hz, bright_hz), seconds, rate)
    return together(body, click * np.float32(level * np.abs(body).max())), rate


def _string(  # noqa: PLR0917  (each is a quantity of the string or the stroke)
    strings: _Strings, pitch: float, longest: float, bright_hz: float, level: float, rng: np.random.Generator
) -> Modes:
    """One string, in both directions."""
    number = np.arange(1, _MOST_MODES + 1)
    stiff = strings.stiffness * (pitch / 261.6) ** 1.5
    frequency = pitch * number * np.sqrt((1.0 + stiff * number**2) / (1.0 + stiff))
    amplitude = np.sin(np.pi * strings.at * number) / number
    # A finger or a pick has a width, which rounds the corner that it leaves in the string.
    amplitude /= (1.0 + (frequency / bright_hz) ** 2) ** 0.75
    amplitude *= resonances(frequency, strings.body) * (0.85 + 0.3 * rng.random(len(number)))
    above = np.maximum(frequency - pitch, 0.0) / 1000.0
    t60_s = longest / (1.0 + strings.losses * above * (0.6 + 0.2 * frequency / 1000.0))
    detune = 2.0 ** (0.9 * (0.5 + rng.random(len(number))) / 1200.0)
    return Modes(
        hertz=np.concatenate([frequency, frequency * detune]),
        t60_s=np.concatenate([0.5 * t60_s, t60_s]),
        amplitudes=level * np.concatenate([0.52 * amplitude, 0.48 * amplitude]),
        phases=np.zeros(2 * len(number)),
    )
