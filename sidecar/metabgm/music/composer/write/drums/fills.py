"""What leads percussion from one section into the next: fills, timpani rolls, cymbal swells."""

from __future__ import annotations

import numpy as np

from metabgm.music.composer.randomness import chance, pick
from metabgm.music.composer.theory.metre import Metre
from metabgm.music.composer.write.drums.groove import Blow
from metabgm.music.composer.write.drums.rules import (
    BODY,
    FLOOR_TOM,
    HIGH_BONGO,
    HIGH_TOM,
    LOW_BONGO,
    LOW_CONGA,
    LOW_TOM,
    MIDDLE_TOM,
    ROOT,
    SNARE,
    SWELL,
    TAIKO_HIGH,
    TAIKO_LOW,
    TAIKO_MIDDLE,
)

# Drums of a fill from where it begins to where it lands.
_DOWN: dict[str, tuple[int, ...]] = {
    "kit": (SNARE, HIGH_TOM, MIDDLE_TOM, LOW_TOM, FLOOR_TOM),
    "electronic": (SNARE, HIGH_TOM, LOW_TOM),
    "brushes": (SNARE,),
    "taiko": (TAIKO_HIGH, TAIKO_MIDDLE, TAIKO_LOW),
    "hand_drums": (HIGH_BONGO, LOW_BONGO, LOW_CONGA),
}
_ROLL_LEVEL = 0.14
_SWELL_PEAK_S, _SWELL_S = 2.2, 4.0  # the swell's sample is loudest after, and worth hearing for, so long
_SLOWEST_STEP_S = 0.09


def fill(rng: np.random.Generator, kind: str, metre: Metre, energy: float, beat_s: float) -> list[Blow]:
    """The end of a bar, filled and growing: longer and fuller with the energy; none for some kinds."""
    if kind not in _DOWN:
        return []
    beats = min(pick(rng, (0.5, 1.0) if energy < 0.5 else (1.0, 1.0, 2.0)), metre.beats / 2)
    step = 1.0 / metre.division if metre.division == 3 or beat_s / 4 < _SLOWEST_STEP_S else 0.25
    steps = round(beats / step)
    blows: list[Blow] = []
    for at in range(steps):
        through = at / max(steps - 1, 1)
        if 0 < at < steps - 1 and not chance(rng, 0.45 + 0.5 * energy):
            continue
        drums = _DOWN[kind]
        key = drums[min(int(through * len(drums)), len(drums) - 1)]
        level = 0.3 + 0.2 * energy + 0.2 * through + (0.05 if at % 2 == 0 else -0.04)
        blows.append(Blow(metre.beats - beats + at * step, 0.25, key, level, BODY))
    return blows


def growing_roll(metre: Metre, energy: float) -> list[Blow]:
    """A roll on timpani in the bar's last beats that grows to the next downbeat."""
    step = 1.0 / (4 * metre.division)
    beats = min(2.0, metre.beats / 2)
    steps = round(beats / step)
    return [
        Blow(
            metre.beats - beats + at * step,
            2 * step,
            ROOT,
            _ROLL_LEVEL + (0.3 + 0.2 * energy) * (at / steps) ** 1.5 + (0.02 if at % 2 else 0.0),
            BODY,
        )
        for at in range(steps)
    ]


def swell(metre: Metre, energy: float, beat_s: float) -> Blow:
    """A cymbal's swell that is loudest on the next downbeat; it may begin before the bar."""
    return Blow(metre.beats - _SWELL_PEAK_S / beat_s, _SWELL_S / beat_s, SWELL, 0.3 + 0.2 * energy, BODY)
