from __future__ import annotations

import random
from collections import Counter

import pytest

from metabgm.research.deck import Deck


def test_every_card_before_any_again() -> None:
    deck = Deck({"a": 2, "b": 1}, random.Random(1))
    for _ in range(20):
        assert Counter(deck.deal() for _ in range(3)) == {"a": 2, "b": 1}


def test_cards_passed_over_stay() -> None:
    deck = Deck({"a": 1, "b": 1}, random.Random(1))
    assert [deck.deal("b".__eq__), deck.deal("b".__eq__)] == ["b", "b"]
    assert Counter(deck.deal() for _ in range(2)) == {"a": 2}


def test_no_card_fits() -> None:
    with pytest.raises(ValueError, match="no card fits"):
        Deck({"a": 1}, random.Random(1)).deal("c".__eq__)
