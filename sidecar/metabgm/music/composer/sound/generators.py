"""The SoundFont generators that the sampler plays (SoundFont Technical Specification 2.04, section 8.1)."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum

Generators = Mapping[int, int]


class Generator(IntEnum):
    """Generator operators by number."""

    START = 0
    END = 1
    LOOP_START = 2
    LOOP_END = 3
    START_COARSE = 4
    FILTER_CUTOFF = 8
    MODULATION_TO_CUTOFF = 11
    END_COARSE = 12
    PAN = 17
    ATTACK = 34
    HOLD = 35
    DECAY = 36
    SUSTAIN = 37
    RELEASE = 38
    KEY_TO_HOLD = 39
    KEY_TO_DECAY = 40
    INSTRUMENT = 41
    KEY_RANGE = 43
    VELOCITY_RANGE = 44
    LOOP_START_COARSE = 45
    ATTENUATION = 48
    LOOP_END_COARSE = 50
    COARSE_TUNE = 51
    FINE_TUNE = 52
    SAMPLE_ID = 53
    SAMPLE_MODES = 54
    SCALE_TUNING = 56
    OVERRIDING_ROOT_KEY = 58


_SILENT_TIMECENTS = -12000
DEFAULTS: Generators = {
    **dict.fromkeys(Generator, 0),
    Generator.FILTER_CUTOFF: 13500,
    Generator.ATTACK: _SILENT_TIMECENTS,
    Generator.HOLD: _SILENT_TIMECENTS,
    Generator.DECAY: _SILENT_TIMECENTS,
    Generator.RELEASE: _SILENT_TIMECENTS,
    Generator.SCALE_TUNING: 100,
    Generator.OVERRIDING_ROOT_KEY: -1,
}
_INSTRUMENT_ONLY = frozenset(
    {
        Generator.START,
        Generator.END,
        Generator.LOOP_START,
        Generator.LOOP_END,
        Generator.START_COARSE,
        Generator.END_COARSE,
        Generator.LOOP_START_COARSE,
        Generator.LOOP_END_COARSE,
        Generator.SAMPLE_MODES,
        Generator.OVERRIDING_ROOT_KEY,
        Generator.SAMPLE_ID,
        Generator.INSTRUMENT,
        Generator.KEY_RANGE,
        Generator.VELOCITY_RANGE,
    }
)


def combined(preset: Generators, instrument: Generators) -> Generators:
    """An instrument zone's values (or the defaults), the preset's added to them where they may be."""
    values = {generator: instrument.get(generator, default) for generator, default in DEFAULTS.items()}
    for generator, amount in preset.items():
        if generator in values and generator not in _INSTRUMENT_ONLY:
            values[generator] += amount
    return values


def overlap(*ranges: int | None) -> tuple[int, int] | None:
    """The common part of key or velocity ranges (low byte: lowest, high byte: highest); None when empty."""
    low, high = 0, 127
    for both in ranges:
        if both is not None:
            low, high = max(low, both & 0xFF), min(high, (both >> 8) & 0xFF)
    return (low, high) if low <= high else None
