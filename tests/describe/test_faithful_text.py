"""Which of the tries of a tuned model becomes the narrative: the one that fails its scene least."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from metabgm.describe.pipeline import PipelineDescriber
from metabgm.describe.sampling import Sampling
from metabgm.describe.texts import DescribeRequest, Texts
from metabgm.describe.writer import Answer, Prompt, Question
from tests.describe.characterized import quiet_scene

_FAITHFUL = "Rain taps on the leaves of the forest all night while an owl keeps watch."
_DRY = "The forest sleeps all night while an owl keeps watch over its young."
_DRY_NOON = "Bright noon lies on the forest while an owl keeps watch over its young."
_DESCRIPTION = "A slow harp melody over soft strings in a minor key."


class _Told:
    """Says what it is told to, the narratives first; nothing else of a writer matters here."""

    name = identity = "told"
    tuned = True
    takes_openings = False

    def __init__(self, *answers: str) -> None:
        self._answers = [*answers, _DESCRIPTION]

    def prepare(self, prompts: Sequence[Prompt]) -> None:
        """Nothing to do."""

    def write(
        self,
        question: Question,
        *,
        sampling: Sampling,
        seed: str,
        max_tokens: int,
        stop: Callable[[str], bool],
        cancelled: Callable[[], bool],
    ) -> Answer:
        """The next one. All else is the real model's."""
        del question, sampling, seed, max_tokens, stop, cancelled
        return Answer(self._answers.pop(0), True)


def _texts(*narratives: str) -> Texts:
    scene = quiet_scene("minecraft:forest", weather="Rain", time="Night")
    return PipelineDescriber(_Told(*narratives)).describe(DescribeRequest(scene, False, 1), lambda: False)


@pytest.mark.parametrize(
    ("narratives", "taken", "guard"),
    [
        ([_FAITHFUL], _FAITHFUL, ()),
        ([_DRY, _FAITHFUL], _FAITHFUL, ("narrative, try 1: does not tell 'rain'",)),
        ([_DRY_NOON, _DRY], _DRY, ("narrative, try 1: does not tell 'night'",)),
        ([_DRY, _DRY_NOON], _DRY, ("narrative, try 2: does not tell 'night'",)),
        (
            [_DRY, "The owl sleeps."],
            _DRY,
            ("narrative, try 2: has 3 words in whole sentences, fewer than 8",),
        ),
    ],
)
def test_the_one_that_fails_least_is_taken(narratives: list[str], taken: str, guard: tuple[str, ...]) -> None:
    texts = _texts(*narratives)
    assert (texts.narrative, texts.guard) == (taken, guard)
    assert texts.description == _DESCRIPTION
