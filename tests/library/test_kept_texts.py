from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from metabgm.describe.texts import Texts
from metabgm.library import kept_place
from metabgm.library.database import Database
from metabgm.library.kept_texts import KeptTexts
from metabgm.library.shelf import MOST_TEXTS_A_PLACE
from metabgm.library.texts_key import MOST_DESCRIPTION_CHARACTERS
from tests.library.shelves import key_of, opened, raw, texts_of

FOREST = key_of()


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with opened(tmp_path / "library.sqlite3") as database:
        yield database


@pytest.fixture
def kept(database: Database) -> KeptTexts:
    return KeptTexts(database)


def words(texts: Texts | None) -> str:
    assert texts is not None
    return texts.description


def take(kept: KeptTexts) -> str:
    return words(kept.take_any(FOREST))


def visit(kept: KeptTexts, writer: Iterator[Texts]) -> str:
    """As a describer does: what is kept, else what is written."""
    texts = kept.take(FOREST)
    if texts is None:
        texts = next(writer)
        kept.keep(FOREST, texts)
    return texts.description


def test_what_was_kept_is_taken_with_its_origin(kept: KeptTexts) -> None:
    kept.keep(FOREST, texts_of(1))
    taken = kept.take(FOREST)
    assert taken is not None
    assert taken.origin == "library"
    assert (taken.narrative, taken.description, taken.describer) == (
        texts_of(1).narrative,
        texts_of(1).description,
        texts_of(1).describer,
    )


@pytest.mark.parametrize(
    "other",
    [
        key_of("minecraft:plains"),
        key_of(dimension="minecraft:the_nether"),
        key_of(time="Day"),
        key_of(weather="Rain"),
        key_of(combat=True),
        key_of(direct=True),
        key_of(style="jazz"),
        key_of(describer="another model"),
    ],
)
def test_another_key_has_texts_of_its_own(kept: KeptTexts, other: object) -> None:
    kept.keep(FOREST, texts_of(1))
    assert kept.take(other) is None  # type: ignore[arg-type]


def test_a_hundred_visits_with_a_writer_that_never_repeats(kept: KeptTexts) -> None:
    writer = map(texts_of, itertools.count())
    heard = [visit(kept, writer) for _ in range(100)]
    counts = Counter(heard)
    assert len(counts) == 26
    assert max(counts.values()) <= 6
    # Once the shelf is full: four times each, never within five others.
    settled = [description for description in counts if 17 <= heard.index(description) < 76]
    assert len(settled) == 15
    assert {counts[description] for description in settled} == {4}
    assert all(len(set(heard[at : at + 6])) == 6 for at in range(17, 94))
    # The only repetition is that of the only text.
    assert [at for at in range(99) if heard[at] == heard[at + 1]] == [0]


def test_liked_text_stays_and_comes_more_often(kept: KeptTexts) -> None:
    writer = map(texts_of, itertools.count())
    heard = [visit(kept, writer) for _ in range(20)]
    favourite = heard[-1]
    kept.like(FOREST, next(texts_of(n) for n in range(20) if texts_of(n).description == favourite))
    heard = [visit(kept, writer) for _ in range(200)]
    counts = Counter(heard)
    assert 45 <= counts.pop(favourite) <= 55
    assert max(counts.values()) <= 6
    assert all(heard[at] != heard[at + 1] for at in range(199))


def test_shelf_of_favourites_stays_as_it_is(kept: KeptTexts) -> None:
    favourites = [texts_of(number) for number in range(MOST_TEXTS_A_PLACE)]
    for texts in favourites:
        kept.like(FOREST, texts)
    kept.keep(FOREST, texts_of("spare"))
    heard = Counter(words(kept.take(FOREST)) for _ in range(60))
    assert heard == {texts.description: 10 for texts in favourites}


def test_one_more_favourite_takes_the_place_of_the_most_served(kept: KeptTexts) -> None:
    for number in range(MOST_TEXTS_A_PLACE):
        kept.like(FOREST, texts_of(number))
    first = take(kept)
    kept.like(FOREST, texts_of("seventh"))
    heard = {take(kept) for _ in range(12)}
    assert len(heard) == MOST_TEXTS_A_PLACE
    assert first not in heard
    assert texts_of("seventh").description in heard


