"""Seeded sampling that is the same everywhere: CTranslate2's own generator is shared by all requests."""

from __future__ import annotations

import random
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True)
class Sampling:
    """``temperature`` > 0; ``top_k`` candidates; ``forks``: how many tokens may differ from the likeliest.

    Each fork costs a prefill of the question, and a small model goes astray when it is sampled throughout.
    ``repetition_penalty`` >= 1 makes tokens that have been written less likely (Keskar et al. 2019),
    ``no_repeat`` keeps the likeliest token from repeating a run of that many. ``taught_words``: whether a
    model that tells which words it was taught writes no others.
    """

    temperature: float
    top_k: int
    forks: int
    repetition_penalty: float = 1.1
    no_repeat: int = 4
    taught_words: bool = False


class SeededChooser:
    """Draws one token after the other; equal seeds and logits give equal tokens."""

    def __init__(self, sampling: Sampling, seed: str) -> None:
        """``seed``: any text; ``random.Random`` hashes it the same way on every platform."""
        self._sampling = sampling
        self._random = random.Random(seed)
        self._forks_left = sampling.forks

    @property
    def exhausted(self) -> bool:
        """Whether from here on the likeliest token is taken without a draw."""
        return self._forks_left == 0

    def draw(
        self,
        logits: npt.NDArray[Any],
        likeliest: int,
        written: Collection[int] = (),
        admits: Callable[[int], bool] = lambda _token: True,
    ) -> int:
        """The next token's id from ``logits`` (vocabulary,). One other than ``likeliest`` is a fork.

        ``written``: ids of the answer so far, however spelt. ``admits``: which ids may follow it; where none
        of them is among the ``top_k``, and after the forks, the likeliest that may is taken; ``likeliest`` if
        none does.
        """
        if self.exhausted and admits(likeliest):
            return likeliest
        logits = self._penalized(logits, written)
        token = None if self.exhausted else self._drawn(logits, admits)
        if token is None:
            order = np.lexsort((np.arange(len(logits)), -logits))
            token = next((int(index) for index in order if admits(int(index))), likeliest)
        if token != likeliest and not self.exhausted:
            self._forks_left -= 1
        return token

    def _drawn(self, logits: npt.NDArray[np.float64], admits: Callable[[int], bool]) -> int | None:
        count = min(self._sampling.top_k, len(logits))
        top = np.argpartition(logits, -count)[-count:]
        # Ties are ordered by id, whatever order the partition left them in.
        top = top[np.lexsort((top, -logits[top]))]
        odds = np.exp((logits[top] - logits[top[0]]) / self._sampling.temperature)
        while odds.any():
            cumulated = np.cumsum(odds)
            place = int(np.searchsorted(cumulated, self._random.random() * cumulated[-1], side="right"))
            place = min(place, count - 1)
            if admits(int(top[place])):
                return int(top[place])
            odds[place] = 0.0
        return None

    def _penalized(self, logits: npt.NDArray[Any], written: Collection[int]) -> npt.NDArray[np.float64]:
        scores = logits.astype(np.float64)
        again = np.array(sorted(set(written)), np.int64)
        penalty = self._sampling.repetition_penalty
        scores[again] = np.where(scores[again] > 0, scores[again] / penalty, scores[again] * penalty)
        return scores
