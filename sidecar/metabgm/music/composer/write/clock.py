"""From beats to seconds: the tempo, and how freely it is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from metabgm.music.composer.plan.parameters import Parameters
from metabgm.music.composer.randomness import stream
from metabgm.music.composer.write.score import Score

STEPS = 4  # of the clock, in a beat
_RUBATO = 0.02  # of the tempo, in a slow wave over some bars
_BREATH = 0.07  # of the tempo, over the beat before a section begins
_RITARDANDO = 0.16  # of the tempo, over the last bars
_RITARDANDO_BARS = 3
_CLOSING_RITARDANDO = 0.12  # a cadence that the game asks for has no bars to slow down over


@dataclass(frozen=True)
class Clock:
    """``seconds``: at each quarter of a beat from ``first_beat`` on, two at least, rising."""

    first_beat: float
    seconds: tuple[float, ...]

    def at(self, beat: float) -> float:
        """Seconds from the start of the piece; beyond the ends the tempo goes on as it was."""
        place = (beat - self.first_beat) * STEPS
        before = min(max(int(place), 0), len(self.seconds) - 2)
        here, after = self.seconds[before], self.seconds[before + 1]
        return here + (place - before) * (after - here)


def written_clock(score: Score, parameters: Parameters, seed: int) -> Clock:
    """The piece as it is written. Combat and stings keep strict time."""
    count = round(score.beats * STEPS) + 1
    beat = np.arange(count) / STEPS
    slowness = np.ones(count)
    if parameters.role == "base":
        rng = stream(seed, "clock")
        bar = parameters.metre.beats
        for share, bars in ((0.65, 3.0 + 2.0 * rng.random()), (0.35, 7.0 + 4.0 * rng.random())):
            slowness += share * _RUBATO * np.sin(2 * np.pi * (beat / (bars * bar) + rng.random()))
        slowness += _breaths(beat, [section.first_bar * bar for section in score.sections[1:]])
        nearing = 1.0 - (score.beats - beat) / (_RITARDANDO_BARS * bar)
        slowness += _RITARDANDO * np.clip(nearing, 0.0, 1.0) ** 2
    return _run(0.0, 0.0, slowness[:-1], parameters.bpm)


def closing_clock(beat: float, seconds: float, beats: float, bpm: float) -> Clock:
    """Slows down a little from ``beat``, which comes at ``seconds``, over ``beats``."""
    count = max(2, round(beats * STEPS))
    return _run(beat, seconds, 1.0 + _CLOSING_RITARDANDO * np.minimum(np.arange(count) / STEPS, 1.0), bpm)


def _breaths(beat: NDArray[np.float64], begins: Sequence[float]) -> NDArray[np.float64]:
    """A little time is taken before each of the beats on which something begins."""
    if not begins:
        return np.zeros(len(beat))
    upcoming = np.array([*begins, np.inf])
    until = upcoming[np.searchsorted(upcoming, beat, side="right")] - beat
    return np.asarray(_BREATH * np.clip(1.0 - until, 0.0, 1.0))


def _run(first_beat: float, start_s: float, slowness: NDArray[np.float64], bpm: float) -> Clock:
    steps = slowness * (60.0 / bpm / STEPS)
    return Clock(first_beat, tuple(float(one) for one in start_s + np.concatenate([[0.0], np.cumsum(steps)])))
