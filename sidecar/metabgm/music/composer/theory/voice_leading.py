"""Voice leading: the cheapest path through the voicings of a row of chords."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from metabgm.music.composer.theory.chords import Chord
from metabgm.music.composer.theory.voicing import Ensemble, Voicing, choices

Matrix = NDArray[np.float64]
Pitches = NDArray[np.int16]
_FREEDOM = 2.8  # cost at which a voicing is taken e times less often than one without
_MOVE_COST, _BASS_MOVE_COST = 0.5, 0.12  # of a semitone in the upper voices, in the lowest
_LARGEST_STEP, _LARGEST_LEAP = 2, 5  # semitones: beyond the one a leap, beyond the other a wide one
_LEAP_COST, _WIDE_COST = 0.9, 120.0
_BASS_TRITONE_COST, _BASS_WIDE_COST = 2.0, 80.0
_OUTER_PARALLEL_COST, _INNER_PARALLEL_COST, _LOOSE_PARALLEL_COST = 800.0, 80.0, 6.0
_HIDDEN_COST, _OVERLAP_COST, _AUGMENTED_COST = 6.0, 40.0, 16.0
_OUTER_TENDENCY_COST, _INNER_TENDENCY_COST = 48.0, 28.0
_STILL_COST = 0.7  # of a melody that stays where it is


def _upper_costs(*, strict: bool) -> Matrix:
    sizes = np.arange(128)
    cost: Matrix = _MOVE_COST * sizes + _LEAP_COST * np.maximum(sizes - _LARGEST_STEP, 0)
    return cost + (_WIDE_COST * (sizes > _LARGEST_LEAP) if strict else 0.0)


def _bass_costs() -> Matrix:
    sizes = np.arange(128)
    cost: Matrix = _BASS_MOVE_COST * sizes + _BASS_TRITONE_COST * np.isin(sizes, (6, 8, 9))
    return cost + _BASS_WIDE_COST * (np.isin(sizes, (10, 11)) | (sizes > 12))


# Cost of a movement by its size in semitones.
_UPPER = (_upper_costs(strict=False), _upper_costs(strict=True))
_BASS = _bass_costs()


def lead(rng: np.random.Generator, chords: Sequence[Chord], group: Ensemble) -> list[Voicing]:
    """Voices each chord so that the whole row costs little. Empty for no chords.

    Common tones stay; no parallel fifths, octaves and unisons (between outer voices at any price), no
    overlap, leading tones rise and sevenths fall. A path is drawn, the likelier the less it costs, so that a
    progression that returns is voiced anew: forward filtering, backward sampling over the best voicings.
    """
    if not chords:
        return []
    steps: dict[tuple[Chord, Chord], Matrix] = {}
    options = [choices(one, group) for one in chords]
    mass = [_likelihood(options[0].costs)]
    for pair, here in zip(pairwise(chords), options[1:], strict=True):
        if pair not in steps:
            steps[pair] = _likelihood(_transition(*pair, group))
        reached = (mass[-1] @ steps[pair]) * _likelihood(here.costs)
        mass.append(reached / reached.sum())
    path = [_drawn(rng, mass[-1])]
    for at in reversed(range(len(chords) - 1)):
        path.append(_drawn(rng, mass[at] * steps[chords[at], chords[at + 1]][:, path[-1]]))
    return [
        tuple(int(pitch) for pitch in here.pitches[place])
        for here, place in zip(options, reversed(path), strict=True)
    ]


def _likelihood(costs: Matrix) -> Matrix:
    """Relative to the cheapest, so that no row or piece of any length vanishes."""
    found: Matrix = np.exp((costs.min() - costs) / _FREEDOM)
    return found


def _drawn(rng: np.random.Generator, mass: NDArray[np.float64]) -> int:
    totals = np.cumsum(mass)
    return min(int(np.searchsorted(totals, rng.random() * totals[-1], side="right")), len(mass) - 1)


def parallel(lower: tuple[int, int], upper: tuple[int, int]) -> bool:
    """Whether two voices, each (before, after), move from one perfect interval into the same again."""
    if lower[0] == lower[1] or upper[0] == upper[1]:
        return False
    before, after = (upper[0] - lower[0]) % 12, (upper[1] - lower[1]) % 12
    return before == after and before in (0, 7)


def _transition(before: Chord, after: Chord, group: Ensemble) -> Matrix:
    """Costs of shape (voicings before, voicings after); inside, arrays are (voices, before, after)."""
    old = choices(before, group).pitches.astype(np.int16).T[:, :, None]
    new = choices(after, group).pitches.astype(np.int16).T[:, None, :]
    moves = new - old
    cost = _movement(moves, group) + _parallels(old, new, moves, group)
    overlap = (new[:-1] > old[1:]) | (new[1:] < old[:-1])
    cost += (_OVERLAP_COST if group.strict else _LOOSE_PARALLEL_COST) * overlap.sum(axis=0)
    if after.rising is not None:
        cost += _AUGMENTED_COST * ((new % 12 == after.rising) & (moves == 3)).sum(axis=0)
    return cost + _tendencies(before, old, moves)


def _movement(moves: Pitches, group: Ensemble) -> Matrix:
    sizes = np.abs(moves)
    cost: Matrix = _UPPER[int(group.strict)][sizes[1:]].sum(axis=0) + _BASS[sizes[0]]
    if group.strict:
        cost += _STILL_COST * (sizes[-1] == 0)
    return cost


@cache
def _pairs(voices: int, *, strict: bool) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """The lower and the upper voice of each pair, and what their parallels cost."""
    low, high = np.triu_indices(voices, 1)
    outer = (low == 0) & (high == voices - 1)
    inner = _INNER_PARALLEL_COST if strict else _LOOSE_PARALLEL_COST
    return low, high, np.where(outer, _OUTER_PARALLEL_COST, inner)


def _weighed(weight: NDArray[np.float64], faults: NDArray[np.bool_]) -> Matrix:
    """The sum over the first axis of ``faults``, each of its rows by its weight."""
    summed: Matrix = weight @ faults.reshape(len(faults), -1).astype(np.float64)
    return summed.reshape(faults.shape[1:])


def _parallels(old: Pitches, new: Pitches, moves: Pitches, group: Ensemble) -> Matrix:
    low, high, weight = _pairs(len(group.ranges), strict=group.strict)
    before, after = (old[high] - old[low]) % 12, (new[high] - new[low]) % 12
    moved = moves != 0
    bad = moved[high] & moved[low] & (before == after) & ((before == 0) | (before == 7))
    cost = _weighed(weight, bad)
    if group.strict:
        interval = (new[-1] - new[0]) % 12
        arrives = (interval == 0) | (interval == 7)
        similar = moves[-1] * moves[0] > 0
        cost += _HIDDEN_COST * (arrives & similar & (np.abs(moves[-1]) > _LARGEST_STEP))
    return cost


def _tendencies(chord: Chord, old: Pitches, moves: Pitches) -> Matrix:
    weight = np.full(len(moves), _INNER_TENDENCY_COST)
    weight[[0, -1]] = _OUTER_TENDENCY_COST
    cost: Matrix = np.zeros(moves.shape[1:])
    if chord.rising is not None:
        leading = old % 12 == chord.rising
        cost += _weighed(weight, leading & (moves != 1) & (moves != 0))
    if chord.falling is not None:
        falls = (moves <= 0) & (moves >= -2)
        cost += _weighed(weight, (old % 12 == chord.falling) & ~falls)
    return cost
