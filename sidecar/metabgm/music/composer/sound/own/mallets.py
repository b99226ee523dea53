"""Bars, tubes, tines and glass that are struck, by their modes.

Modes after Fletcher and Rossing, The Physics of Musical Instruments, chapters 19 to 21: a free bar's, those
of a bar undercut so that its second mode is two octaves up, a clamped tine's, a wine glass's, and a free
tube's beside the pitch that is heard, which is half its fourth mode.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np

from metabgm.music.composer.randomness import stream
from metabgm.music.composer.sound.own.modal import Modes, burst, ringing, together
from metabgm.music.composer.sound.own.recipe import (
    OwnPreset,
    Wave,
    hertz,
    rate_for,
    spans,
    stroke_zones,
)
from metabgm.music.composer.sound.soundfont_writer import SampleZone


@dataclass(frozen=True)
class _Mallet:
    """``modes``: (ratio to the pitch, amplitude under a stroke that excites all alike). ``t60_s``: of the
    lowest mode at keys 60 and 84. ``damping``: how much faster higher modes die, as a power. ``hardness_hz``:
    up to where a soft and a hard mallet excite modes (equal: one colour). ``beating``: cents between the two
    sides of a bar that isn't perfectly even. ``click``: (lowest Hz, highest Hz, seconds, level) of the stroke
    itself."""

    low: int
    high: int
    step: int
    modes: tuple[tuple[float, float], ...]
    t60_s: tuple[float, float]
    damping: float
    hardness_hz: tuple[float, float]
    beating: float
    click: tuple[float, float, float, float]
    longest_s: float


_TUBE = (
    (0.617, 0.45),
    (1.21, 0.3),
    (2.0, 1.0),
    (2.99, 0.9),
    (4.17, 0.7),
    (5.56, 0.36),
    (7.14, 0.2),
)
_MALLETS: dict[str, _Mallet] = {
    "celesta": _Mallet(
        60,
        103,
        9,
        ((1.0, 1.0), (2.0, 0.06), (2.756, 0.1), (4.0, 0.1), (5.404, 0.05)),
        t60_s=(3.8, 2.4),
        damping=0.55,
        hardness_hz=(1300.0, 5000.0),
        beating=0.5,
        click=(700.0, 3000.0, 0.02, 0.05),
        longest_s=2.2,
    ),
    "glockenspiel": _Mallet(
        72,
        103,
        9,
        ((1.0, 1.0), (2.756, 0.42), (5.404, 0.28), (8.933, 0.12)),
        t60_s=(5.0, 3.2),
        damping=0.5,
        hardness_hz=(3500.0, 12_000.0),
        beating=0.7,
        click=(2500.0, 9000.0, 0.012, 0.07),
        longest_s=2.4,
    ),
    "music_box": _Mallet(
        55,
        100,
        8,
        ((1.0, 1.0), (2.0, 0.24), (3.0, 0.1), (6.267, 0.13), (9.6, 0.05)),
        t60_s=(4.2, 2.6),
        damping=0.6,
        hardness_hz=(4200.0, 4200.0),
        beating=1.2,
        click=(1500.0, 6000.0, 0.01, 0.08),
        longest_s=2.6,
    ),
    "vibraphone": _Mallet(
        53,
        89,
        9,
        ((1.0, 1.0), (3.99, 0.32), (10.2, 0.16)),
        t60_s=(7.0, 4.0),
        damping=0.75,
        hardness_hz=(600.0, 3600.0),
        beating=0.35,
        click=(300.0, 1500.0, 0.02, 0.04),
        longest_s=3.6,
    ),
    "marimba": _Mallet(
        45,
        93,
        8,
        ((1.0, 1.0), (3.95, 0.3), (9.4, 0.14)),
        t60_s=(1.6, 0.7),
        damping=0.8,
        hardness_hz=(450.0, 3200.0),
        beating=0.0,
        click=(150.0, 1100.0, 0.03, 0.11),
        longest_s=1.5,
    ),
    "xylophone": _Mallet(
        60,
        98,
        8,
        ((1.0, 1.0), (3.0, 0.55), (6.05, 0.3), (9.9, 0.12)),
        t60_s=(1.0, 0.5),
        damping=0.6,
        hardness_hz=(1800.0, 8000.0),
        beating=0.0,
        click=(600.0, 4500.0, 0.02, 0.18),
        longest_s=0.9,
    ),
    "tubular_bells": _Mallet(
        55,
        79,
        8,
        _TUBE,
        t60_s=(7.0, 5.0),
        damping=0.55,
        hardness_hz=(1200.0, 4800.0),
        beating=1.5,
        click=(600.0, 3500.0, 0.03, 0.06),
        longest_s=4.2,
    ),
    "crystal": _Mallet(
        60,
        96,
        8,
        ((1.0, 1.0), (2.0, 0.1), (2.32, 0.3), (4.25, 0.2), (6.63, 0.1)),
        t60_s=(4.5, 3.0),
        damping=0.5,
        hardness_hz=(6000.0, 6000.0),
        beating=2.2,
        click=(3000.0, 9000.0, 0.008, 0.03),
        longest_s=3.0,
    ),
    "kalimba": _Mallet(
        48,
        88,
        8,
        ((1.0, 1.0), (2.0, 0.07), (5.45, 0.22), (8.3, 0.09)),
        t60_s=(2.0, 0.9),
        damping=0.8,
        hardness_hz=(1000.0, 4200.0),
        beating=0.0,
        click=(180.0, 900.0, 0.04, 0.14),
        longest_s=1.7,
    ),
    "steel_drum": _Mallet(
        52,
        84,
        8,
        ((1.0, 1.0), (2.0, 0.75), (3.0, 0.3), (4.02, 0.25), (5.1, 0.12)),
        t60_s=(2.0, 1.3),
        damping=0.5,
        hardness_hz=(1000.0, 4500.0),
        beating=5.0,
        click=(400.0, 2500.0, 0.02, 0.06),
        longest_s=1.4,
    ),
    "electric_piano": _Mallet(
        36,
        96,
        10,
        ((1.0, 1.0), (2.0, 0.34), (3.0, 0.12), (4.0, 0.07), (7.1, 0.09), (20.0, 0.05)),
        t60_s=(5.5, 2.6),
        damping=0.7,
        hardness_hz=(600.0, 3800.0),
        beating=0.25,
        click=(120.0, 700.0, 0.03, 0.03),
        longest_s=3.0,
    ),
}


def presets() -> list[OwnPreset]:
    """One for each kind."""
    return [OwnPreset(name, partial(_zones, name, mallet)) for name, mallet in _MALLETS.items()]


def _zones(name: str, mallet: _Mallet) -> Iterator[SampleZone]:
    roots = spans(mallet.low, mallet.high, mallet.step)
    return stroke_zones(partial(_stroke, name, mallet), roots, mallet.hardness_hz)


def _stroke(name: str, mallet: _Mallet, root: int, hardness_hz: float) -> tuple[Wave, int]:
    rng = stream(0, "own", name, root)
    pitch = hertz(root)
    ratios, levels = np.array(mallet.modes).T
    middle, high = mallet.t60_s
    longest = middle * (high / middle) ** ((root - 60.0) / 24.0)
    # A harder mallet is in contact for less time, so it excites higher modes.
    levels = levels / (1.0 + (pitch * ratios / hardness_hz) ** 2)
    t60_s = longest * np.maximum(ratios, 0.5) ** -mallet.damping
    uneven = mallet.beating * (0.3 + 0.4 * rng.random(len(ratios)))
    modes = Modes(
        hertz=np.concatenate([pitch * ratios * 2.0 ** (side * uneven / 1200.0) for side in (-1, 1)]),
        t60_s=np.concatenate([t60_s, 0.9 * t60_s]),
        amplitudes=np.concatenate([0.62 * levels, 0.38 * levels]),
        phases=np.zeros(2 * len(ratios)),
    )
    rate = rate_for(modes.hertz, modes.amplitudes)
    body = ringing(modes, min(0.6 * longest, mallet.longest_s), rate)
    low_hz, high_hz, seconds, level = mallet.click
    click = burst(rng, low_hz, min(high_hz, 2.0 * hardness_hz), seconds, rate)
    return together(body, click * np.float32(level * np.abs(body).max())), rate
