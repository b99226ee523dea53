from __future__ import annotations

import json
from pathlib import Path

import pytest

from metabgm.research.captions import FILE_BYTES, Captions
from metabgm.research.dataset_error import DatasetError
from metabgm.research.pairs import all_pairs
from metabgm.research.references import held_out_references
from tests.research.tiny_dataset import write_dataset


def test_biomes_before_lands(tmp_path: Path) -> None:
    (tmp_path / "jungle.json").write_text(json.dumps([{"text": "A flute.", "time": "0:00-10:00"}, "Drums."]))
    (tmp_path / "Jungle 2.txt").write_text("A harp.\n\n")
    (tmp_path / "deep_dark.txt").write_text("A drone.\n")
    (tmp_path / "cover.png").write_bytes(b"")
    captions = Captions(tmp_path)
    assert captions.of("jungle") == ["A harp.", "A flute.", "Drums."]
    assert captions.of("bamboo_jungle") == captions.of("jungle")
    assert captions.of("deep_dark") == ["A drone."]
    assert captions.of("desert") == []


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("sunken city.txt", "A harp.", "'sunken city', expected the name of a biome or one of"),
        ("jungle.json", "{", "no JSON"),
        ("jungle.json", "{}", "dict, expected a list of captions"),
        ("jungle.json", "[5]", "jungle.json:1: int, expected a caption"),
        ("jungle.json", '[{"title": "x"}]', "jungle.json:1: NoneType, expected a caption"),
        ("jungle.txt", "", "no captions, expected files such as"),
        ("jungle.txt", "x" * (FILE_BYTES + 1), f"expected at most {FILE_BYTES}"),
    ],
)
def test_what_is_no_caption(tmp_path: Path, name: str, content: str, error: str) -> None:
    (tmp_path / name).write_text(content)
    with pytest.raises(DatasetError, match=error.replace("(", r"\(")):
        Captions(tmp_path)


def test_folders_without_any(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="no captions"):
        Captions(tmp_path)
    with pytest.raises(DatasetError, match="no such folder"):
        Captions(tmp_path / "none")


def test_references(tmp_path: Path) -> None:
    pairs = all_pairs([write_dataset(tmp_path / "pairs.jsonl")])
    own = held_out_references(pairs, None)
    assert len(own) == 3
    assert all(reference.task.split == "held-out" for reference in own)
    assert len(held_out_references(pairs, None, 2)) == 2
    folder = tmp_path / "captions"
    folder.mkdir()
    (folder / f"{own[0].task.biome}.txt").write_text("A harp.\nA drum.\n")
    captions = Captions(folder)
    found = [one for one in held_out_references(pairs, captions) if one.task == own[0].task]
    assert found[0].texts == ("A harp.", "A drum.")
    unlike = [pair for pair in pairs if not captions.of(pair.task.biome)]
    with pytest.raises(DatasetError, match="no caption fits a held-out scene"):
        held_out_references(unlike, captions)
    with pytest.raises(DatasetError, match="no held-out scene"):
        held_out_references([pair for pair in pairs if pair.split == "train"], None)
