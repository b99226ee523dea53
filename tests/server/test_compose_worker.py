from __future__ import annotations

import queue
from collections.abc import Iterator

import numpy as np
import pytest

from metabgm.describe.texts import Texts
from metabgm.director.actions import PieceOrder
from metabgm.music.engine import Brief
from metabgm.server.compose_worker import Composed, ComposeNews, ComposeWorker, Finished, Planned
from tests.server.tones import CHUNK_FRAMES, RATE, ToneEngine

PATIENCE_S = 10


@pytest.fixture
def worker() -> Iterator[ComposeWorker]:
    worker = ComposeWorker(ToneEngine())
    worker.start()
    yield worker
    worker.stop()


def order(number: int, *, anchor: int | None = None, description: str = "calm") -> PieceOrder:
    return PieceOrder(number, "base", Texts("", description, "template"), number, 2.0, anchor, {}, ())


class Hearing:
    def __init__(self) -> None:
        self._news: queue.Queue[ComposeNews] = queue.Queue()
        self.deliver = self._news.put

    def next(self) -> ComposeNews:
        return self._news.get(timeout=PATIENCE_S)

    def until_finished(self) -> list[ComposeNews]:
        heard = [self.next()]
        while not isinstance(heard[-1], Finished):
            heard.append(self.next())
        return heard

    @property
    def silent(self) -> bool:
        return self._news.empty()


def test_piece_comes_planned_then_in_chunks_then_finished(worker: ComposeWorker) -> None:
    hearing = Hearing()
    worker.compose(order(1), hearing.deliver, wanted=10 * RATE, audible=True)
    planned, *composed, finished = hearing.until_finished()
    assert isinstance(planned, Planned)
    assert planned.total_frames == 2 * RATE
    assert finished == Finished(1)
    chunks = [news.chunk for news in composed if isinstance(news, Composed)]
    whole = np.concatenate(list(ToneEngine().compose(Brief("calm", 1, seconds=2.0)).chunks()))
    assert np.array_equal(np.concatenate(chunks), whole)


def test_no_more_is_composed_than_is_wanted(worker: ComposeWorker) -> None:
    hearing = Hearing()
    worker.compose(order(1), hearing.deliver, wanted=1, audible=True)
    assert isinstance(hearing.next(), Planned)
    assert isinstance(hearing.next(), Composed)
    other = Hearing()
    worker.compose(order(2), other.deliver, wanted=10 * RATE, audible=True)
    other.until_finished()
    assert hearing.silent
    worker.demand(1, CHUNK_FRAMES + 1)
    assert isinstance(hearing.next(), Composed)


def test_piece_grows_from_the_anchor_of_its_order(worker: ComposeWorker) -> None:
    first, second, stranger = Hearing(), Hearing(), Hearing()
    worker.compose(order(1), first.deliver, wanted=1, audible=True)
    first.next()
    worker.compose(order(2, anchor=1), second.deliver, wanted=1, audible=True)
    planned = second.next()
    assert isinstance(planned, Planned)
    assert (planned.anchor, planned.parameters) == ("tone of 201 Hz", {"hertz": 203})
    worker.forget_session()
    worker.compose(order(3, anchor=1), stranger.deliver, wanted=1, audible=True)
    planned = stranger.next()
    assert isinstance(planned, Planned)
    assert planned.anchor is None


def test_piece_that_breaks_ends_alone(worker: ComposeWorker) -> None:
    broken, whole = Hearing(), Hearing()
    worker.compose(order(1, description="break"), broken.deliver, wanted=10 * RATE, audible=True)
    worker.compose(order(2), whole.deliver, wanted=10 * RATE, audible=True)
    assert broken.until_finished()[-1] == Finished(1, f"BrokenPieceError: broke at frame {CHUNK_FRAMES}")
    assert whole.until_finished()[-1] == Finished(2)


def test_abandoned_piece_is_composed_no_further(worker: ComposeWorker) -> None:
    hearing, other = Hearing(), Hearing()
    worker.compose(order(1), hearing.deliver, wanted=1, audible=True)
    hearing.next()
    hearing.next()
    worker.abandon(1)
    worker.demand(1, 10 * RATE)
    worker.compose(order(2), other.deliver, wanted=10 * RATE, audible=True)
    other.until_finished()
    assert hearing.silent
