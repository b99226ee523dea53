"""The paper's two stages as data: what is asked, how an answer begins and ends, and who checks it."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from metabgm.describe import prompts
from metabgm.describe.facts import Facts
from metabgm.describe.faithfulness import faults_of
from metabgm.describe.guard import (
    DESCRIPTION_MAX_WORDS,
    DESCRIPTION_MIN_WORDS,
    NARRATIVE_MIN_WORDS,
    TUNED_ECHO_RUN,
    Shown,
    Verdict,
    check_description,
    check_narrative,
)
from metabgm.describe.moods import instruments_for, mood_of
from metabgm.describe.music_fit import music_faults
from metabgm.describe.sampling import Sampling
from metabgm.describe.seen import Seen
from metabgm.describe.sentences import ends_sentence, words_of
from metabgm.describe.style import clean_style
from metabgm.describe.template import template_description, template_narrative
from metabgm.describe.texts import DescribeRequest
from metabgm.describe.wording import narrative_openings
from metabgm.describe.writer import Prompt

_NARRATIVE_MAX_TOKENS = 40
_DESCRIPTION_MAX_TOKENS = 32
"""20 words are about 26 tokens; the opening is not counted."""

_TUNED_NARRATIVE_MAX_TOKENS = 60
_TUNED_DESCRIPTION_MAX_TOKENS = 40
"""The dataset's narratives have up to 40 words; and no opening comes before what is written."""

_SAMPLINGS = (Sampling(temperature=0.7, top_k=8, forks=2), Sampling(temperature=1.0, top_k=8, forks=3))
_TUNED_NARRATIVE_SAMPLINGS = (Sampling(0.5, 8, 2),) * 2
_TUNED_DESCRIPTION_SAMPLINGS = (
    Sampling(1.0, 30, 12, taught_words=True),
    Sampling(0.85, 30, 12, taught_words=True),
)

_GUIDED_FORMS = ("melody", "piece", "theme")


@dataclass(frozen=True)
class Stage:
    """One text to be written. ``openings``, ``samplings``: one for each try.

    ``fallback``: the template's text. ``faults``: where a text that ``check`` takes fails the scene; what
    completes "the text ...".
    """

    name: str
    prompt: Prompt
    question: str
    openings: tuple[str, ...]
    max_tokens: int
    enough: Callable[[str], bool]
    check: Callable[[str, Shown], Verdict]
    fallback: Callable[[], str]
    samplings: tuple[Sampling, ...] = _SAMPLINGS
    faults: Callable[[str], list[str]] = lambda _text: []


def tuned_narrative_stage(request: DescribeRequest, facts: Facts, scene: str) -> Stage:
    """Stage 1 for a model that was trained for it; no opening holds it to its scene."""
    seen = Seen(facts, request.combat, scene)
    return Stage(
        name="narrative",
        prompt=prompts.TUNED_NARRATIVE,
        question=scene,
        openings=("",) * len(_TUNED_NARRATIVE_SAMPLINGS),
        max_tokens=_TUNED_NARRATIVE_MAX_TOKENS,
        enough=_is_one_line,
        check=partial(check_narrative, echo_run=TUNED_ECHO_RUN),
        fallback=lambda: template_narrative(facts, request.combat, request.seed),
        samplings=_TUNED_NARRATIVE_SAMPLINGS,
        faults=lambda text: [fault.what for fault in faults_of(text, seen)],
    )


def tuned_description_stage(request: DescribeRequest, facts: Facts, scene: str) -> Stage:
    """Stage 2 for a model that was trained for it. It chooses instruments itself unless the player does."""
    style = clean_style(request.style)
    return Stage(
        name="description",
        prompt=prompts.TUNED_DESCRIPTION,
        question=prompts.composer_question(scene, style) if style else scene,
        openings=("",) * len(_TUNED_DESCRIPTION_SAMPLINGS),
        max_tokens=_TUNED_DESCRIPTION_MAX_TOKENS,
        enough=_is_one_line,
        check=check_description,
        fallback=lambda: template_description(facts, request.combat, request.seed),
        samplings=_TUNED_DESCRIPTION_SAMPLINGS,
        faults=partial(music_faults, mood=mood_of(facts, request.combat)),
    )


def narrative_stage(request: DescribeRequest, facts: Facts, scene: str, choices: random.Random) -> Stage:
    """Stage 1: ``scene``, the facts in words, is told as a narrative."""
    first, second = choices.sample(narrative_openings(facts, request.combat), k=2)
    return Stage(
        name="narrative",
        prompt=prompts.NARRATIVE[mood_of(facts, request.combat)],
        question=scene,
        openings=(first, second),
        max_tokens=_NARRATIVE_MAX_TOKENS,
        enough=lambda text: _has_sentence(text, NARRATIVE_MIN_WORDS),
        check=check_narrative,
        fallback=lambda: template_narrative(facts, request.combat, request.seed),
    )


def description_stage(request: DescribeRequest, facts: Facts, scene: str, choices: random.Random) -> Stage:
    """Stage 2: ``scene`` is the narrative; direct generation asks the same about the facts in words."""
    mood = mood_of(facts, request.combat)
    instruments = " and ".join(choices.choice(instruments_for(facts, request.combat)))
    first, second = choices.sample(prompts.DESCRIPTION_OPENINGS[mood], k=2)
    return Stage(
        name="description",
        prompt=(prompts.DIRECT if request.direct else prompts.DESCRIPTION)[mood],
        question=prompts.composer_question(scene, clean_style(request.style) or instruments),
        openings=(first, prompts.guided_opening(second, choices.choice(_GUIDED_FORMS), instruments)),
        max_tokens=_DESCRIPTION_MAX_TOKENS,
        enough=lambda text: (
            _has_sentence(text, DESCRIPTION_MIN_WORDS) or len(words_of(text)) > DESCRIPTION_MAX_WORDS
        ),
        check=check_description,
        fallback=lambda: template_description(facts, request.combat, request.seed),
    )


def _has_sentence(text: str, least_words: int) -> bool:
    return "\n" in text or (ends_sentence(text) and len(words_of(text)) >= least_words)


def _is_one_line(text: str) -> bool:
    """A trained model ends by itself where it has said enough."""
    return "\n" in text
