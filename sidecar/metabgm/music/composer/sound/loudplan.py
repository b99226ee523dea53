"""Foretells how loud a performance will be, so that its level is set before the first chunk leaves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from metabgm.music.composer.sound.compressor import reduction_db
from metabgm.music.composer.sound.instruments import Instrument
from metabgm.music.composer.sound.leveller import BIN_S
from metabgm.music.composer.sound.loudness import SLICES_S, energies
from metabgm.music.composer.sound.mastering import Master
from metabgm.music.composer.sound.mixer import is_wide, pan_gains
from metabgm.music.composer.sound.render import BLOCK, RATE
from metabgm.music.composer.sound.reverb import Answer, answer
from metabgm.music.composer.sound.rooms import Room
from metabgm.music.composer.sound.strike import Strike
from metabgm.music.composer.sound.weighting import integrated
from metabgm.music.composer.sound.widener import SIDE_ENERGY

_EDGES_S, _ENDS_S = np.array(SLICES_S[:-1]), np.array(SLICES_S[1:])
_RING_SHARE = 0.1  # of its ring, in which a released note would give off the same energy at full gain
_RISE_SHARE = 0.625  # of its attack, that a raised cosine delays a note's energy by
_MOST_BALANCE = 2.0  # energies of left and right that differ by more are brought together by so much only
_STEPS = (
    4  # of the search for the gain: the compressor's slope is gentle, each step leaves a third of the error
)

_Bins = NDArray[np.float64]


@dataclass(frozen=True)
class Foretold:
    """K-weighted mean squares of direct sound and room on each side, in bins of BIN_S, at gain 1."""

    left: _Bins
    right: _Bins
    wet_left: _Bins
    wet_right: _Bins


def foretell(strikes: Iterable[Strike], seconds: float, room: Room) -> Foretold:
    """Adds energies: that notes of different pitch are uncorrelated holds within a decibel."""
    bins = int(np.ceil(seconds / BIN_S)) + 1
    rows = list(strikes)
    if not rows:
        return Foretold(*np.zeros((4, bins)))
    times, steps = _steps(rows)
    direct, sent = _weights(rows, answer(room, RATE, BLOCK))
    left, right, *wet = (_filled(times, steps * weight[:, None], bins) for weight in (*direct, *sent))
    fall = 10.0 ** (-6.0 * np.arange(0.0, room.t60_s[1], BIN_S) / room.t60_s[1])
    return Foretold(left, right, *(np.convolve(side, fall / fall.sum())[:bins] for side in wet))


def master(strikes: Iterable[Strike], seconds: float, room: Room, target_lufs: float) -> Master:
    """The level at which all of it comes to ``target_lufs``, left and right in balance.

    ``strikes`` may be the first part of a longer piece, ``seconds`` then ends with it.
    """
    foretold = foretell(strikes, seconds, room)
    left, right = _balance(float(foretold.left.sum()), float(foretold.right.sum()))
    whole = foretold.left * left**2 + foretold.right * right**2 + foretold.wet_left + foretold.wet_right
    gain_db = 0.0
    for _ in range(_STEPS):
        reached = integrated(_compressed(whole, gain_db), BIN_S)
        if not np.isfinite(reached):
            break
        gain_db += target_lufs - reached
    gain = float(10.0 ** (gain_db / 20.0))
    return Master(gain, left, right, room, _compressed(whole, gain_db))


def _compressed(whole: _Bins, gain_db: float) -> _Bins:
    powers = whole * 10.0 ** (gain_db / 10.0)
    levels = 10.0 * np.log10(np.maximum(powers / 2.0, 1e-12))
    return np.asarray(powers * 10.0 ** (-reduction_db(levels) / 10.0))


def _balance(left: float, right: float) -> tuple[float, float]:
    """Gains of the two sides that even out their energies and keep the sum."""
    if not left or not right:
        return 1.0, 1.0
    mean = (left + right) / 2.0
    bound = _MOST_BALANCE
    wished = (min(max(mean / side, 1.0 / bound), bound) for side in (left, right))
    one, other = (float(np.sqrt(gain)) for gain in wished)
    return one, other


def _weights(strikes: list[Strike], room: Answer) -> tuple[_Bins, _Bins]:
    """What comes of each note's energy: directly and from the room, each of shape (2 sides, notes)."""
    pitches = [one.pitch for one in strikes]
    players = {one.instrument.name: one.instrument for one in strikes}
    names = {name: at for at, name in enumerate(players)}
    places = [names[one.instrument.name] for one in strikes]
    sends = np.array([one.send for one in players.values()])[places]
    gains = np.array([pan_gains(one.pan) for one in players.values()]).T[:, places]
    extra = np.array([SIDE_ENERGY if is_wide(one) else 0.0 for one in players.values()])[places]
    in_step = 2.0 * gains * sends * room.echoes[:, pitches]
    return np.maximum(gains**2 + in_step, 0.0) + extra, sends**2 * room.energies[:, pitches]


def _steps(strikes: list[Strike]) -> tuple[_Bins, _Bins]:
    """Every note's energy as a stair: (times, rises there), each of shape (notes, edges + 1)."""
    rows: dict[tuple[Instrument, int, int], int] = {}
    measured = [(one.instrument, one.pitch, one.velocity) for one in strikes]
    places = [rows.setdefault(one, len(rows)) for one in measured]
    slices = np.array([energies(*row) for row in rows])[places]
    gains, held, attacks, onsets, rings = np.array(
        [(one.gain, one.held_s, one.attack_s, one.onset_s, one.ring_s) for one in strikes]
    ).T
    slices *= gains[:, None] ** 2
    late = np.minimum(attacks, held) * _RISE_SHARE
    begins = onsets + late
    lasts = held - late + _RING_SHARE * rings
    for at, one in enumerate(strikes):
        if one.swell is not None:
            slices[at] *= one.swelling((_EDGES_S + np.minimum(_ENDS_S, max(one.held_s, 0.2))) / 2.0) ** 2
    since = np.minimum(_EDGES_S[None, :], lasts[:, None])
    ups = np.diff(slices, axis=1, prepend=0.0)
    over = _EDGES_S[None, :] >= lasts[:, None]
    over[:, 0] = False
    ups[over] = 0.0
    times = np.concatenate([since, lasts[:, None]], axis=1) + begins[:, None]
    return times, np.concatenate([ups, -ups.sum(axis=1, keepdims=True)], axis=1)


def _filled(times: _Bins, steps: _Bins, bins: int) -> _Bins:
    """Means within each bin of a stair that goes up by ``steps`` at ``times``."""
    place = times.ravel() / BIN_S
    at = place.astype(np.int64)
    early = (at + 1.0 - place) * steps.ravel()
    size = max(bins, int(at.max()) + 2)
    rises = np.bincount(at, early, size) + np.bincount(at + 1, steps.ravel() - early, size)
    return np.maximum(np.cumsum(rises)[:bins], 0.0)
