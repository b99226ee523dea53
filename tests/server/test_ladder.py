from __future__ import annotations

import logging
from collections.abc import Callable

import pytest

from metabgm.describe.texts import DescribeCancelledError, DescribeRequest, Texts
from metabgm.describe.writer import WriterError
from metabgm.server.endpoint_rest import FIRST_REST_S, GRACE_S
from metabgm.server.ladder import LOADING, DescriberLadder

IDLE = DescribeRequest({}, combat=False, seed=1)
URGENT = DescribeRequest({}, combat=False, seed=1, patience_s=3.0)


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class Saying:
    """Says its name; ``error`` and how long it takes to come can be changed at any time."""

    def __init__(self, name: str, error: Exception | None = None, clock: Clock | None = None) -> None:
        self.name = name
        self.identity = f"{name}@1"
        self.error = error
        self.takes_s = 0.0
        self.asked: list[DescribeRequest] = []
        self._clock = clock

    def describe(self, request: DescribeRequest, cancelled: Callable[[], bool]) -> Texts:
        self.asked.append(request)
        if self._clock is not None:
            self._clock.now += self.takes_s
        if self.error is not None:
            raise self.error
        return Texts("", f"music {request.seed} {cancelled()}", self.name)


class Steps:
    """All three steps, and everything that was told."""

    def __init__(self) -> None:
        self.clock = Clock()
        self.endpoint = Saying("big", clock=self.clock)
        self.llama = Saying("llama", clock=self.clock)
        self.ladder = DescriberLadder(Saying("template"), self.endpoint, self.clock)
        self.ladder.climb(self.llama)
        self.told: list[tuple[str, str, str, str]] = []
        self.ladder.on_change = lambda: self.told.append(self.state())

    def state(self) -> tuple[str, str, str, str]:
        return self.ladder.step, self.ladder.name, self.ladder.identity, self.ladder.reason

    def describe(self, request: DescribeRequest = URGENT) -> str:
        return describe(self.ladder, request)


def describe(ladder: DescriberLadder, request: DescribeRequest = IDLE) -> str:
    return ladder.describe(request, lambda: False).describer


def test_template_answers_until_the_model_is_there() -> None:
    ladder = DescriberLadder(Saying("template"))
    assert (describe(ladder), ladder.step, ladder.reason) == ("template", "template", LOADING)
    ladder.climb(Saying("llama-7b"))
    assert (describe(ladder), ladder.step, ladder.reason) == ("llama-7b", "llama", "")
    assert (ladder.name, ladder.identity) == ("llama-7b", "llama-7b@1")


def test_model_that_fails_is_given_up_with_a_reason() -> None:
    ladder = DescriberLadder(Saying("template"))
    ladder.climb(Saying("llama", MemoryError("out of memory")))
    told: list[str] = []
    ladder.on_change = lambda: told.append(ladder.reason)
    assert describe(ladder) == "template"
    assert ladder.step == "template"
    assert told == ["the language model failed (MemoryError: out of memory)"]


@pytest.mark.parametrize("step", ["endpoint", "llama"])
def test_cancelling_is_no_failure(step: str) -> None:
    steps = Steps()
    if step == "llama":
        steps.endpoint.error = WriterError("down")
    (steps.endpoint if step == "endpoint" else steps.llama).error = DescribeCancelledError()
    with pytest.raises(DescribeCancelledError):
        steps.describe()
    assert steps.ladder.step == step


def test_progress_is_told_on_by_whole_percents() -> None:
    ladder = DescriberLadder(Saying("template"))
    told: list[dict[str, float]] = []
    ladder.on_change = lambda: told.append(ladder.loading)
    for step in range(1001):
        ladder.progress("fetch", step / 1000)
    assert len(told) <= 102
    assert told[-1] == {"fetch": 1.0}
    ladder.climb(Saying("llama"))
    assert ladder.loading == {}


def test_endpoint_is_the_top_step_whatever_becomes_of_the_local_model() -> None:
    ladder = DescriberLadder(Saying("template"), Saying("big"))
    assert (describe(ladder), ladder.step, ladder.reason, ladder.identity) == ("big", "endpoint", "", "big@1")
    ladder.stay_down("no language model: the disk is full")
    assert (describe(ladder), ladder.step, ladder.reason) == ("big", "endpoint", "")


def test_fall_and_climb_of_the_endpoint_are_told() -> None:
    steps = Steps()
    steps.endpoint.error = WriterError("host answered 500: no")
    assert steps.describe() == "llama"
    steps.endpoint.error = None
    steps.clock.now += FIRST_REST_S
    assert steps.describe(IDLE) == "big"
    assert steps.told == [
        ("llama", "llama", "llama@1", "host answered 500: no; next try in 30 s"),
        ("endpoint", "big", "big@1", ""),
    ]


def test_both_reasons_stand_on_the_lowest_step() -> None:
    steps = Steps()
    steps.endpoint.error, steps.llama.error = WriterError("host: no"), ValueError("odd")
    assert steps.describe() == "template"
    assert steps.ladder.reason == "host: no; next try in 30 s; the language model failed (ValueError: odd)"


def test_next_step_gets_what_is_left_of_the_patience() -> None:
    steps = Steps()
    steps.endpoint.error, steps.endpoint.takes_s = WriterError("no"), 2.0
    assert steps.describe(URGENT) == "llama"
    assert steps.endpoint.asked == [URGENT]
    assert steps.llama.asked[0].patience_s == pytest.approx(1.0)
    steps.clock.now += FIRST_REST_S
    assert steps.describe(IDLE) == "llama"
    assert steps.llama.asked[1] == IDLE


def test_patience_that_is_used_up_is_not_negative() -> None:
    steps = Steps()
    steps.endpoint.error, steps.endpoint.takes_s = WriterError("no"), 5.0
    steps.describe(URGENT)
    assert steps.llama.asked[0].patience_s == 0.0


def test_endpoint_rests_and_is_first_tried_by_who_can_wait() -> None:
    steps = Steps()
    steps.endpoint.error = WriterError("no")
    steps.describe()
    for passed, request, tried in (
        (FIRST_REST_S - 1.0, IDLE, False),
        (0.5, URGENT, False),
        (1.0, URGENT, False),
        (0.0, IDLE, True),
        (2 * FIRST_REST_S - 1.0, IDLE, False),
        (1.0 + GRACE_S - 1.0, URGENT, False),
        (1.0, URGENT, True),
    ):
        before = len(steps.endpoint.asked)
        steps.clock.now += passed
        assert steps.describe(request) == "llama"
        assert (len(steps.endpoint.asked) > before) is tried, (passed, request)


def test_unexpected_error_of_the_endpoint_is_a_failure_with_a_trace(caplog: pytest.LogCaptureFixture) -> None:
    steps = Steps()
    steps.endpoint.error = RuntimeError("a bug")
    assert steps.describe() == "llama"
    assert steps.ladder.reason.startswith("RuntimeError: a bug; ")
    assert "Traceback" in caplog.text
    caplog.clear()
    caplog.set_level(logging.INFO)
    steps.endpoint.error = WriterError("one line")
    steps.clock.now += FIRST_REST_S
    steps.describe(IDLE)
    assert [record.getMessage() for record in caplog.records] == ["the endpoint failed: one line"]
    assert "Traceback" not in caplog.text


def test_smaller_model_in_place_of_the_wanted_one_tells_why() -> None:
    ladder = DescriberLadder(Saying("template"))
    ladder.climb(Saying("small"), "small instead: large does not load")
    assert (describe(ladder), ladder.step) == ("small", "llama")
    assert ladder.reason == "small instead: large does not load"
