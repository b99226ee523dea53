from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from metabgm.music.engine import Frames
from metabgm.stream.outlet import Outlet


@given(st.lists(st.integers(1, 400), max_size=12), st.lists(st.integers(0, 500), max_size=40))
def test_any_chunks_and_any_room_give_the_same_stream(chunks: list[int], rooms: list[int]) -> None:
    whole = np.arange(2 * sum(chunks), dtype=np.float32).reshape(-1, 2)
    outlet, start = Outlet(), 0
    received: list[Frames] = []
    for length in chunks:
        outlet.push(whole[start : start + length])
        start += length
        for room in rooms[:3]:
            taken = outlet.take(room)
            if taken is not None:
                assert taken[0] == sum(len(part) for part in received)
                assert 1 <= len(taken[1]) <= room
                received.append(taken[1])
        rooms = rooms[3:]
    outlet.finish()
    while (taken := outlet.take(123)) is not None:
        received.append(taken[1])
    stream = np.concatenate(received) if received else np.empty((0, 2), np.float32)
    assert np.array_equal(stream, whole)
    assert outlet.drained
    assert outlet.sent_frames == outlet.composed_frames == len(whole)


def test_unfinished_outlet_is_not_drained() -> None:
    outlet = Outlet()
    assert not outlet.drained
    assert outlet.take(100) is None
