from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import pytest

from metabgm.cli import library
from metabgm.cli.errors import CommandError
from metabgm.describe.texts import Texts
from metabgm.library.guard_counts import GuardCounts
from metabgm.library.kept_texts import KeptTexts
from tests.library.shelves import MODEL, key_of, opened, raw, texts_of


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("METABGM_DATA_DIR", str(tmp_path))
    return tmp_path / "library.sqlite3"


@pytest.fixture
def filled(path: Path) -> Path:
    with opened(path) as database:
        kept, counts = KeptTexts(database), GuardCounts(database)
        kept.keep(key_of(), texts_of(1))
        kept.keep(key_of(), texts_of(2))
        kept.take(key_of())
        kept.like(key_of(), texts_of(1))
        kept.dislike(key_of("minecraft:plains"), texts_of(3))
        refused = ("narrative, try 1: echoes the prompt", "narrative: from the template")
        for guard in ((), (), ("narrative, try 1: has 3 words, fewer than 8",), refused):
            counts.add(MODEL, Texts("Leaves close.", "slow harp.", "smollm2", guard))
    return path


def run(*arguments: str) -> int:
    parser = argparse.ArgumentParser()
    library.add_arguments(parser)
    return library.run(parser.parse_args(arguments))


def printed(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    record: dict[str, Any] = json.loads(capsys.readouterr().out)
    return record


def test_without_a_library_none_is_made(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run() == 0
    assert capsys.readouterr().out == f"file: {path} (0.0 MB)\nno texts are kept\n"
    assert run("--json", "--clear") == 0
    assert printed(capsys) == {"file": str(path), "bytes": 0, "texts": [], "guard": []}
    assert not list(path.parent.iterdir())


def test_lines(filled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run() == 0
    assert capsys.readouterr().out.splitlines() == [
        f"file: {filled} (0.0 MB)",
        f"{MODEL}: 2 texts for 2 places, heard 3 times, 1 liked, 1 disliked",
        f"the guard on {MODEL}'s narratives, 5 tries:",
        "   60.0%      3  accepted",
        "   20.0%      1  echoes the prompt",
        "   20.0%      1  has N words, fewer than N",
        "              1  from the template",
        f"the guard on {MODEL}'s descriptions, 4 tries:",
        "  100.0%      4  accepted",
    ]


def test_json(filled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--json") == 0
    record = printed(capsys)
    assert record["bytes"] == filled.stat().st_size > 0
    assert record["texts"] == [
        {"describer": MODEL, "places": 2, "texts": 2, "served": 3, "liked": 1, "disliked": 1}
    ]
    assert record["guard"][0] == {
        "describer": MODEL,
        "stage": "narrative",
        "tries": 5,
        "accepted": {"count": 3, "share": 0.6},
        "refused": {
            "echoes the prompt": {"count": 1, "share": 0.2},
            "has N words, fewer than N": {"count": 1, "share": 0.2},
        },
        "gave_up": {"from the template": 1},
    }


@pytest.mark.usefixtures("filled")
def test_looking_changes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    run("--json")
    first = printed(capsys)
    run("--json")
    assert printed(capsys) == first


def test_clear_while_a_sidecar_has_it_open(filled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with opened(filled) as database:
        assert KeptTexts(database).take(key_of()) is not None
        assert run("--json", "--clear") == 0
        assert (printed(capsys)["texts"], KeptTexts(database).take(key_of())) == ([], None)
        KeptTexts(database).keep(key_of(), texts_of(1))
        assert KeptTexts(database).take(key_of()) is not None
    assert "Leaves" in str(raw(filled, "SELECT narrative FROM texts"))


def test_cleared_texts_are_gone_from_the_disk(filled: Path) -> None:
    assert texts_of(2).narrative.encode() in filled.read_bytes()
    assert run("--clear") == 0
    for left in filled.parent.iterdir():
        assert b"slow piano" not in left.read_bytes()


def test_newer_library_is_one_line(filled: Path) -> None:
    raw(filled, "PRAGMA user_version = 9")
    with pytest.raises(CommandError, match="written by a newer sidecar"):
        run("--clear")
