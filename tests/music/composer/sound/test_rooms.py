from __future__ import annotations

from itertools import pairwise
from typing import get_args

import pytest

from metabgm.music.composer.sound.rooms import room
from metabgm.music.engine import Place

PLACES: tuple[Place, ...] = get_args(Place)


@pytest.mark.parametrize("place", PLACES)
def test_more_space_is_a_larger_room(place: Place) -> None:
    rooms = [room(place, space) for space in (0.0, 0.3, 0.6, 0.8, 1.0)]
    assert all(small.wet < large.wet for small, large in pairwise(rooms))
    assert all(small.t60_s < large.t60_s for small, large in pairwise(rooms))


def test_places_sound_different() -> None:
    usual = {place: room(place, 0.6) for place in PLACES}
    assert usual["indoors"].t60_s[1] < usual["open"].t60_s[1] < usual["cave"].t60_s[1]
    assert usual["open"].wet < usual["cave"].wet
    assert usual["end"].t60_s[3] > 3 * usual["cave"].t60_s[3]
    assert usual["water"].direct_hz
    assert usual["water"].drift_s > 0
    assert usual["nether"].roughness > 0
    assert len({one.t60_s for one in usual.values()}) == len(PLACES)


def test_there_are_few_enough_rooms_to_keep() -> None:
    assert len({room("open", step / 100) for step in range(101)}) <= 5
