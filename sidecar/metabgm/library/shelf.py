"""Which of a place's texts serves next, and when new ones are wanted. Pure.

The rule: texts come round, the one that waited longest first, and after at most SERVINGS_A_NEW_TEXT of them
one is written anew. On a full shelf the new one takes the place of the one that was served most. So a place
is known by its words, yet none of them lasts: on a full shelf each text that isn't liked sounds about four
times, some six visits apart, and is gone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

MOST_TEXTS_A_PLACE = 6
"""Enough that none is met again before five others; more would take weeks to come round."""

SERVINGS_A_NEW_TEXT = 3
"""Three visits of four need no language model, and every fourth brings new words."""

LIKED_WAITS_FOR = 2
"""A liked text counts as having waited twice as long."""


@dataclass(frozen=True)
class Standing:
    """How one text stands. ``turn``: when it was last served, in servings of its place."""

    text: int
    served: int
    turn: int
    liked: bool


def wants_new(shelf: Sequence[Standing], since_new: int) -> bool:
    """Whether a new text is due. ``since_new``: servings from the shelf since the last new one.

    A short shelf comes round once at most. A shelf of liked texts only, all of them, stays as the player
    chose it.
    """
    if len(shelf) >= MOST_TEXTS_A_PLACE and all(standing.liked for standing in shelf):
        return False
    return since_new >= min(len(shelf), SERVINGS_A_NEW_TEXT)


def next_to_serve(shelf: Sequence[Standing], turn: int) -> Standing | None:
    """The one that waited longest at ``turn``, the place's servings so far; liked ones wait for less.

    The one served last has waited for nothing, so that it comes twice running only where it is alone.
    """
    return max(shelf, key=lambda standing: _waited(standing, turn), default=None)


def one_too_many(shelf: Sequence[Standing], newest: int) -> Standing | None:
    """The one that has to go from a shelf that ``newest`` has joined: the most served, liked ones last.

    Where all others are liked, that is the new one itself, unless it is liked too.
    """
    if len(shelf) <= MOST_TEXTS_A_PLACE:
        return None
    return min(
        shelf,
        key=lambda standing: (standing.liked, standing.text == newest, -standing.served, standing.turn),
    )


def _waited(standing: Standing, turn: int) -> tuple[int, int]:
    waited = turn - standing.turn
    return waited * LIKED_WAITS_FOR if standing.liked else waited, -standing.served
