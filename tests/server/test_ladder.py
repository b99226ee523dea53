from __future__ import annotations

from collections.abc import Callable

import pytest

from metabgm.describe.texts import DescribeCancelledError, DescribeRequest, Texts
from metabgm.server.ladder import LOADING, DescriberLadder

REQUEST = DescribeRequest({}, combat=False, seed=1)


class Saying:
    def __init__(self, name: str, error: Exception | None = None) -> None:
        self.name = name
        self._error = error

    def describe(self, request: DescribeRequest, cancelled: Callable[[], bool]) -> Texts:
        if self._error is not None:
            raise self._error
        return Texts("", f"music {request.seed} {cancelled()}", self.name)


def describe(ladder: DescriberLadder) -> str:
    return ladder.describe(REQUEST, lambda: False).describer


def test_template_answers_until_the_model_is_there() -> None:
    ladder = DescriberLadder(Saying("template"))
    assert (describe(ladder), ladder.step, ladder.reason) == ("template", "template", LOADING)
    ladder.climb(Saying("llama-7b"))
    assert (describe(ladder), ladder.step, ladder.reason, ladder.name) == (
        "llama-7b",
        "llama",
        "",
        "llama-7b",
    )


def test_model_that_fails_is_given_up_with_a_reason() -> None:
    ladder = DescriberLadder(Saying("template"))
    ladder.climb(Saying("llama", MemoryError("out of memory")))
    told: list[str] = []
    ladder.on_change = lambda: told.append(ladder.reason)
    assert describe(ladder) == "template"
    assert ladder.step == "template"
    assert told == ["the language model failed (MemoryError: out of memory)"]


def test_cancelling_is_no_failure() -> None:
    ladder = DescriberLadder(Saying("template"))
    ladder.climb(Saying("llama", DescribeCancelledError()))
    with pytest.raises(DescribeCancelledError):
        describe(ladder)
    assert ladder.step == "llama"


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
