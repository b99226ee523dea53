from __future__ import annotations

from pathlib import Path

import pytest

from metabgm import research
from metabgm.describe.prompts import DESCRIPTION_TASK, NARRATIVE_TASK
from metabgm.models.adapter import Adapter
from metabgm.models.pinned import SMOLLM2
from metabgm.research.dataset_error import DatasetError
from metabgm.research.examples import examples_of, words_taught
from metabgm.research.pairs import all_pairs
from metabgm.research.split import HELD_OUT_INSTRUMENTS
from metabgm.research.tasks import SceneTask
from tests.research.tiny_dataset import write_dataset


def test_instruction_input_output(tmp_path: Path) -> None:
    pairs = all_pairs([write_dataset(tmp_path / "pairs.jsonl", of_each=6)])
    examples = examples_of(pairs)
    assert len(pairs) == 24
    narratives = [example for example in examples if example.stage == "narrative"]
    descriptions = [example for example in examples if example.stage == "description"]
    assert (len(narratives), len(descriptions)) == (24, 24)
    assert [example.input for example in narratives[:12]] == [
        pair.task.seen.line for pair in pairs if isinstance(pair.task, SceneTask)
    ]
    assert {example.instruction for example in narratives} == {NARRATIVE_TASK}
    assert {example.instruction for example in descriptions} == {DESCRIPTION_TASK}
    assert [example.output for example in descriptions] == [pair.description for pair in pairs]
    assert {example.split for example in examples} == {"train", "held-out"}
    wished = [example for example in descriptions if "\nWish: " in example.input]
    assert 0 < len(wished) < len(descriptions) / 2
    assert all(example.input.endswith("\nWish: flute and harp") for example in wished)
    plain = {pair.narrative for pair in pairs}
    assert all(example.input in plain for example in descriptions if example not in wished)


def test_the_first_wrong_line_stops_it(tmp_path: Path) -> None:
    path = write_dataset(tmp_path / "pairs.jsonl")
    with pytest.raises(DatasetError, match=r"pairs.jsonl:1: id: 'f-\d+', which is also at .*pairs.jsonl:1"):
        all_pairs([path, path])
    path.write_text(path.read_text() + "{}\n")
    with pytest.raises(DatasetError, match=r"pairs.jsonl:13: id: missing"):
        all_pairs([path])


def test_the_words_of_what_is_trained_on() -> None:
    """Those in the adapter that ships are these: it was trained on this dataset."""
    data = Path(research.__file__).with_name("data")
    words = words_taught(examples_of(all_pairs(sorted(data.glob("*.jsonl")))))
    assert {"oboe", "slowly", "creeper", "badlands"} & words == {"oboe", "slowly"}
    # The glass harmonica is another instrument.
    assert words & set(HELD_OUT_INSTRUMENTS) == {"harmonica"}
    assert set(Adapter(SMOLLM2.adapter).words) == words
