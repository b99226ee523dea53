"""Draws that cover their values evenly: a shuffled deck is dealt out before any card comes again."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from typing import Generic, TypeVar

Card = TypeVar("Card")


class Deck(Generic[Card]):
    """``cards``: value -> how many of it a deck holds."""

    def __init__(self, cards: Mapping[Card, int], chance: random.Random) -> None:
        self._full = [card for card, count in cards.items() for _ in range(count)]
        self._chance = chance
        self._left: list[Card] = []

    def deal(self, fits: Callable[[Card], bool] = lambda _: True) -> Card:
        """The next card that fits; those passed over stay. Raises ValueError if no card of a deck does."""
        for fresh in (False, True):
            if fresh:
                self._left += self._chance.sample(self._full, len(self._full))
            for index, card in enumerate(self._left):
                if fits(card):
                    return self._left.pop(index)
        raise ValueError("no card fits")
