"""What a training does at which step: functions of its settings alone, so that it can go on anywhere."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Settings:
    """``passes`` over the texts, ``batch`` texts a step. ``rate``: the highest learning rate.

    ``rank``, ``alpha``, ``dropout``: of LoRA; the paper gives none of them.
    """

    passes: int = 3
    batch: int = 16
    rate: float = 5e-4
    rank: int = 16
    alpha: float = 32.0
    dropout: float = 0.0
    seed: int = 1


_SORTED_BATCHES = 8
_WARM_UP = 0.05
_LAST_RATE = 0.05
"""Shares: of the steps, and of the highest rate."""


def batches(lengths: Sequence[int], settings: Settings) -> list[list[int]]:
    """The places of each step's texts; every pass shuffles them anew.

    ``lengths``: of the texts, in tokens. A step takes texts of a like length from some of the shuffled ones,
    so that little of its work goes into filling them up to the longest.
    """
    steps = []
    for number in range(settings.passes):
        chance = random.Random(f"{settings.seed}/{number}")
        order = list(range(len(lengths)))
        chance.shuffle(order)
        drawn = settings.batch * _SORTED_BATCHES
        for first in range(0, len(order), drawn):
            like = sorted(order[first : first + drawn], key=lengths.__getitem__)
            some = [like[at : at + settings.batch] for at in range(0, len(like), settings.batch)]
            chance.shuffle(some)
            steps += some
    return steps


def rate_at(step: int, steps: int, settings: Settings) -> float:
    """Rises along a line, then falls along a cosine."""
    warm_up = max(1, round(_WARM_UP * steps))
    if step < warm_up:
        return settings.rate * (step + 1) / warm_up
    done = (step - warm_up) / max(1, steps - warm_up)
    return settings.rate * (_LAST_RATE + (1 - _LAST_RATE) * (1 + math.cos(math.pi * done)) / 2)
