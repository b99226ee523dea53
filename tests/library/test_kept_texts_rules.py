"""Random days of a player against a model of what must hold, over a real file that is closed and opened."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from metabgm.library.database import Database, open_database
from metabgm.library.kept_texts import KeptTexts
from metabgm.library.shelf import MOST_TEXTS_A_PLACE, SERVINGS_A_NEW_TEXT
from metabgm.library.texts_key import TextsKey
from tests.library.shelves import key_of, raw, texts_of

KEYS = (key_of("minecraft:forest"), key_of("minecraft:forest", combat=True), key_of("minecraft:plains"))
keys = st.sampled_from(KEYS)
numbers = st.integers(0, 11)


class PlayersDays(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory()
        self._path = Path(self._folder.name) / "library.sqlite3"
        self._database: Database = open_database(self._path)
        self.offered: dict[TextsKey, set[str]] = {key: set() for key in KEYS}
        self.liked: dict[TextsKey, set[str]] = {key: set() for key in KEYS}
        self.disliked: dict[TextsKey, set[str]] = {key: set() for key in KEYS}
        self.last: dict[TextsKey, str] = {}
        self.since_new: dict[TextsKey, int] = dict.fromkeys(KEYS, 0)

    @property
    def kept(self) -> KeptTexts:
        return KeptTexts(self._database)

    def shelf(self, key: TextsKey) -> set[str]:
        rows = raw(
            self._path,
            "SELECT description FROM texts JOIN places ON places.id = place "
            f"WHERE biome = '{key.biome}' AND combat = {int(key.combat)}",
        )
        return {str(description) for (description,) in rows}

    @rule(key=keys, number=numbers)
    def keep(self, key: TextsKey, number: int) -> None:
        words = texts_of(number).description
        self.kept.keep(key, texts_of(number))
        self.offered[key].add(words)
        if words not in self.disliked[key]:
            self.last[key], self.since_new[key] = words, 0

    @rule(key=keys, though_due=st.booleans())
    def take(self, key: TextsKey, though_due: bool) -> None:
        before = self.shelf(key)
        texts = self.kept.take_any(key) if though_due else self.kept.take(key)
        if texts is None:
            assert not before or (not though_due and self.since_new[key] >= min(len(before), 3))
            return
        assert texts.description in before & self.offered[key]
        assert texts.description not in self.disliked[key]
        assert texts.description != self.last.get(key) or len(before) == 1
        self.last[key] = texts.description
        self.since_new[key] += 1
        if not though_due and not self.liked[key]:
            assert self.since_new[key] <= SERVINGS_A_NEW_TEXT

    @rule(key=keys, number=numbers)
    def like(self, key: TextsKey, number: int) -> None:
        words = texts_of(number).description
        if words not in self.shelf(key):
            self.last[key], self.since_new[key] = words, 0
        self.kept.like(key, texts_of(number))
        self.offered[key].add(words)
        self.disliked[key].discard(words)
        self.liked[key].add(words)
        assert words in self.shelf(key)

    @rule(key=keys, number=numbers)
    def dislike(self, key: TextsKey, number: int) -> None:
        words = texts_of(number).description
        self.kept.dislike(key, texts_of(number))
        self.disliked[key].add(words)
        self.liked[key].discard(words)

    @precondition(lambda self: any(self.offered.values()))
    @rule()
    def restart(self) -> None:
        self._database.close()
        self._database = open_database(self._path)

    @invariant()
    def shelves_are_as_they_should_be(self) -> None:
        for key in KEYS:
            shelf = self.shelf(key)
            assert len(shelf) <= MOST_TEXTS_A_PLACE
            assert not shelf & self.disliked[key]
            assert shelf <= self.offered[key]
            if len(self.liked[key]) <= MOST_TEXTS_A_PLACE:
                assert self.liked[key] <= shelf
            else:
                self.liked[key] &= shelf

    def teardown(self) -> None:
        self._database.close()
        self._folder.cleanup()


PlayersDays.TestCase.settings = settings(
    max_examples=60, stateful_step_count=40, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
TestPlayersDays = PlayersDays.TestCase
