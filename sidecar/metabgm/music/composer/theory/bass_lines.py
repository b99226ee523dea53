"""Bass lines: which tone of each chord lies lowest, so that the bass moves in steps and rests on roots."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np

from metabgm.music.composer.theory.chords import Chord

_THIRD_COST = {"functional": 0.0, "modal": 1.1}
_FREEDOM = 0.8
# Cost of a move by its interval class, 0 to 6 semitones: steps are best, a tritone worst.
_MOVES = (0.9, 0.0, 0.0, 0.6, 0.7, 0.5, 2.0)


def with_basses(
    rng: np.random.Generator, chords: Sequence[Chord], *, rooted: Collection[int], style: str
) -> list[Chord]:
    """The chords in root position or first inversion, whichever makes the smoother line.

    ``rooted``: places that stay in root position (openings and closes). A chord that already has another
    bass keeps it. Dynamic programming over the pitch classes of the bass.
    """
    options = [_options(one, at in rooted) for at, one in enumerate(chords)]
    costs: list[list[float]] = []
    origins: list[list[int]] = []
    for at, here in enumerate(options):
        row, origin = [], []
        for place, one in enumerate(here):
            own = (_THIRD_COST[style] if place else 0.0) + _FREEDOM * float(rng.random())
            before = options[at - 1] if at else []
            through = [costs[-1][k] + _move(other, one) for k, other in enumerate(before)]
            best = min(range(len(through)), key=through.__getitem__) if through else 0
            row.append(own + (through[best] if through else 0.0))
            origin.append(best)
        costs.append(row)
        origins.append(origin)
    place = min(range(len(costs[-1])), key=costs[-1].__getitem__) if costs else 0
    found: list[Chord] = []
    for at in reversed(range(len(options))):
        found.append(options[at][place])
        place = origins[at][place]
    return found[::-1]


def _options(one: Chord, rooted: bool) -> list[Chord]:
    if rooted or one.low is not None:
        return [one]
    thirds = [tone for tone in one.tones if (tone - one.root) % 12 in (3, 4)]
    return [one, *(one.over(third) for third in thirds)]


def _move(before: Chord, after: Chord) -> float:
    interval = (after.bass - before.bass) % 12
    return _MOVES[min(interval, 12 - interval)]
