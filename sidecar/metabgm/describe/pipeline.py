"""Scene -> narrative -> description through a writer, each text guarded, each with a way out."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from metabgm.describe import prompts
from metabgm.describe.facts import read_facts
from metabgm.describe.guard import Accepted, Refused, Shown, Verdict
from metabgm.describe.sampling import Sampling
from metabgm.describe.stages import (
    Stage,
    description_stage,
    narrative_stage,
    tuned_description_stage,
    tuned_narrative_stage,
)
from metabgm.describe.template import NAME as TEMPLATE
from metabgm.describe.texts import DescribeRequest, Texts
from metabgm.describe.wording import word_scene
from metabgm.describe.writer import Question, Writer

_NARRATIVE_SHARE = 0.55
"""Of the patience. A narrative is a little longer than a description, and its openings cost it more."""


@dataclass(frozen=True)
class _Attempt:
    sampling: Sampling
    opening: str
    seed: str


@dataclass
class _Log:
    guard: list[str] = field(default_factory=list)
    ms: dict[str, float] = field(default_factory=dict)


class PipelineDescriber:
    """The paper's two stages, or direct generation (Table I): the same steps with one stage left out."""

    def __init__(self, writer: Writer, clock: Callable[[], float] = time.perf_counter) -> None:
        """``clock``: seconds, never falling."""
        self._writer = writer
        self._clock = clock

    @property
    def name(self) -> str:
        return self._writer.name

    @property
    def identity(self) -> str:
        return self._writer.identity

    def warm_up(self) -> None:
        """Prepares the prompts of both stages: for the model in the box about 2 s of one core and 110 MB."""
        if self._writer.tuned:
            self._writer.prepare([prompts.TUNED_NARRATIVE, prompts.TUNED_DESCRIPTION])
            return
        tasks = (prompts.NARRATIVE, prompts.DESCRIPTION)
        self._writer.prepare(list(dict.fromkeys(prompt for task in tasks for prompt in task.values())))

    def describe(self, request: DescribeRequest, cancelled: Callable[[], bool]) -> Texts:
        """As ``Describer.describe``. ``ms`` has ``narrative`` and ``description`` and each of their tries.

        When the patience ends a text is cut at its last clause, and where that is not enough the template's
        takes its place. Raises WriterError too.
        """
        began = self._clock()
        patience = float("inf") if request.patience_s is None else request.patience_s
        facts = read_facts(request.elements)
        choices = random.Random(f"{request.seed}/choices")
        log = _Log()
        narrative, scene = "", word_scene(facts, request.combat)
        if not request.direct:
            if self._writer.tuned:
                stage = tuned_narrative_stage(request, facts, scene)
            else:
                stage = narrative_stage(request, facts, scene, choices)
            until = began + _NARRATIVE_SHARE * patience
            narrative, _ = self._write(stage, request.seed, until, cancelled, log)
            scene = narrative
        if self._writer.tuned:
            stage = tuned_description_stage(request, facts, scene)
        else:
            stage = description_stage(request, facts, scene, choices)
        description, by_writer = self._write(stage, request.seed, began + patience, cancelled, log)
        describer = self.name if by_writer else TEMPLATE
        return Texts(narrative, description, describer, tuple(log.guard), log.ms)

    def _write(
        self, stage: Stage, seed: int, until: float, cancelled: Callable[[], bool], log: _Log
    ) -> tuple[str, bool]:
        """The stage's text, and whether the writer wrote it: the first that fails the scene least."""
        began = self._clock()
        failing: list[tuple[int, str, str]] = []
        try:
            for number, (sampling, opening) in enumerate(
                zip(stage.samplings, stage.openings, strict=True), start=1
            ):
                if self._clock() >= until:
                    if not failing:
                        log.guard.append(f"{stage.name}: out of time")
                    break
                try_began = self._clock()
                attempt = _Attempt(sampling, opening, f"{seed}/{stage.name}/{number}")
                verdict = self._try(stage, attempt, until, cancelled)
                log.ms[f"{stage.name} try {number}"] = 1000 * (self._clock() - try_began)
                line = f"{stage.name}, try {number}: "
                if isinstance(verdict, Accepted):
                    faults = stage.faults(verdict.text)
                    if not faults:
                        return verdict.text, True
                    line += faults[0]
                    failing.append((len(faults), line, verdict.text))
                else:
                    line += verdict.reason
                log.guard.append(line)
            if failing:
                _, line, text = min(failing, key=lambda one: one[0])
                log.guard.remove(line)
                return text, True
            log.guard.append(f"{stage.name}: from the template")
            return stage.fallback(), False
        finally:
            log.ms[stage.name] = 1000 * (self._clock() - began)

    def _try(self, stage: Stage, attempt: _Attempt, until: float, cancelled: Callable[[], bool]) -> Verdict:
        opening = attempt.opening if self._writer.takes_openings else ""
        question = Question(stage.prompt, stage.question, opening)
        overdue = False

        def stop(text: str) -> bool:
            nonlocal overdue
            if stage.enough(text):
                return True
            overdue = self._clock() >= until
            return overdue

        answer = self._writer.write(
            question,
            sampling=attempt.sampling,
            seed=attempt.seed,
            max_tokens=stage.max_tokens,
            stop=stop,
            cancelled=cancelled,
        )
        complete = answer.complete and not overdue
        verdict = stage.check(answer.text, Shown(question.text, opening, stage.prompt.texts(), complete))
        if overdue and isinstance(verdict, Refused):
            return replace(verdict, reason=f"out of time, and what there is {verdict.reason}")
        return verdict
