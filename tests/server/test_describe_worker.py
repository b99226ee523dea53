from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator

import pytest

from metabgm.describe.texts import DescribeCancelledError, DescribeRequest, Texts
from metabgm.server.describe_worker import MOST_WAITING, DescribeWorker, TooManyRequestsError

PATIENCE_S = 10


class StepwiseDescriber:
    """Writes a token whenever the test lets it; tells which request it is at."""

    name = "stepwise"
    identity = "stepwise"

    def __init__(self) -> None:
        self.begun: queue.Queue[int] = queue.Queue()
        self.go = threading.Event()

    def describe(self, request: DescribeRequest, cancelled: Callable[[], bool]) -> Texts:
        self.begun.put(request.seed)
        while not self.go.wait(0.005):
            if cancelled():
                raise DescribeCancelledError
        return Texts("", f"music {request.seed}", self.name)


@pytest.fixture
def describer() -> StepwiseDescriber:
    return StepwiseDescriber()


@pytest.fixture
def worker(describer: StepwiseDescriber) -> Iterator[DescribeWorker]:
    worker = DescribeWorker(describer)
    worker.start()
    yield worker
    worker.stop()


def request(number: int) -> DescribeRequest:
    return DescribeRequest({}, combat=False, seed=number)


def test_urgent_request_interrupts_an_idle_one_which_is_begun_anew(
    worker: DescribeWorker, describer: StepwiseDescriber
) -> None:
    answers: queue.Queue[str] = queue.Queue()
    worker.ask(1, request(1), lambda texts: answers.put(texts.description), urgent=False)
    assert describer.begun.get(timeout=PATIENCE_S) == 1
    worker.ask(2, request(2), lambda texts: answers.put(texts.description), urgent=True)
    assert describer.begun.get(timeout=PATIENCE_S) == 2
    describer.go.set()
    assert [answers.get(timeout=PATIENCE_S) for _ in range(2)] == ["music 2", "music 1"]
    assert describer.begun.get(timeout=PATIENCE_S) == 1


def test_cancelled_request_stops_between_tokens_and_is_not_answered(
    worker: DescribeWorker, describer: StepwiseDescriber
) -> None:
    answers: queue.Queue[str] = queue.Queue()
    for number in (1, 2, 3):
        worker.ask(number, request(number), lambda texts: answers.put(texts.description), urgent=True)
    assert describer.begun.get(timeout=PATIENCE_S) == 1
    worker.cancel(1)
    worker.cancel(2)
    assert describer.begun.get(timeout=PATIENCE_S) == 3
    describer.go.set()
    assert answers.get(timeout=PATIENCE_S) == "music 3"
    assert answers.empty()


def test_queue_is_bounded(worker: DescribeWorker, describer: StepwiseDescriber) -> None:
    worker.ask(0, request(0), lambda _: None, urgent=True)
    describer.begun.get(timeout=PATIENCE_S)
    for number in range(1, MOST_WAITING + 1):
        worker.ask(number, request(number), lambda _: None, urgent=True)
    with pytest.raises(TooManyRequestsError):
        worker.ask(99, request(99), lambda _: None, urgent=True)
    worker.forget_session()
    worker.ask(100, request(100), lambda _: None, urgent=True)
