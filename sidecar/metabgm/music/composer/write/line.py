"""A line of notes fitted to its harmony: the wished moves kept as far as good voice leading lets them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from metabgm.music.composer.theory.chords import Chord, inflected
from metabgm.music.composer.theory.metre import Metre
from metabgm.music.composer.write.compass import UNRESOLVED, Compass
from metabgm.music.composer.write.score import Span, chord_at

STRONG = 0.7  # metrical weight from which a dissonance has to be resolved
APART_BEATS = 1.0  # a rest this long or longer ends a line's memory of its leaps
_FORBIDDEN, _GIVEN = UNRESOLVED, 1e6
# Costs. A move that isn't the wished one costs once, and more the farther it strays.
_OTHER_MOVE, _STRAYED_STEP = 2.6, 0.8
_FREE_STEP, _FREE_REPEAT = 0.18, 0.35
_TENSION, _AVOIDED = 0.3, 1.5
_AIM, _OUTSIDE = 0.07, 1.2
_CLASH, _WEAK_CLASH, _CROSSING, _SIMILAR, _PARALLEL = 8.0, 0.8, 4.0, 0.35, 6.0
_NOT_HOME, _UNCLOSED = 0.9, 2.4  # a close on its third is heard as one, on other tones it isn't
_FREEDOM = 0.2
_CONSONANT = (0, 3, 4, 7, 8, 9)  # semitones modulo an octave; a fourth between two voices is none
_CLASHES = ~np.isin(np.arange(12), _CONSONANT)
_PERFECT = np.isin(np.arange(12), (0, 5, 7))  # on either side of the other voice


@dataclass(frozen=True)
class Tone:
    """One note that is still without a pitch.

    ``move``: wished scale steps from the tone before, None for any. ``exact``: the same in semitones, for
    an imitation that keeps its intervals to the semitone. ``aim``: degree it should lie near. ``ceiling``:
    degree it should not rise above, ``floor``: not fall below. ``other``: MIDI pitch that the other voice
    sounds at its onset.
    ``home``: whether the tonic is wanted (a close) or unwanted (a question), None where it doesn't matter.
    """

    beat: float
    beats: float
    move: int | None
    aim: float
    exact: int | None = None
    ceiling: float = 99.0
    floor: float = -99.0
    other: int | None = None
    home: bool | None = None

    @property
    def end(self) -> float:
        """The beat at which it is let go."""
        return self.beat + self.beats


def fit(
    rng: np.random.Generator,
    tones: Sequence[Tone],
    compass: Compass,
    spans: Sequence[Span],
    metre: Metre,
    *,
    below: bool = False,
    first: int | None = None,
) -> list[int]:
    """Indices into the compass's degrees, one a tone: the cheapest line, found by dynamic programming.

    It ends on a chord tone. Never is a leap left without a step back, nor a dissonance on a strong beat
    without a step to a chord tone, where the compass offers any other way. ``below``: the line lies under
    the other voice, else over it. ``first``: index that the first tone has already.
    """
    if not tones:
        return []
    size = len(compass.degrees)
    sounding = [chord_at(spans, tone.beat) for tone in tones]
    weights = np.array([metre.weight(tone.beat) for tone in tones])
    chords = [_chord_mask(compass, chord) for chord in sounding]
    costs = rng.random((len(tones), size)) * _FREEDOM
    costs += _place_costs(tones, compass, sounding, weights, below=below)
    if first is not None:
        costs[0] += _GIVEN * (np.arange(size) != first)
    if len(tones) == 1:
        dissonant = _FORBIDDEN * ~chords[0]
        return [int(np.argmin(costs[0] + dissonant))]
    joined = [_joined(one, after) for one, after in pairwise(tones)]
    moves = _move_cost(tones, 0, joined, compass, chords=chords, weights=weights)
    best = costs[0][:, None] + moves + costs[1][None, :]
    origins: list[NDArray[np.int64]] = []
    for at in range(1, len(tones) - 1):
        through = best[:, :, None]
        if joined[at - 1] and joined[at]:
            through = through + compass.unresolved
        origin = through.argmin(axis=0)
        origins.append(origin if origin.shape[1] == size else origin.repeat(size, axis=1))
        moves = _move_cost(tones, at, joined, compass, chords=chords, weights=weights)
        best = through.min(axis=0) + moves + costs[at + 1][None, :]
    best = best + _FORBIDDEN * ~chords[-1][None, :]
    previous, last = (int(index) for index in np.unravel_index(int(np.argmin(best)), best.shape))
    line = [last, previous]
    for origin in reversed(origins):
        line.append(int(origin[line[-1], line[-2]]))
    return line[::-1]


def _joined(one: Tone, after: Tone) -> bool:
    return after.beat - one.end < APART_BEATS - 1e-6


@lru_cache(maxsize=512)
def _chord_mask(compass: Compass, chord: Chord) -> NDArray[np.bool_]:
    """Which degrees are tones of a chord, once they have taken its accidentals."""
    sounding = [inflected(int(pitch), compass.key, chord) for pitch in compass.pitches]
    return np.isin(np.array(sounding) % 12, chord.tones)


@lru_cache(maxsize=1024)
def _wish_cost(compass: Compass, move: int | None, exact: int | None) -> NDArray[np.float64]:
    """What it costs to go from each degree (row) to each other one where a move is wished for, or none."""
    if exact is not None:
        strayed = np.abs(compass.semitones - exact)
        return np.asarray(_OTHER_MOVE * (strayed > 0) + 0.5 * _STRAYED_STEP * strayed)
    if move is not None:
        strayed = np.abs(compass.steps - move)
        return np.asarray(_OTHER_MOVE * (strayed > 0) + _STRAYED_STEP * strayed)
    steps = np.abs(compass.steps)
    return np.asarray(_FREE_STEP * steps + _FREE_REPEAT * (steps == 0))


@lru_cache(maxsize=512)
def _tension(compass: Compass, chord: Chord) -> NDArray[np.float64]:
    """How each degree rubs against a chord, worst a semitone above one of its tones."""
    tones = _chord_mask(compass, chord)
    above = np.isin((compass.pitches - 1) % 12, compass.pitches[tones] % 12)
    return np.where(tones, 0.0, np.where(above, _AVOIDED, _TENSION))


def _place_costs(
    tones: Sequence[Tone],
    compass: Compass,
    chords: Sequence[Chord],
    weights: NDArray[np.float64],
    *,
    below: bool,
) -> NDArray[np.float64]:
    """What it costs each tone (row) to lie on each degree (column)."""
    lengths, aims, ceilings, floors = np.array(
        [(min(tone.beats, 2.0), tone.aim, tone.ceiling, tone.floor) for tone in tones]
    ).T[:, :, None]
    costs = np.stack([_tension(compass, chord) for chord in chords])
    costs = costs * (0.3 + weights[:, None]) * lengths
    costs += _AIM * np.abs(compass.degrees - aims)
    costs += _OUTSIDE * np.maximum(0.0, compass.degrees - ceilings)
    costs += _OUTSIDE * np.maximum(0.0, floors - compass.degrees)
    for at, tone in enumerate(tones):
        if tone.home is not None:
            costs[at] += _NOT_HOME * ((compass.pitches % 12 == compass.key.tonic) != tone.home)
        if tone.home:
            third = (compass.key.tonic + compass.key.mode.harmony[2]) % 12
            costs[at] += _UNCLOSED * ~np.isin(compass.pitches % 12, (compass.key.tonic, third))
        if tone.other is not None:
            apart = tone.other - compass.pitches if below else compass.pitches - tone.other
            clash = _CLASH if weights[at] >= STRONG else _WEAK_CLASH
            costs[at] += clash * _CLASHES[apart % 12]
            costs[at] += _CROSSING * (apart <= 0)
    return np.asarray(costs)


def _move_cost(
    tones: Sequence[Tone],
    at: int,
    joined: Sequence[bool],
    compass: Compass,
    *,
    chords: Sequence[NDArray[np.bool_]],
    weights: NDArray[np.float64],
) -> NDArray[np.float64]:
    """What it costs to go from each degree of tone ``at`` (row) to each of the next one (column).

    ``joined``: whether each tone leads on to its next one.
    """
    one, after = tones[at], tones[at + 1]
    cost = _wish_cost(compass, after.move, after.exact)
    if joined[at] and (at + 1 == len(joined) or not joined[at + 1]):
        cost = cost + _FORBIDDEN * compass.leaps
    if weights[at] >= STRONG:
        away = ~chords[at][:, None]
        if joined[at]:
            away = away & ~(compass.neighbours & chords[at + 1][None, :])
        cost = cost + _FORBIDDEN * away
    if one.other is not None and after.other is not None:
        cost = cost + _together(one.other, after.other, compass)
    return np.asarray(cost)


@lru_cache(maxsize=512)
def _together(other: int, other_after: int, compass: Compass) -> NDArray[np.float64]:
    """Two voices at once: contrary motion is welcome, parallel fifths and octaves are not."""
    moved = other_after - other
    similar = np.sign(compass.semitones) * np.sign(moved) > 0
    perfect = _PERFECT[(compass.pitches - other) % 12]
    parallel = perfect[:, None] & (compass.semitones == moved) & (moved != 0)
    return np.asarray(_SIMILAR * similar + _PARALLEL * parallel)
