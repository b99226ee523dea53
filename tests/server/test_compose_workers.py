from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from metabgm.music.engine import EngineName
from metabgm.music.musicgen.engine import MusicGen
from metabgm.server.compose_job import brief_of
from metabgm.server.compose_news import Composed, Planned, Worked
from metabgm.server.compose_workers import ComposeWorkers
from tests.music.musicgen.numpy_runtime import NumpyRuntime, SlowRuntime
from tests.server.test_compose_worker import Hearing, order
from tests.server.tones import RATE, ToneEngine


@pytest.fixture
def workers() -> Iterator[ComposeWorkers]:
    workers = ComposeWorkers(ToneEngine())
    workers.start()
    yield workers
    workers.stop()


def planned(workers: ComposeWorkers, engine: EngineName, number: int, anchor: int | None) -> Planned:
    hearing = Hearing()
    made = replace(order(number, anchor=anchor), engine=engine)
    workers.of(engine).compose(made, hearing.deliver, wanted=1, audible=True)
    news = hearing.next()
    assert isinstance(news, Planned)
    return news


def test_a_piece_grows_from_another_engines(workers: ComposeWorkers) -> None:
    workers.join(MusicGen(NumpyRuntime(), "small", random=True))
    planned(workers, "composer", 1, anchor=None)
    assert planned(workers, "musicgen", 2, anchor=1).anchor == "tone of 201 Hz"
    assert planned(workers, "composer", 3, anchor=2).anchor == "the last tokens of 'Calm (random weights)'"


def test_another_session_grows_from_nothing_of_the_last_one(workers: ComposeWorkers) -> None:
    planned(workers, "composer", 1, anchor=None)
    workers.forget_session()
    assert planned(workers, "composer", 3, anchor=1).anchor is None


def test_the_composer_is_not_held_up_by_a_slow_engine(workers: ComposeWorkers) -> None:
    workers.join(MusicGen(SlowRuntime(), "slow", random=True))
    slow, quick = Hearing(), Hearing()
    workers.of("musicgen").compose(order(1), slow.deliver, wanted=10 * RATE, audible=True)
    assert isinstance(slow.next(), Planned)
    workers.of("composer").compose(order(2), quick.deliver, wanted=10 * RATE, audible=True)
    quick.until_finished()
    # Twenty-five steps of a tenth of a second come before the first chunk.
    assert all(isinstance(news, Worked) for news in slow.so_far())


def test_what_is_prepared_of_a_piece_that_works_ahead_is_its_material(workers: ComposeWorkers) -> None:
    workers.join(MusicGen(NumpyRuntime(), "small", random=True))
    hearing = Hearing()
    workers.of("musicgen").compose(order(1), hearing.deliver, wanted=RATE, audible=False)
    news = [hearing.next(), hearing.next()]
    while not (isinstance(news[-1], Worked) and news[-1].complete):
        news.append(hearing.next())
    assert not any(isinstance(one, Composed) for one in news)
    worked = [one for one in news if isinstance(one, Worked)]
    assert [one.ready for one in worked] == [False] * (len(worked) - 1) + [True], "two seconds are no reserve"
    assert worked[-1].ahead == pytest.approx(2.0, abs=0.1)

    workers.of("musicgen").demand(1, 10 * RATE)
    chunks = [one.chunk for one in hearing.until_finished() if isinstance(one, Composed)]
    whole = MusicGen(NumpyRuntime(), "small", random=True).compose(brief_of(order(1), None))
    assert np.array_equal(np.concatenate(chunks), np.concatenate(list(whole.chunks())))
