from __future__ import annotations

import queue
import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from metabgm.describe.texts import Texts
from metabgm.director.actions import PieceOrder
from metabgm.music.composer.sound.render import BLOCK
from metabgm.music.engine import Brief, Controls, Steering
from metabgm.music.musicgen.engine import MusicGen
from metabgm.server.anchors import Anchors
from metabgm.server.compose_news import Composed, ComposeNews, Finished, Planned
from metabgm.server.compose_worker import MOST_CHUNK_FRAMES, ComposeWorker
from tests.music.musicgen.numpy_runtime import SlowRuntime
from tests.server.tones import CHUNK_FRAMES, RATE, ToneEngine

PATIENCE_S = 10


@pytest.fixture
def worker() -> Iterator[ComposeWorker]:
    worker = ComposeWorker(ToneEngine(), Anchors())
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

    def so_far(self) -> list[ComposeNews]:
        """Without waiting."""
        return [self._news.get_nowait() for _ in range(self._news.qsize())]

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
    first, second = Hearing(), Hearing()
    worker.compose(order(1), first.deliver, wanted=1, audible=True)
    first.next()
    worker.compose(order(2, anchor=1), second.deliver, wanted=1, audible=True)
    planned = second.next()
    assert isinstance(planned, Planned)
    assert (planned.anchor, planned.parameters) == ("tone of 201 Hz", {"hertz": 203})


def test_piece_that_breaks_ends_alone(worker: ComposeWorker) -> None:
    broken, whole = Hearing(), Hearing()
    worker.compose(order(1, description="break"), broken.deliver, wanted=10 * RATE, audible=True)
    worker.compose(order(2), whole.deliver, wanted=10 * RATE, audible=True)
    assert broken.until_finished()[-1] == Finished(1, f"BrokenPieceError: broke at frame {CHUNK_FRAMES}")
    assert whole.until_finished()[-1] == Finished(2)


def frames_of(news: list[ComposeNews]) -> np.ndarray[Any, np.dtype[np.float32]]:
    return np.concatenate([heard.chunk for heard in news if isinstance(heard, Composed)])


def test_steered_piece_is_the_piece_made_with_the_frames_that_were_told(worker: ComposeWorker) -> None:
    hearing, loud, end = Hearing(), Controls(intensity=1.0), Controls(intensity=1.0, ending=True)
    worker.compose(order(1), hearing.deliver, wanted=1, audible=True)
    first = worker.steer(1, loud)
    worker.demand(1, RATE)
    second = worker.steer(1, end)
    worker.demand(1, 10 * RATE)
    assert first == 1 + MOST_CHUNK_FRAMES
    assert second == RATE + MOST_CHUNK_FRAMES
    heard = frames_of(hearing.until_finished())
    piece = ToneEngine().compose(Brief("calm", 1, seconds=2.0))
    steering = Steering((first, loud), (second, end))
    assert np.array_equal(heard, np.concatenate(list(piece.chunks(steering))))
    assert len(heard) < piece.total_frames
    assert np.abs(heard[first + CHUNK_FRAMES :]).max() > 1.5 * np.abs(heard[:first]).max()


def test_piece_begins_as_its_order_says(worker: ComposeWorker) -> None:
    hearing = Hearing()
    loud = replace(order(1), controls=Controls(intensity=1.0))
    worker.compose(loud, hearing.deliver, wanted=10 * RATE, audible=True)
    assert np.abs(frames_of(hearing.until_finished())).max() == pytest.approx(0.4, abs=0.01)


def test_complete_piece_is_steered_no_more(worker: ComposeWorker) -> None:
    hearing = Hearing()
    worker.compose(order(1), hearing.deliver, wanted=10 * RATE, audible=True)
    hearing.until_finished()
    assert worker.steer(1, Controls(ending=True)) is None


def test_chunks_of_the_composer_are_no_longer_than_what_steers_reckon_with() -> None:
    assert BLOCK <= MOST_CHUNK_FRAMES


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


@pytest.mark.parametrize("how", ["abandon", "forget", "stop"])
def test_a_chunk_that_takes_long_is_broken_off(how: str) -> None:
    engine = MusicGen(SlowRuntime(), "slow", random=True)
    worker = ComposeWorker(engine, Anchors())
    worker.start()
    hearing = Hearing()
    worker.compose(order(1), hearing.deliver, wanted=10 * RATE, audible=True)
    assert isinstance(hearing.next(), Planned)
    time.sleep(0.2)  # it is in the middle of its first chunk, which takes seconds
    began = time.perf_counter()
    if how == "abandon":
        worker.abandon(1)
    elif how == "forget":
        worker.forget_session()
    if how != "stop":
        other = Hearing()
        worker.compose(order(2), other.deliver, wanted=1, audible=True)
        assert isinstance(other.next(), Planned)
        assert time.perf_counter() - began < 1.0, "the thread was free at once"
    worker.stop()
    assert time.perf_counter() - began < 1.5
    assert hearing.silent, "a piece that was broken off is not complete"