def test_disliked_words_never_come_back(kept: KeptTexts) -> None:
    kept.keep(FOREST, texts_of(1))
    kept.keep(FOREST, texts_of(2))
    kept.dislike(FOREST, texts_of(1))
    kept.keep(FOREST, texts_of(1))
    assert {take(kept) for _ in range(5)} == {texts_of(2).description}
    kept.keep(key_of("minecraft:plains"), texts_of(1))
    assert kept.take(key_of("minecraft:plains")) is not None


def test_like_takes_a_dislike_back(kept: KeptTexts, database: Database) -> None:
    kept.dislike(FOREST, texts_of(1))
    kept.like(FOREST, texts_of(1))
    assert take(kept) == texts_of(1).description
    assert raw(database.path, "SELECT count(*) FROM disliked") == [(0,)]


def test_the_same_words_are_kept_once(kept: KeptTexts, database: Database) -> None:
    for _ in range(3):
        kept.keep(FOREST, texts_of(1))
    assert raw(database.path, "SELECT count(*), sum(served) FROM texts") == [(1, 3)]


def test_dislikes_are_remembered_up_to_a_limit(kept: KeptTexts, database: Database) -> None:
    for number in range(kept_place.MOST_DISLIKED_A_PLACE + 3):
        kept.dislike(FOREST, texts_of(number))
    count = raw(database.path, "SELECT count(*) FROM disliked")
    assert count == [(kept_place.MOST_DISLIKED_A_PLACE,)]
    kept.keep(FOREST, texts_of(3))
    assert kept.take(FOREST) is None
    kept.keep(FOREST, texts_of(2))
    assert take(kept) == texts_of(2).description


def test_place_unused_for_longest_goes(
    kept: KeptTexts, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_place, "MOST_PLACES", 3)
    places = [key_of(f"minecraft:biome_{number}") for number in range(4)]
    for place in places[:3]:
        kept.keep(place, texts_of(1))
    kept.dislike(places[1], texts_of(2))
    assert kept.take(places[0]) is not None
    kept.keep(places[3], texts_of(1))
    left = [kept.take_any(place) is not None for place in places]
    assert left == [True, False, True, True]
    assert raw(database.path, "SELECT count(*) FROM disliked") == [(0,)]


def test_texts_beyond_the_limits_are_passed_over(kept: KeptTexts) -> None:
    long = Texts("", "a" * (MOST_DESCRIPTION_CHARACTERS + 1), "m")
    kept.keep(FOREST, long)
    kept.like(FOREST, long)
    kept.dislike(FOREST, long)
    assert kept.take(FOREST) is None


def test_clear_forgets_likes_and_dislikes_too(kept: KeptTexts, database: Database) -> None:
    kept.like(FOREST, texts_of(1))
    kept.dislike(FOREST, texts_of(2))
    kept.clear()
    for table in ("places", "texts", "disliked"):
        assert raw(database.path, f"SELECT count(*) FROM {table}") == [(0,)]


def test_when_nobody_can_write_the_words_of_any_model_will_do(kept: KeptTexts) -> None:
    nobody = key_of(describer="template")
    assert kept.take_any(nobody) is None
    kept.dislike(key_of(describer="never wrote"), texts_of(0))
    kept.keep(key_of(describer="older"), texts_of(1))
    kept.keep(FOREST, texts_of(2))
    assert words(kept.take_any(nobody)) == texts_of(2).description
    assert words(kept.take_any(key_of(describer="older"))) == texts_of(1).description
    assert kept.take(nobody) is None


def test_words_are_liked_and_disliked_whoever_wrote_them(kept: KeptTexts, database: Database) -> None:
    kept.keep(FOREST, texts_of(1))
    kept.keep(FOREST, texts_of(2))
    kept.like(key_of(describer="in use now"), texts_of(1))
    assert raw(database.path, "SELECT words, liked FROM texts ORDER BY id")[0][1] == 1
    assert raw(database.path, "SELECT count(*) FROM places") == [(1,)]
    kept.dislike(key_of(describer="in use now"), texts_of(2))
    kept.keep(FOREST, texts_of(2))
    assert {take(kept) for _ in range(4)} == {texts_of(1).description}
