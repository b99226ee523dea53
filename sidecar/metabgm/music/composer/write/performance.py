"""A score played: beats to seconds with a player's freedom, levels to gains, notes to strikes."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from metabgm.music.composer.plan.parameters import Parameters
from metabgm.music.composer.randomness import stream
from metabgm.music.composer.sound.instruments import Instrument, gain
from metabgm.music.composer.sound.loudness import HARD, MIDDLE, SOFT, strength
from metabgm.music.composer.write.form import TAIL_S
from metabgm.music.composer.write.score import Note, Part, Score
from metabgm.music.engine import Role

# Level of each part in the mix, dB, for a note of level 0.5. A bed sounds all the time, with several
# voices, so each of its notes is much softer than a melody note, which dies away.
_PART_DB: dict[Part, float] = {
    "lead": 0.0,
    "counter": -4.0,
    "accompaniment": -5.5,
    "bed": -15.0,
    "bass": -9.0,
    "sparkle": -9.0,
    "percussion": -7.0,
}
_SUSTAINED_LEAD_DB = -4.5
# What combat brings forward, dB: all that is struck on the beat.
_COMBAT_DB: dict[Part, float] = {"percussion": 4.0, "accompaniment": 3.0, "bass": 1.5, "bed": -2.0}
_RANGE_DB = 16.0  # from level 0 to level 1
_WEAKEST = 1e-4  # instruments whose note is weaker than this at gain 1 (-80 dB) have no sample there
_ONSET_S: dict[Part, float] = {
    "lead": 0.012,
    "counter": 0.012,
    "accompaniment": 0.009,
    "bed": 0.05,
    "bass": 0.01,
    "sparkle": 0.02,
    "percussion": 0.004,
}
_LEVEL_SPREAD = 0.05
_RUBATO = 0.025  # of the tempo, in a slow wave over some bars
_RITARDANDO = 0.16  # of the tempo, over the last bars
_RITARDANDO_BARS = 3
# Slow swells of the sustained parts; their periods share no divisor, so that they never line up.
_SWELL_PERIODS_S = (11.0, 13.0, 17.0)
_SWELL_DEPTH, _ASKED_SWELL_DEPTH = 0.28, 0.6
_SHORTEST_SWELLING_S = 2.0
_BED_ATTACK_S, _BED_RING_S = 0.7, 2.4


@dataclass(frozen=True)
class Strike:
    """One note as it is rendered. Times in seconds from the start of the piece.

    ``held_s``: until it is let go, ``ring_s``: from then until it is silent. ``gain``: linear, on the tone
    as the sampler makes it. ``swell``: (period s, phase rad, depth 0..1) of a slow wave on sustained notes.
    """

    onset_s: float
    held_s: float
    ring_s: float
    attack_s: float
    pitch: int
    velocity: int
    gain: float
    instrument: Instrument
    swell: tuple[float, float, float] | None

    def swelling(self, since_s: NDArray[np.float64]) -> NDArray[np.float64]:
        """Gain of the swell at times since the onset, seconds; it must have one."""
        assert self.swell is not None
        period, phase, depth = self.swell
        return 1.0 - depth * (0.5 + 0.5 * np.sin(2 * np.pi * (self.onset_s + since_s) / period + phase))


@dataclass(frozen=True)
class Performance:
    """``strikes`` in the order of their onsets. ``seconds``: length of the piece with its tail.

    ``clock``: seconds at each quarter of a beat.
    """

    strikes: tuple[Strike, ...]
    seconds: float
    clock: NDArray[np.float64]


def perform(score: Score, parameters: Parameters, seed: int) -> Performance:
    """Pure: the same score, parameters and seed give the same performance."""
    rng = stream(seed, "performance")
    clock = _clock(rng, score, parameters)
    swells = _swells(rng, parameters)
    looseness = 1.0 if parameters.role == "base" else 0.45
    strikes: list[Strike] = []
    for note in score.notes:
        late, uneven = np.clip(rng.standard_normal(2), -2.0, 2.0)
        onset = max(0.0, _at(clock, note.beat) + looseness * _ONSET_S[note.part] * float(late))
        held = _at(clock, note.beat + note.beats) - _at(clock, note.beat)
        level = note.level + 0.25 * (parameters.dynamics - 0.5) + _LEVEL_SPREAD * float(uneven)
        strike = _strike(note, parameters.role, onset_s=onset, held_s=held, level=min(max(level, 0.02), 1.0))
        if strike is not None:
            slow = strike.instrument.sustained and held > _SHORTEST_SWELLING_S
            strikes.append(replace(strike, swell=swells[note.pitch % len(swells)]) if slow else strike)
    strikes.sort(key=lambda one: (one.onset_s, one.instrument.name, one.pitch))
    return Performance(tuple(strikes), _at(clock, score.beats) + TAIL_S[parameters.role], clock)


def _clock(rng: np.random.Generator, score: Score, parameters: Parameters) -> NDArray[np.float64]:
    """Seconds at each quarter of a beat."""
    count = round(score.beats * 4) + 1
    beat = np.arange(count) / 4.0
    slowness = np.ones(count)
    if parameters.role == "base":
        wave_beats = parameters.metre.beats * (3.0 + 2.0 * rng.random())
        slowness += _RUBATO * np.sin(2 * np.pi * (beat / wave_beats + rng.random()))
        last = _RITARDANDO_BARS * parameters.metre.beats
        slowness += _RITARDANDO * np.clip(1.0 - (score.beats - beat) / last, 0.0, 1.0) ** 2
    steps = slowness[:-1] * (60.0 / parameters.bpm / 4.0)
    return np.concatenate([[0.0], np.cumsum(steps)])


def _at(clock: NDArray[np.float64], beat: float) -> float:
    place = beat * 4.0
    before = min(int(place), len(clock) - 2)
    return float(clock[before] + (place - before) * (clock[before + 1] - clock[before]))


def _swells(rng: np.random.Generator, parameters: Parameters) -> tuple[tuple[float, float, float], ...]:
    depth = _ASKED_SWELL_DEPTH if parameters.swell else _SWELL_DEPTH
    return tuple((period, float(2 * np.pi * rng.random()), depth) for period in _SWELL_PERIODS_S)


def _strike(note: Note, role: Role, *, onset_s: float, held_s: float, level: float) -> Strike | None:
    """None where the instrument has no sample at the note's pitch."""
    velocity = SOFT if level < 0.38 else MIDDLE if level < 0.62 else HARD
    weight = strength(note.instrument, note.pitch, velocity)
    if weight < _WEAKEST:
        return None
    attack_s, ring_s = _shape(note, role, held_s)
    return Strike(
        onset_s=onset_s,
        held_s=max(held_s, attack_s + 0.03),
        ring_s=ring_s,
        attack_s=attack_s,
        pitch=note.pitch,
        velocity=velocity,
        gain=gain(_part_db(note, role) + _RANGE_DB * (level - 0.5)) / weight,
        instrument=note.instrument,
        swell=None,
    )


def _part_db(note: Note, role: Role) -> float:
    decibels = _PART_DB[note.part]
    if note.part == "lead" and note.instrument.sustained:
        decibels += _SUSTAINED_LEAD_DB
    if role == "combat":
        decibels += _COMBAT_DB.get(note.part, 0.0)
    return decibels


def _shape(note: Note, role: Role, held_s: float) -> tuple[float, float]:
    """Attack and ring in seconds: beds come and go slowly, short notes of slow instruments don't."""
    instrument = note.instrument
    if note.part == "bed":
        calm = 1.0 if role == "base" else 0.35
        return max(instrument.attack_s, _BED_ATTACK_S * calm), max(instrument.ring_s, _BED_RING_S * calm)
    if instrument.sustained:
        return min(instrument.attack_s, 0.3 * held_s), min(instrument.ring_s, 0.2 + held_s)
    return instrument.attack_s, instrument.ring_s
