"""What a model writes for held-out scenes, and how good it is: the paper's tables, and what they lack."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from metabgm.describe.faithfulness import ASPECTS, faults_of
from metabgm.describe.guard import Accepted, Shown, check_description
from metabgm.describe.moods import mood_of
from metabgm.describe.music_fit import music_faults, too_calm
from metabgm.describe.pipeline import PipelineDescriber
from metabgm.describe.sentences import words_of
from metabgm.describe.template import NAME as TEMPLATE
from metabgm.describe.texts import DescribeRequest
from metabgm.describe.writer import Answer, Question, Writer
from metabgm.research.intervals import Estimate, estimate
from metabgm.research.lint_texts import DESCRIPTION_WORDS
from metabgm.research.metrics import Metric, paper_metrics, share
from metabgm.research.recording_writer import RecordingWriter
from metabgm.research.spelling import all_known
from metabgm.research.tasks import SceneTask
from metabgm.research.variety import distinct
from metabgm.scene.characterize import characterize

_SAMPLE_SEED = 1


@dataclass(frozen=True)
class Written:
    """``raw``: the description as the model wrote it at its first try. ``accepted``: the guard took that.

    ``narrative_tries``: 0 where there is none. ``description_tries``: of which a tuned model's later ones are
    for music that suits its scene better. ``by_model``: False where the description is the template's.
    """

    task: SceneTask
    narrative: str
    description: str
    raw: str
    accepted: bool
    narrative_tries: int
    description_tries: int
    by_model: bool
    seconds: float


@dataclass(frozen=True)
class Evaluation:
    """``rows``: name of a figure -> it, in percent unless the name tells its unit. ``paper``: its metrics."""

    rows: dict[str, Estimate | float]
    written: list[Written]
    paper: list[Metric]


def write_all(
    writer: Writer, tasks: Sequence[SceneTask], *, direct: bool, seed: int, told: Callable[[float], None]
) -> list[Written]:
    """Texts for every scene, by the program's own pipeline. ``told``: the fraction done.

    ``seed``: of the first scene; each has the next one, so that scenes alike get texts of their own.

    Raises WriterError.
    """
    recording = RecordingWriter(writer)
    describer = PipelineDescriber(recording)
    describer.warm_up()
    found = []
    for number, task in enumerate(tasks, start=1):
        recording.questions.clear()
        recording.answers.clear()
        scene = characterize(task.elements)
        request = DescribeRequest(scene.elements, scene.combat, seed + number - 1, direct=direct)
        texts = describer.describe(request, lambda: False)
        tries = [name for name in texts.ms if " try " in name]
        first = tries.index("description try 1")
        found.append(
            Written(
                task=task,
                narrative=texts.narrative,
                description=texts.description,
                raw=recording.answers[first].text,
                accepted=_accepted(recording.questions[first], recording.answers[first]),
                narrative_tries=first,
                description_tries=len(tries) - first,
                by_model=texts.describer != TEMPLATE,
                seconds=sum(ms for name, ms in texts.ms.items() if " try " not in name) / 1000,
            )
        )
        told(number / len(tasks))
    return found


def evaluate(
    written: Sequence[Written],
    references: Sequence[Sequence[str]],
    trained_on: frozenset[str],
    dataset: Sequence[str],
    rounds: int = 1,
) -> Evaluation:
    """``references``: descriptions for each of the first texts, which BLEU, METEOR and ROUGE-L are of: the
    same scenes ``rounds`` times over.

    ``trained_on``: every text that the model may have learnt. ``dataset``: descriptions that are as varied as
    these should be.
    """
    descriptions = [one.description for one in written]
    scenes = [
        number % (len(references) // rounds) if number < len(references) else number
        for number in range(len(written))
    ]
    paper = [
        metric.of_scenes(scenes[: len(references)])
        for metric in paper_metrics(descriptions[: len(references)], references)
    ]
    numbered = list(zip(scenes, written, strict=True))
    metrics = [
        *paper,
        _share_of("20 words kept", numbered, lambda one: len(words_of(one.raw)) <= DESCRIPTION_WORDS[1]),
        _share_of("accepted at once", numbered, lambda one: one.accepted),
        _share_of("by the model", numbered, lambda one: one.by_model),
        _share_of(
            "copied", numbered, lambda one: not trained_on.isdisjoint((one.description, one.narrative))
        ),
        share("words all known", all_known(descriptions)).of_scenes(scenes),
        *_faithfulness(numbered),
    ]
    rows: dict[str, Estimate | float] = {metric.name: estimate(metric) for metric in metrics}
    rows["distinct-1"] = 100 * distinct(descriptions, 1)
    rows["distinct-2"] = varied = 100 * distinct(descriptions, 2)
    # Shares of different words fall with the number of texts.
    like = random.Random(_SAMPLE_SEED).sample(dataset, min(len(dataset), len(descriptions)))
    rows["distinct-2 : the dataset's"] = varied / (100 * distinct(like, 2))
    rows["seconds a scene"] = sum(one.seconds for one in written) / len(written)
    return Evaluation(rows, list(written), paper)


def by_chance(references: Sequence[Sequence[str]]) -> Evaluation:
    """What good descriptions of other scenes score: what is above it tells of the scene, not of the style.

    ``references``: of two scenes at least.
    """
    # Neighbours are often of one biome.
    half = len(references) // 2
    others = [*references[half:], *references[:half]]
    paper = paper_metrics([other[0] for other in others], references)
    return Evaluation({metric.name: estimate(metric) for metric in paper}, [], paper)


def _accepted(question: Question, answer: Answer) -> bool:
    shown = Shown(question.text, question.opening, question.prompt.texts(), answer.complete)
    return isinstance(check_description(answer.text, shown), Accepted)


def _faithfulness(written: Sequence[tuple[int, Written]]) -> list[Metric]:
    """Of narratives by aspect; of descriptions whether they suit the mood, and fights are not too calm.

    ``written``: each with its scene's number.
    """
    found = []
    told = [(scene, one) for scene, one in written if one.narrative]
    if told:
        faults = [{fault.aspect for fault in faults_of(one.narrative, one.task.seen)} for _, one in told]
        narratives = [scene for scene, _ in told]
        found = [_share_of("narrative at once", told, lambda one: one.narrative_tries == 1)]
        for aspect in ASPECTS:
            tells = share(f"tells the {aspect}", [aspect not in some for some in faults])
            found.append(tells.of_scenes(narratives))
    found.append(_share_of("music at once", written, lambda one: one.description_tries == 1))
    found.append(_share_of("music suits the mood", written, _suits))
    fights = [(scene, one) for scene, one in written if one.task.seen.combat]
    if fights:
        found.append(_share_of("music fits the fight", fights, lambda one: not too_calm(one.description)))
    return found


def _share_of(name: str, some: Sequence[tuple[int, Written]], hit: Callable[[Written], bool]) -> Metric:
    return share(name, [hit(one) for _, one in some]).of_scenes([scene for scene, _ in some])


def _suits(one: Written) -> bool:
    seen = one.task.seen
    return not music_faults(one.description, mood_of(seen.facts, seen.combat))
