"""The ways in which a chord can be spread over voices, and how good each is by itself."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from metabgm.music.composer.theory.chords import Chord

Voicing = tuple[int, ...]  # MIDI pitches, lowest voice first
MOST = 40  # voicings of a chord that the search looks at
_WIDEST_UPPER, _WIDEST_LOWEST = 12, 19  # semitones between neighbouring voices
_CROWDED_BELOW, _MUDDY_BELOW = 58, 48  # no seconds below the one, no thirds below the other
_CENTRE_COST = 0.06
_NO_FIFTH_COST, _FIFTH_TWICE_COST, _THIRD_TWICE_COST, _COLOUR_TWICE_COST = 0.9, 0.5, 1.4, 1.8
_FREE_BASS_COST = 1.5
_STRAIT_COST = 60.0  # for what is taken only where the ranges leave nothing better


@dataclass(frozen=True)
class Ensemble:
    """``ranges``: MIDI (low, high) of each voice, the lowest voice first.

    ``strict``: the rules of part-writing hold, and the lowest voice is the chord's bass.
    """

    ranges: tuple[tuple[int, int], ...]
    strict: bool


@dataclass(frozen=True)
class Choices:
    """``pitches``: int array (voicings, voices), ``costs``: float array (voicings,)."""

    pitches: NDArray[np.int64]
    costs: NDArray[np.float64]


# Ranges of four, three, two voices as shares of the band they are given.
_SHARES = {
    4: ((0.0, 0.46), (0.2, 0.68), (0.4, 0.86), (0.54, 1.0)),
    3: ((0.0, 0.55), (0.2, 0.8), (0.45, 1.0)),
    2: ((0.0, 0.65), (0.35, 1.0)),
}


def ensemble(low: int, high: int, *, voices: int, strict: bool) -> Ensemble:
    """2 to 4 voices that share MIDI ``low`` to ``high``; each gets at least an octave if there is one."""
    span = high - low
    ranges = []
    for first, last in _SHARES[voices]:
        bottom, top = low + round(first * span), low + round(last * span)
        while top - bottom < 11 and (top < high or bottom > low):
            bottom, top = max(low, bottom - 1), min(high, top + 1)
        ranges.append((bottom, top))
    return Ensemble(tuple(ranges), strict)


@lru_cache(maxsize=4096)
def choices(one: Chord, group: Ensemble) -> Choices:
    """The best voicings of a chord, at least one, the cheapest first."""
    lowest = _pitches((one.bass,), group.ranges[0])
    if not group.strict:
        lowest = sorted({*lowest, *_pitches(one.tones, group.ranges[0])})
    above = [_pitches(one.tones, bounds) for bounds in group.ranges[1:]]
    options = [lowest or _pitches(one.tones, group.ranges[0]), *above]
    grid = np.stack(np.meshgrid(*options, indexing="ij"), axis=-1).reshape(-1, len(options))
    grid = grid[(np.diff(grid, axis=1) > 1).all(axis=1)]
    costs = _spacing(grid) + _doubling(grid, one) + _placing(grid, one, group)
    order = np.argsort(costs, kind="stable")[:MOST]
    return Choices(grid[order], costs[order])


def _pitches(classes: tuple[int, ...], bounds: tuple[int, int]) -> list[int]:
    low, high = bounds
    found = [pitch for pitch in range(low, high + 1) if pitch % 12 in classes]
    return found or [low + (high - low) // 2]


def _spacing(grid: NDArray[np.int64]) -> NDArray[np.float64]:
    gaps = np.diff(grid, axis=1)
    lower = grid[:, :-1]
    wide = (gaps[:, 1:] > _WIDEST_UPPER).any(axis=1) | (gaps[:, 0] > _WIDEST_LOWEST)
    crowded = ((gaps < 3) & (lower < _CROWDED_BELOW)) | ((gaps < 5) & (lower < _MUDDY_BELOW))
    return np.where(wide | crowded.any(axis=1), _STRAIT_COST, 0.0)


def _doubling(grid: NDArray[np.int64], one: Chord) -> NDArray[np.float64]:
    classes = grid % 12
    cost: NDArray[np.float64] = np.zeros(len(grid))
    for place, tone in enumerate(one.tones):
        count = (classes == tone).sum(axis=1)
        interval = (tone - one.root) % 12
        tendency = tone in (one.rising, one.falling)
        if place and interval == 7:
            missing, twice = _NO_FIFTH_COST, _FIFTH_TWICE_COST
        else:
            missing = _STRAIT_COST if place < grid.shape[1] else 0.0
            twice = 0.0 if place == 0 else _THIRD_TWICE_COST if place == 1 else _COLOUR_TWICE_COST
        if tendency:
            twice = _STRAIT_COST
        cost += missing * (count == 0)
        cost += twice * np.maximum(count - 1, 0)
        if place == 0:
            cost += _THIRD_TWICE_COST * np.maximum(count - 2, 0)
    return cost


def _placing(grid: NDArray[np.int64], one: Chord, group: Ensemble) -> NDArray[np.float64]:
    centres = np.array([(low + high) / 2 for low, high in group.ranges])
    cost: NDArray[np.float64] = _CENTRE_COST * np.abs(grid - centres).sum(axis=1)
    cost += _FREE_BASS_COST * (grid[:, 0] % 12 != one.bass)
    return cost
