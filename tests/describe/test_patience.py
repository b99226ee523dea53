"""How the pipeline keeps to the time that the music can wait: the real model, a clock that the test turns."""

from __future__ import annotations

import pytest

from metabgm.describe.llama import Llama
from metabgm.describe.pipeline import PipelineDescriber
from metabgm.describe.sentences import words_of
from metabgm.describe.texts import DescribeRequest, Texts
from tests.describe.characterized import quiet_scene

_SCENE = quiet_scene("minecraft:forest", weather="Rain", time="Night")


class _Clock:
    """Each look at it costs a tenth of a second: the pipeline looks once a token."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        self.now += 0.1
        return self.now


def _describe(
    llama: Llama, patience_s: float | None, seed: int = 1, *, direct: bool = False
) -> tuple[Texts, float]:
    clock = _Clock()
    request = DescribeRequest(_SCENE, False, seed, direct=direct, patience_s=patience_s)
    texts = PipelineDescriber(llama, clock).describe(request, lambda: False)
    return texts, clock.now


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("patience_s", [0.5, 2.0, 4.0])
def test_it_is_ready_within_a_token_and_the_texts_are_whole(
    llama: Llama, patience_s: float, seed: int
) -> None:
    texts, took = _describe(llama, patience_s, seed)
    looks_around_a_text = 0.1 * 8
    assert took <= patience_s + looks_around_a_text
    assert 8 <= len(words_of(texts.narrative)) <= 60
    assert 5 <= len(words_of(texts.description)) <= 20
    assert texts.narrative.endswith((".", "!", "?"))
    assert texts.description.endswith(".")


def test_without_any_time_the_template_steps_in_and_says_so(llama: Llama) -> None:
    texts, _ = _describe(llama, 0.0)
    assert texts.describer == "template"
    assert "narrative: out of time" in texts.guard
    assert "description: out of time" in texts.guard


def test_the_best_so_far_is_the_head_of_what_would_have_come(llama: Llama) -> None:
    seed, whole, took = next(
        (seed, texts, took)
        for seed in range(3, 40)
        for texts, took in [_describe(llama, None, seed, direct=True)]
        if texts.guard == () and "," in texts.description
    )
    steps = [0.3 * step for step in range(1, round(took / 0.3) + 2)]
    cut = [_describe(llama, patience_s, seed, direct=True)[0] for patience_s in steps]
    written = [texts.description for texts in cut if texts.describer == llama.name]
    assert len(set(written)) >= 2, "a clause, then the whole"
    assert written[-1] == whole.description
    assert all(whole.description.startswith(text[:-1]) for text in written)
    assert sorted(written, key=len) == written


def test_enough_patience_changes_nothing(llama: Llama) -> None:
    patient, _ = _describe(llama, 1000.0)
    whole, _ = _describe(llama, None)
    assert (patient.narrative, patient.description) == (whole.narrative, whole.description)
