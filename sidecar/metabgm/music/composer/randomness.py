"""Random numbers of a piece: a stream for each purpose, so that a change in one leaves the others alone."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from typing import TypeVar

import numpy as np

Choice = TypeVar("Choice")
_WORD = 2**32 - 1


def stream(seed: int, *purpose: str | int) -> np.random.Generator:
    """The same numbers for the same seed and purpose, on every machine."""
    words = [zlib.crc32(str(part).encode()) for part in purpose]
    # As SeedSequence takes a list of integers apart, in half the time.
    halves = [seed & _WORD, seed >> 32] if seed > _WORD else [seed]
    entropy = np.array([*halves, *words], np.uint32)
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence(entropy)))


def pick(rng: np.random.Generator, choices: Sequence[Choice]) -> Choice:
    """One of the choices, all alike."""
    return choices[int(rng.random() * len(choices))]


def weighted(rng: np.random.Generator, choices: Sequence[tuple[Choice, float]]) -> Choice:
    """One of the (choice, weight) pairs, in proportion to its weight (>= 0, not all 0)."""
    at = rng.random() * sum(weight for _, weight in choices)
    for choice, weight in choices:
        at -= weight
        if at < 0.0:
            return choice
    return max(choices, key=lambda pair: pair[1])[0]


def chance(rng: np.random.Generator, probability: float) -> bool:
    """True with the given probability."""
    return bool(rng.random() < probability)
