"""Foretells how loud a performance will be, so that its level is set before the first chunk leaves."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from metabgm.music.composer.sound.loudness import SLICES_S, energies
from metabgm.music.composer.sound.strike import Strike
from metabgm.music.composer.sound.weighting import integrated

_BIN_S = 0.1
_EDGES = np.array(SLICES_S)
_RING_SHARE = 0.1  # of its ring, in which a released note would give off the same energy at full gain


def foretold_lufs(
    strikes: Iterable[Strike], seconds: float, *, reverb_energy: float, reverb_t60_s: float
) -> float:
    """Integrated loudness of the strikes with their reverb, at master gain 1.

    Adds energies: that notes of different pitch are uncorrelated holds within a decibel. ``reverb_energy``:
    energy that the reverb gives back for each unit sent into it.
    """
    bins = int(np.ceil(seconds / _BIN_S)) + 1
    direct, sent = np.zeros(bins), np.zeros(bins)
    for strike in strikes:
        first = int(strike.onset_s / _BIN_S)
        curve = _curve(strike)[: bins - first]
        direct[first : first + len(curve)] += curve
        sent[first : first + len(curve)] += curve * strike.instrument.send**2
    fall = 10.0 ** (-6.0 * np.arange(0.0, reverb_t60_s, _BIN_S) / reverb_t60_s)
    tail = np.convolve(sent, fall / fall.sum())[:bins] * reverb_energy
    return integrated(direct + tail, _BIN_S)


def _curve(strike: Strike) -> NDArray[np.float64]:
    """Energy of one strike in bins from its onset on."""
    slices = energies(strike.instrument, strike.pitch, strike.velocity)
    sounding_s = strike.held_s + _RING_SHARE * strike.ring_s
    since = (np.arange(int(np.ceil(sounding_s / _BIN_S)), dtype=np.float64) + 0.5) * np.float64(_BIN_S)
    which = np.minimum(np.searchsorted(_EDGES, since, side="right") - 1, len(slices) - 1)
    curve = slices[which] * strike.gain**2
    rising = since < strike.attack_s
    curve[rising] *= (since[rising] / strike.attack_s) ** 2
    if strike.swell is not None:
        curve *= strike.swelling(since) ** 2
    return np.asarray(curve)
