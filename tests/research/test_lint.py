from __future__ import annotations

import json
from pathlib import Path

import pytest

from metabgm.cli.main import run
from metabgm.research.dataset_error import DatasetError
from metabgm.research.lint import lint
from metabgm.research.pairs import Pair, read_pairs
from metabgm.research.tasks import SceneTask, scene_tasks

GOOD = {
    "f-002": (
        "A drowned wades out of the surf while a creeper hisses behind you, and cold salt water drags at an "
        "empty stomach.",
        "Rattling snare and low tuba push a restless minor march, quickening as the strings stab upward.",
    ),
    "f-006": (
        "First light slips between bent pines, and a cold wind combs the forest under a clear, pale sky.",
        "Solo clarinet over pizzicato strings, andante in G lydian, each phrase opening a little wider.",
    ),
    "r-0009": (
        "Gravel slides under every step on the hills while something patient follows just out of sight.",
        "A bugle call frays into pentatonic plucked bass, church bells answering slowly with uneasy chords.",
    ),
}


def _write(path: Path, texts: dict[str, tuple[str, str]]) -> Path:
    lines = [
        json.dumps({"id": identifier, "narrative": narrative, "description": description})
        for identifier, (narrative, description) in texts.items()
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def _pairs(path: Path) -> list[Pair]:
    found = list(read_pairs(path))
    pairs = [one for one in found if isinstance(one, Pair)]
    assert len(pairs) == len(found)
    return pairs


def _errors(tmp_path: Path, changed: dict[str, tuple[str, str]]) -> list[str]:
    report = lint(_pairs(_write(tmp_path / "pairs.jsonl", GOOD | changed)))
    return [finding.what for finding in report.findings if finding.level == "error"]


def test_good_pairs(tmp_path: Path) -> None:
    assert _errors(tmp_path, {}) == []


@pytest.mark.parametrize(
    ("identifier", "narrative", "description", "error"),
    [
        ("f-006", "Pines at first light.", "", "the narrative has 4 words, expected 8 to 40"),
        ("f-006", "", "Clarinet in G lydian.", "the description has 4 words, expected 8 to 20"),
        (
            "f-006",
            "",
            "Harpsichord over pizzicato strings, andante in G lydian, each phrase wider.",
            "held out",
        ),
        ("f-006", "", "Something andante in G lydian, each phrase opening a little wider.", "no instrument"),
        (
            "f-006",
            "",
            "Solo clarinet over pizzicato strings, andante in lydian, like a breath let go.",
            "only 'Solo",
        ),
        ("f-006", "The player sees first light between bent pines under a clear, pale sky.", "", "'player'"),
        ("f-006", "The sun is high over the bent pines and the sky is clear and pale.", "", "tell 'dawn'"),
        ("f-002", "", "Tuba and strings play a lullaby, slow and hushed, in a warm major key.", "in a fight"),
        (
            "r-0009",
            "Waves roll in and out while something patient waits just out of sight.",
            "",
            "tells nothing of",
        ),
    ],
)
def test_what_is_wrong_is_said(
    tmp_path: Path, identifier: str, narrative: str, description: str, error: str
) -> None:
    good_narrative, good_description = GOOD[identifier]
    texts = (narrative or good_narrative, description or good_description)
    errors = _errors(tmp_path, {identifier: texts})
    assert any(error in found for found in errors), errors


def test_copies_doubles_and_worn_openings(tmp_path: Path) -> None:
    narrative, description = GOOD["f-006"]
    sameish = {f"r-{number:04d}": (narrative, description) for number in range(100, 104)}
    errors = _errors(tmp_path, sameish)
    assert any("is much like that of" in error for error in errors)
    assert any("begin with 'solo clarinet', expected at most 3" in error for error in errors)
    path = _write(tmp_path / "pairs.jsonl", GOOD)
    twice = lint([*_pairs(path), *_pairs(path)[:1]])
    assert any("is also at" in finding.what for finding in twice.findings)


def test_collected_lines_stand_for_themselves(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = _write(tmp_path / "written.jsonl", GOOD)
    assert run(["research", "collect", str(path), "--out", str(tmp_path)]) == 0
    assert "3 pairs, 1969 missing: f-001, f-003" in capsys.readouterr().out
    collected = [*_pairs(tmp_path / "forward.jsonl"), *_pairs(tmp_path / "reverse.jsonl")]
    written = _pairs(path)
    assert [(pair.id, pair.split, pair.narrative, pair.description) for pair in collected] == [
        (pair.id, pair.split, pair.narrative, pair.description) for pair in written
    ]
    assert [pair.task.biome for pair in collected] == [pair.task.biome for pair in written]
    for pair, before in zip(collected, written, strict=True):
        if isinstance(pair.task, SceneTask):
            assert isinstance(before.task, SceneTask)
            assert pair.task.seen == before.task.seen
            assert pair.task.elements == before.task.elements


@pytest.mark.parametrize(
    ("line", "error"),
    [
        ('{"id": "a", "biome": "narnia", "split": "train"}', "biome: 'narnia', expected one of the game's"),
        ('{"id": "a", "biome": "jungle"}', "split: None, expected train or held-out"),
        ('{"id": "a", "scene": {"Scene": 5}, "split": "train"}', "scene.Scene: "),
        ('{"id": "a", "scene": 5, "split": "train"}', "scene: "),
        ("nonsense", "no JSON"),
        ("[]", "list, expected an object"),
        ('{"narrative": "x"}', "id: missing"),
        ('{"id": "f-900", "narrative": "x", "description": "y"}', "id: 'f-900', expected f-001"),
        ('{"id": "f-001", "narrative": 5, "description": "y"}', "narrative: int, expected text"),
        ('{"id": "f-001", "narrative": " ", "description": "y"}', "narrative: empty"),
        ('{"id": "f-001", "narrative": "x"}', "description: missing"),
        (json.dumps({"id": "f-001", "narrative": "x" * 401, "description": "y"}), "401 characters"),
        ("[" * 100_000, "no JSON"),
    ],
)
def test_lines_that_are_no_pair(tmp_path: Path, line: str, error: str) -> None:
    path = tmp_path / "pairs.jsonl"
    path.write_text("\n" + line + "\n", encoding="utf-8")
    (found,) = read_pairs(path)
    assert isinstance(found, DatasetError)
    assert str(found).startswith(f"{path}:2: ")
    assert error in str(found)


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="No such file"):
        list(read_pairs(tmp_path / "none.jsonl"))
    path = tmp_path / "latin.jsonl"
    path.write_bytes(b"\xe9\n")
    with pytest.raises(DatasetError, match="no UTF-8"):
        list(read_pairs(path))


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["research", "lint", str(_write(tmp_path / "good.jsonl", GOOD))]) == 0
    assert "3 pairs, 0 held out: 0 errors" in capsys.readouterr().out
    bad = tmp_path / "bad.jsonl"
    bad.write_text('{"id": "f-001"}\n', encoding="utf-8")
    assert run(["research", "lint", str(bad)]) == 1
    assert f"{bad}:1: narrative: missing" in capsys.readouterr().out
    assert run(["research", "lint", str(tmp_path / "none.jsonl")]) == 2


def test_drawing_the_work(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["research", "draw", "--out", str(tmp_path), "--parts", "3"]) == 0
    assert "433 scenes" in capsys.readouterr().out
    scenes = [json.loads(line) for line in (tmp_path / "scenes.jsonl").read_text().splitlines()]
    assert [scene["id"] for scene in scenes] == [task.id for task in scene_tasks()]
    rows = [
        line.split("\t")
        for number in (1, 2, 3)
        for line in (tmp_path / f"forward-{number}.tsv").read_text().splitlines()[1:]
    ]
    lines = {task.id: task.seen.line for task in scene_tasks() if isinstance(task, SceneTask)}
    assert {row[0]: row[2] for row in rows} == lines
    assert run(["research", "draw", "--out", str(tmp_path), "--parts", "0"]) == 2
