"""Real texts of the model in the box, scored."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("sacrebleu")

from metabgm.cli.main import run
from metabgm.describe.llama import Llama
from metabgm.describe.pipeline import PipelineDescriber
from metabgm.describe.prompts import DESCRIPTION_TASK, NARRATIVE_TASK
from metabgm.describe.texts import DescribeRequest
from metabgm.models.manifest import ModelFolder
from metabgm.research.evaluation import Evaluation, Written, by_chance, evaluate, write_all
from metabgm.research.evaluation_table import comparison, table, texts
from metabgm.research.intervals import Estimate, difference
from metabgm.research.pairs import all_pairs
from metabgm.research.recording_writer import RecordingWriter
from metabgm.research.references import held_out_references
from metabgm.research.tasks import fresh_tasks, scene_tasks
from metabgm.scene.characterize import characterize
from tests.research.tiny_dataset import write_dataset

_TASKS = [task for task in scene_tasks() if task.split == "held-out"][:3]


@pytest.fixture(scope="module")
def tuned(smollm2_folder: ModelFolder) -> Iterator[Llama]:
    llama = Llama(smollm2_folder)
    yield llama
    llama.close()


_DATASET = ["One two three.", "Four five six.", "Seven eight nine."]


def _written(number: int, **changed: object) -> Written:
    """A text as good as its reference, but for what is changed."""
    whole: dict[str, object] = {
        "task": _TASKS[number],
        "narrative": f"narrative {number}",
        "description": f"A slow harp tune number {number} in a minor key.",
        "raw": "A slow harp.",
        "accepted": True,
        "narrative_tries": 1,
        "description_tries": 1,
        "by_model": True,
        "seconds": 2.0,
    }
    return Written(**(whole | changed))  # type: ignore[arg-type]


def _values(evaluation: Evaluation) -> dict[str, float]:
    return {
        name: figure.value if isinstance(figure, Estimate) else figure
        for name, figure in evaluation.rows.items()
    }


def test_what_is_counted() -> None:
    written = [
        _written(0),
        _written(1, raw="so many words " * 7, accepted=False, narrative_tries=2, description_tries=3),
        _written(2, by_model=False, narrative="", description="Frantic, furious drumbollos in C major."),
    ]
    references = [(one.description,) for one in written]
    found = _values(
        evaluate(written, references[:2], frozenset({written[0].description, "narrative 1"}), _DATASET)
    )
    assert found["BLEU-4"] == pytest.approx(100.0)
    assert (
        found["20 words kept"] == found["accepted at once"] == found["by the model"] == pytest.approx(200 / 3)
    )
    assert found["copied"] == pytest.approx(200 / 3)
    assert found["words all known"] == pytest.approx(200 / 3)
    assert found["narrative at once"] == 50.0
    assert found["music at once"] == pytest.approx(200 / 3)
    assert found["music suits the mood"] == pytest.approx(100 / 3)
    assert found["tells the biome"] == 0.0
    assert found["seconds a scene"] == 2.0
    assert 0 < found["distinct-1"] < found["distinct-2"] < 100
    assert found["distinct-2 : the dataset's"] == pytest.approx(found["distinct-2"] / 100)


def test_the_table() -> None:
    one = evaluate([_written(0)], [("A bell.",)], frozenset(), _DATASET)
    other = Evaluation({"BLEU-1": 1.0, "more": Estimate(1.0, 0.5, 2.0)}, [], [])
    lines = table({"a": one, "b": other}).splitlines()
    assert lines[0] == "|  | a | b |"
    assert lines[-1] == "| more | - | 1.0 (0.5 to 2.0) |"
    assert '"facts": "' in texts({"a": one})


def test_rounds_make_no_figure_surer() -> None:
    written = [_written(0), _written(1, accepted=False, narrative_tries=2), _written(2)]
    references = [(one.description,) for one in written]
    once = evaluate(written, references, frozenset(), _DATASET).rows
    twice = evaluate(written * 2, references * 2, frozenset(), _DATASET, rounds=2).rows
    assert twice == once | {name: twice[name] for name in once if name.startswith("distinct")}
    drawn = evaluate([*written, *written], references, frozenset(), _DATASET).rows
    assert drawn["accepted at once"] != once["accepted at once"]


def test_of_a_single_scene_nothing_is_sure() -> None:
    good = evaluate([_written(0)], [(_written(0).description,)], frozenset(), _DATASET)
    poor = evaluate([_written(0)], [("A bell.",)], frozenset(), _DATASET)
    assert "| ROUGE-L | 100.0 |" in table({"good": good})
    (difference_line,) = (
        line
        for line in comparison({"good": good, "poor": poor}, [("good", "poor")]).splitlines()
        if "ROUGE-L" in line
    )
    assert difference_line == f"| ROUGE-L | {100 - poor.paper[-1].combine(poor.paper[-1].numbers[0]):.1f} |"


def test_what_differs() -> None:
    references = [
        ("A slow harp in a minor key.",),
        ("Fast drums and brass.",),
        ("A flute over warm strings.",),
    ]
    written = [_written(number, description=own[0]) for number, own in enumerate(references)]
    right, chance = evaluate(written, references, frozenset(), _DATASET), by_chance(references)
    both = {"right": right, "chance": chance}
    lines = comparison(both, [("right", "chance"), ("right", "right")]).splitlines()
    assert lines[0] == "|  | right - chance | right - right |"
    assert lines[-1].startswith("| ROUGE-L | **")
    assert lines[-1].endswith("| 0.0 (0.0 to 0.0) |")
    assert set(chance.rows) == {metric.name for metric in right.paper}
    with pytest.raises(ValueError, match="3 texts beside 2"):
        difference(right.paper[0], by_chance(references[:2]).paper[0])


def test_both_ways(tuned: Llama) -> None:
    told: list[float] = []
    (two_stage,) = write_all(tuned, _TASKS[:1], direct=False, seed=1, told=told.append)
    (direct,) = write_all(tuned, _TASKS[:1], direct=True, seed=1, told=told.append)
    assert told == [1.0, 1.0]
    assert two_stage.narrative
    assert direct.narrative == ""
    for one in (two_stage, direct):
        assert one.description
        assert one.raw
        assert one.seconds > 0


def test_a_tuned_model_is_asked_as_it_was_trained(tuned: Llama) -> None:
    recording = RecordingWriter(tuned)
    describer = PipelineDescriber(recording)
    describer.warm_up()
    scene = characterize(_TASKS[0].elements)
    request = DescribeRequest(scene.elements, scene.combat, 1, "harp and drums")
    describer.describe(request, lambda: False)
    narrative, description = recording.questions[0], recording.questions[-1]
    assert (narrative.prompt.task, narrative.prompt.examples, narrative.opening) == (NARRATIVE_TASK, (), "")
    assert narrative.text == _TASKS[0].seen.line
    assert (description.prompt.task, description.prompt.examples) == (DESCRIPTION_TASK, ())
    assert description.text.endswith("\nWish: harp and drums")


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str], smollm2_folder: ModelFolder) -> None:
    data = write_dataset(tmp_path / "pairs.jsonl", of_each=1)
    out = tmp_path / "texts.jsonl"
    order = ["research", "evaluate", str(data), "--model", str(smollm2_folder.path)]
    assert run([*order, "--scenes", "1", "--rounds", "2", "--drawn", "1", "--texts", str(out)]) == 0
    printed = capsys.readouterr().out
    assert f"| {smollm2_folder.path}, direct | {smollm2_folder.path}, two-stage |" in printed
    assert "| METEOR | " in printed
    assert f"|  | {smollm2_folder.path}, two-stage - {smollm2_folder.path}, direct |" in printed
    scenes = held_out_references(all_pairs([data]), None)
    lines = [json.loads(line) for line in out.read_text().splitlines()]
    facts = [scenes[0].task.seen.line] * 2 + [fresh_tasks(1)[0].seen.line]
    assert [line["facts"] for line in lines] == 2 * facts
    nowhere = tmp_path / "nowhere" / "texts.jsonl"
    assert run([*order, "--scenes", "1", "--texts", str(nowhere)]) == 1
    shown = capsys.readouterr()
    assert "| METEOR | " in shown.out
    assert f"{nowhere}: No such file or directory" in shown.err
    assert run([*order, "--drawn", "-1"]) == 2
    assert run([*order, "--rounds", "0"]) == 2
    empty = tmp_path / "captions"
    empty.mkdir()
    assert run([*order, "--captions", str(empty)]) == 2
    assert "no captions" in capsys.readouterr().err
