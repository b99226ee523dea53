from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metabgm.library.shelf import (
    MOST_TEXTS_A_PLACE,
    SERVINGS_A_NEW_TEXT,
    Standing,
    next_to_serve,
    one_too_many,
    wants_new,
)


@st.composite
def shelves(draw: st.DrawFn, size: int = MOST_TEXTS_A_PLACE) -> list[Standing]:
    """Every text was last served at a turn of its own."""
    turns = draw(st.lists(st.integers(1, 40), unique=True, min_size=1, max_size=size))
    return [
        Standing(text, draw(st.integers(1, 9)), turn, draw(st.booleans())) for text, turn in enumerate(turns)
    ]


def plain(*turns: int) -> list[Standing]:
    return [Standing(text, 1, turn, liked=False) for text, turn in enumerate(turns)]


def test_longest_waiting_comes_first() -> None:
    chosen = next_to_serve(plain(3, 1, 2), turn=3)
    assert chosen is not None
    assert chosen.text == 1


def test_liked_one_passes_what_waited_less_than_twice_as_long() -> None:
    for others_turn, expected in ((5, "liked"), (3, "other")):
        shelf = [Standing(0, 1, 7, liked=True), Standing(1, 1, others_turn, liked=False)]
        chosen = next_to_serve(shelf, turn=10)
        assert chosen is not None
        assert ("liked" if chosen.liked else "other") == expected


def test_empty_shelf() -> None:
    assert next_to_serve([], turn=0) is None
    assert wants_new([], since_new=0)
    assert one_too_many([], newest=0) is None


@given(shelves())
def test_never_the_last_one_where_there_is_another(shelf: list[Standing]) -> None:
    turn = max(standing.turn for standing in shelf)
    chosen = next_to_serve(shelf, turn)
    assert chosen is not None
    assert chosen.turn != turn or len(shelf) == 1


@given(shelves(), st.integers(0, 9))
def test_new_texts_are_due_after_a_round_but_not_on_a_shelf_of_favourites(
    shelf: list[Standing], since_new: int
) -> None:
    favourites = len(shelf) == MOST_TEXTS_A_PLACE and all(standing.liked for standing in shelf)
    due = since_new >= SERVINGS_A_NEW_TEXT or since_new >= len(shelf)
    assert wants_new(shelf, since_new) == (due and not favourites)


@given(shelves(MOST_TEXTS_A_PLACE + 1))
def test_a_liked_one_goes_only_for_another_liked_one(shelf: list[Standing]) -> None:
    newest = shelf[-1]
    gone = one_too_many(shelf, newest.text)
    if len(shelf) <= MOST_TEXTS_A_PLACE:
        assert gone is None
        return
    assert gone is not None
    rivals = [standing for standing in shelf if not standing.liked and standing is not newest]
    if rivals:
        assert gone in rivals
        assert gone.served == max(rival.served for rival in rivals)
    elif not newest.liked:
        assert gone is newest
    else:
        assert gone is not newest


@pytest.mark.parametrize("served", [(1, 4, 2, 4, 1, 1, 1)])
def test_among_equally_served_the_one_longest_unheard_goes(served: tuple[int, ...]) -> None:
    shelf = [Standing(text, count, 10 + text, liked=False) for text, count in enumerate(served)]
    gone = one_too_many(shelf, newest=6)
    assert gone is not None
    assert gone.text == 1
