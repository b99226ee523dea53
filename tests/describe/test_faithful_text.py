"""Which of the tries of a tuned model becomes the text: the one that fails its scene least."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from metabgm.describe.pipeline import PipelineDescriber
from metabgm.describe.sampling import Sampling
from metabgm.describe.texts import DescribeRequest, Texts
from metabgm.describe.writer import Answer, Prompt, Question
from tests.describe.characterized import fight, quiet_scene

_FAITHFUL = "Rain taps on the leaves of the forest all night while an owl keeps watch."
_DRY = "The forest sleeps all night while an owl keeps watch over its young."
_DRY_NOON = "Bright noon lies on the forest while an owl keeps watch over its young."
_PLACED = "A hush fell in the forest at night, rain on every leaf and every stone."
_NO_NIGHT, _NO_RAIN = "does not tell 'night'", "does not tell 'rain'"
_DESCRIPTION = "A slow harp melody over soft strings in a minor key."


class _Told:
    """Says what it is told to; nothing else of a writer matters here."""

    name = identity = "told"
    tuned = True
    takes_openings = False

    def __init__(self, *answers: str) -> None:
        self._answers = list(answers)

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


def _texts(request: DescribeRequest, *answers: str) -> Texts:
    return PipelineDescriber(_Told(*answers)).describe(request, lambda: False)


@pytest.mark.parametrize(
    ("narratives", "taken", "guard"),
    [
        ([_FAITHFUL], _FAITHFUL, ()),
        ([_PLACED], _PLACED, ()),
        ([_DRY, _FAITHFUL], _FAITHFUL, (f"narrative, try 1: {_NO_RAIN}",)),
        ([_DRY_NOON, _DRY], _DRY, (f"narrative, try 1: {_NO_NIGHT}",)),
        ([_DRY, _DRY_NOON], _DRY, (f"narrative, try 2: {_NO_NIGHT}",)),
        (
            [_DRY, "The owl sleeps."],
            _DRY,
            ("narrative, try 2: has 3 words in whole sentences, fewer than 8",),
        ),
    ],
)
def test_the_one_that_fails_least_is_taken(narratives: list[str], taken: str, guard: tuple[str, ...]) -> None:
    scene = quiet_scene("minecraft:forest", weather="Rain", time="Night")
    texts = _texts(DescribeRequest(scene, False, 1), *narratives, _DESCRIPTION)
    assert (texts.narrative, texts.guard) == (taken, guard)
    assert texts.description == _DESCRIPTION


def test_a_fight_has_no_lullaby() -> None:
    calm, wild = "A drowsy harp lullaby in D major.", "Pounding drums and brass in D minor."
    attacked = "A zombie lurches out of the tall grass and swings its arms at you."
    texts = _texts(DescribeRequest(fight("minecraft:plains", "zombie"), True, 1), attacked, calm, wild)
    assert texts.description == wild
    assert texts.guard == ("description, try 1: says 'drowsy'",)
    quiet = quiet_scene("minecraft:plains", time="Day")
    resting = "Tall grass sways on the plains around a dozing horse."
    assert _texts(DescribeRequest(quiet, False, 1), resting, calm).description == calm


def test_of_two_descriptions_the_one_that_suits_better() -> None:
    two_tempos, drowsy = (
        "Slow and fast drums and brass in D minor.",
        "A drowsy, slow harp lullaby in D major with fast drums.",
    )
    attacked = "A zombie lurches out of the tall grass and swings its arms at you."
    request = DescribeRequest(fight("minecraft:plains", "zombie"), True, 1)
    texts = _texts(request, attacked, drowsy, two_tempos)
    assert texts.description == two_tempos
    assert texts.guard == ("description, try 1: says 'drowsy'",)


def test_without_time_for_a_better_one_it_is_the_models_all_the_same() -> None:
    writer = _Told(_DRY, _DESCRIPTION)
    looks = iter(range(100))
    scene = quiet_scene("minecraft:forest", weather="Rain", time="Night")
    request = DescribeRequest(scene, False, 1, patience_s=6.0)
    texts = PipelineDescriber(writer, lambda: 1.0 * next(looks)).describe(request, lambda: False)
    assert texts.narrative == _DRY
    assert not any(line.startswith("narrative") for line in texts.guard)
