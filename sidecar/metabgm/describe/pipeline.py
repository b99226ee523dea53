"""Scene -> narrative -> description through a language model, each text guarded, each with a way out."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from metabgm.describe import prompts
from metabgm.describe.facts import Facts, read_facts
from metabgm.describe.guard import (
    DESCRIPTION_MAX_WORDS,
    NARRATIVE_MIN_WORDS,
    Accepted,
    Shown,
    Verdict,
    check_description,
    check_narrative,
)
from metabgm.describe.llama import Llama, Question, StaticPrompt
from metabgm.describe.moods import Mood, instruments_for, mood_of
from metabgm.describe.sampling import Sampling
from metabgm.describe.sentences import ends_sentence, words_of
from metabgm.describe.style import clean_style
from metabgm.describe.template import NAME as TEMPLATE
from metabgm.describe.template import template_description, template_narrative
from metabgm.describe.texts import DescribeRequest, Texts
from metabgm.describe.wording import narrative_openings, word_scene

NARRATIVE_MAX_TOKENS = 40
DESCRIPTION_MAX_TOKENS = 32
"""20 words are about 26 tokens; the opening is not counted."""

_TRIES = (Sampling(temperature=0.7, top_k=8, forks=2), Sampling(temperature=1.0, top_k=8, forks=3))
_GUIDED_FORMS = ("melody", "piece", "theme")


@dataclass(frozen=True)
class _Stage:
    """One text to be written. ``openings``: one for each try. ``fallback``: the template's text."""

    name: str
    prompt: prompts.Prompt
    question: str
    openings: tuple[str, str]
    max_tokens: int
    enough: Callable[[str], bool]
    check: Callable[[str, Shown], Verdict]
    fallback: Callable[[], str]


@dataclass
class _Log:
    guard: list[str] = field(default_factory=list)
    ms: dict[str, float] = field(default_factory=dict)


class LlamaDescriber:
    """The paper's two stages, or direct generation (Table I): the same steps with one stage left out."""

    def __init__(self, llama: Llama) -> None:
        self._llama = llama
        self._static: dict[prompts.Prompt, StaticPrompt] = {}

    @property
    def name(self) -> str:
        return self._llama.name

    def warm_up(self) -> None:
        """Prefills the static prompts of both stages: about 2 s of one core and 110 MB, once."""
        tasks = (prompts.NARRATIVE, prompts.DESCRIPTION)
        distinct = dict.fromkeys(prompt for task in tasks for prompt in task.values())
        self._llama.prefill([self._prompt(prompt) for prompt in distinct])

    def describe(self, request: DescribeRequest, cancelled: Callable[[], bool]) -> Texts:
        """As ``Describer.describe``. ``ms`` has ``narrative`` and ``description`` and each of their tries."""
        facts = read_facts(request.elements)
        choices = random.Random(f"{request.seed}/choices")
        log = _Log()
        narrative, scene = "", word_scene(facts, request.combat)
        if not request.direct:
            narrative, _ = self._write(
                _narrative_stage(request, facts, scene, choices), request, cancelled, log
            )
            scene = narrative
        stage = _description_stage(request, facts, scene, choices)
        description, by_model = self._write(stage, request, cancelled, log)
        describer = self.name if by_model else TEMPLATE
        return Texts(narrative, description, describer, tuple(log.guard), log.ms)

    def _write(
        self, stage: _Stage, request: DescribeRequest, cancelled: Callable[[], bool], log: _Log
    ) -> tuple[str, bool]:
        """The stage's text, and whether the model wrote it."""
        began = time.perf_counter()
        try:
            for number, (sampling, opening) in enumerate(zip(_TRIES, stage.openings, strict=True), start=1):
                verdict = self._try(
                    stage, sampling, opening, f"{request.seed}/{stage.name}/{number}", cancelled
                )
                log.ms[f"{stage.name} try {number}"] = _ms_since(began) - sum(
                    log.ms.get(f"{stage.name} try {earlier}", 0.0) for earlier in range(1, number)
                )
                if isinstance(verdict, Accepted):
                    return verdict.text, True
                log.guard.append(f"{stage.name}, try {number}: {verdict.reason}")
            log.guard.append(f"{stage.name}: from the template")
            return stage.fallback(), False
        finally:
            log.ms[stage.name] = _ms_since(began)

    def _try(
        self, stage: _Stage, sampling: Sampling, opening: str, seed: str, cancelled: Callable[[], bool]
    ) -> Verdict:
        answer = self._llama.answer(
            Question(self._prompt(stage.prompt), stage.question, opening),
            sampling=sampling,
            seed=seed,
            max_tokens=stage.max_tokens,
            stop=stage.enough,
            cancelled=cancelled,
        )
        shown = Shown(stage.question, opening, stage.prompt.texts(), answer.complete)
        return stage.check(answer.text, shown)

    def _prompt(self, prompt: prompts.Prompt) -> StaticPrompt:
        if prompt not in self._static:
            self._static[prompt] = self._llama.static_prompt(prompt.task, prompt.examples)
        return self._static[prompt]


def _narrative_stage(request: DescribeRequest, facts: Facts, scene: str, choices: random.Random) -> _Stage:
    first, second = choices.sample(narrative_openings(facts, request.combat), k=2)
    return _Stage(
        name="narrative",
        prompt=prompts.NARRATIVE[mood_of(facts, request.combat)],
        question=scene,
        openings=(first, second),
        max_tokens=NARRATIVE_MAX_TOKENS,
        enough=lambda text: _sentence_of(text, NARRATIVE_MIN_WORDS),
        check=check_narrative,
        fallback=lambda: template_narrative(facts, request.combat, request.seed),
    )


def _description_stage(request: DescribeRequest, facts: Facts, scene: str, choices: random.Random) -> _Stage:
    mood: Mood = mood_of(facts, request.combat)
    instruments = " and ".join(choices.choice(instruments_for(facts, request.combat)))
    first, second = choices.sample(prompts.DESCRIPTION_OPENINGS[mood], k=2)
    return _Stage(
        name="description",
        prompt=(prompts.DIRECT if request.direct else prompts.DESCRIPTION)[mood],
        question=prompts.composer_question(scene, clean_style(request.style) or instruments),
        openings=(first, prompts.guided_opening(second, choices.choice(_GUIDED_FORMS), instruments)),
        max_tokens=DESCRIPTION_MAX_TOKENS,
        enough=lambda text: _sentence_of(text, 1) or len(words_of(text)) > DESCRIPTION_MAX_WORDS,
        check=check_description,
        fallback=lambda: template_description(facts, request.combat, request.seed),
    )


def _sentence_of(text: str, least_words: int) -> bool:
    return "\n" in text or (ends_sentence(text) and len(words_of(text)) >= least_words)


def _ms_since(began: float) -> float:
    return 1000.0 * (time.perf_counter() - began)
