"""A few words for each text to be written, drawn from the lexicon so that no two start alike."""

from __future__ import annotations

import random

from metabgm.music.composer.words.lexicon import rows
from metabgm.research.deck import Deck
from metabgm.research.split import HELD_OUT_INSTRUMENTS, Split, words_for

_CHARACTER_TABLES = ("form", "metre", "modes", "textures", "tempo", "dynamics")
BEGINNINGS = ("instrument", "tempo", "mood", "form", "rhythm", "key", "texture", "a change", "a verb")
"""What the first words of a description are about."""

_HELD_OUT_SHARE = 0.5
"""Of the held-out texts: so many are asked to use a held-out instrument."""


class PromptWords:
    """Deals words so that every row of the lexicon comes up before any does again."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        players = [*_rows("instruments"), *_rows("percussion")]
        barred = {word for name in HELD_OUT_INSTRUMENTS for word in words_for(name)}
        self._players = Deck(dict.fromkeys((row for row in players if barred.isdisjoint(row)), 1), chance)
        self._moods = Deck(dict.fromkeys(_rows("moods"), 1), chance)
        characters = [row for table in _CHARACTER_TABLES for row in _rows(table)]
        self._characters = Deck(dict.fromkeys(characters, 1), chance)
        self._beginnings = Deck(dict.fromkeys(BEGINNINGS, 1), chance)

    def of_instruments(self, split: Split) -> tuple[str, ...]:
        """A beginning and two instruments."""
        return (self._beginnings.deal(), *self._two_players(split))

    def of_music(self, split: Split) -> tuple[str, ...]:
        """A beginning, a mood, two words of form, metre, mode, texture, tempo or loudness, two players."""
        characters = (self._word(self._characters), self._word(self._characters))
        return (self._beginnings.deal(), self._word(self._moods), *characters, *self._two_players(split))

    def _two_players(self, split: Split) -> tuple[str, str]:
        first, second = self._word(self._players), self._word(self._players)
        if split == "held-out" and self._chance.random() < _HELD_OUT_SHARE:
            first = words_for(self._chance.choice(HELD_OUT_INSTRUMENTS))[0]
        return first, second

    def _word(self, deck: Deck[tuple[str, ...]]) -> str:
        return self._chance.choice(deck.deal())


def _rows(table: str) -> list[tuple[str, ...]]:
    """The phrases of each row that means something."""
    return [tuple(phrases.split("|")) for phrases, effects in rows(table) if not effects.startswith("filler")]
