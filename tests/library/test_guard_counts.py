from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from metabgm.describe.texts import Texts
from metabgm.library import guard_counts
from metabgm.library.database import Database
from metabgm.library.guard_counts import (
    MOST_LINES,
    MOST_REASON_CHARACTERS,
    OTHER,
    GuardCounts,
    Outcome,
    kind_of,
    outcomes_of,
)
from tests.library.shelves import opened, raw


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with opened(tmp_path / "library.sqlite3") as database:
        yield database


def written(*guard: str, narrative: str = "Leaves close.", describer: str = "llama") -> Texts:
    return Texts(narrative, "slow harp.", describer, guard)


def test_accepted_at_once() -> None:
    assert set(outcomes_of(written())) == {
        Outcome("narrative", "accepted"),
        Outcome("description", "accepted"),
    }


def test_one_stage_has_no_narrative() -> None:
    assert list(outcomes_of(written(narrative=""))) == [Outcome("description", "accepted")]


def test_second_try_was_accepted() -> None:
    assert set(outcomes_of(written("narrative, try 1: echoes the prompt"))) == {
        Outcome("narrative", "refused", "echoes the prompt"),
        Outcome("narrative", "accepted"),
        Outcome("description", "accepted"),
    }


def test_stage_that_gave_up_is_not_accepted() -> None:
    texts = written(
        "narrative, try 1: is empty",
        "narrative, try 2: out of time, and what there is repeats itself",
        "narrative: from the template",
        "description: out of time",
        "description: from the template",
        describer="template",
    )
    assert set(outcomes_of(texts)) == {
        Outcome("narrative", "refused", "is empty"),
        Outcome("narrative", "refused", "out of time, and what there is repeats itself"),
        Outcome("narrative", "gave up", "from the template"),
        Outcome("description", "gave up", "out of time"),
        Outcome("description", "gave up", "from the template"),
    }


def test_template_alone_is_not_counted() -> None:
    assert list(outcomes_of(written(describer="template"))) == []


def test_lines_of_another_form_are_passed_over() -> None:
    texts = written("hello", "poem, try 1: rhymes", "", "narrative, try one: no", *["junk"] * MOST_LINES)
    assert {outcome.outcome for outcome in outcomes_of(texts)} == {"accepted"}


def test_kinds_do_not_depend_on_numbers_or_lines() -> None:
    assert kind_of("has 3 words, fewer than 8") == kind_of("has 12 words, fewer than 8")
    assert kind_of("failed:\n  once") == "failed: once"
    assert len(kind_of("x" * 1000)) == MOST_REASON_CHARACTERS


def test_counts_add_up_over_openings_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite3"
    for number in range(3):
        with opened(path) as database:
            counts = GuardCounts(database)
            counts.add("llama@1", written(f"narrative, try 1: has {number} words, fewer than 8"))
            counts.add("llama@2", written("narrative, try 1: is empty", "narrative: from the template"))
    with opened(path) as database:
        stages = GuardCounts(database).by_stage()
    assert [(stage.describer, stage.stage) for stage in stages] == [
        ("llama@1", "narrative"),
        ("llama@1", "description"),
        ("llama@2", "narrative"),
        ("llama@2", "description"),
    ]
    assert (stages[0].accepted, stages[0].tries) == (3, 6)
    assert stages[0].refused == {"has N words, fewer than N": 3}
    assert (stages[2].accepted, stages[2].tries) == (0, 3)
    assert stages[2].gave_up == {"from the template": 3}


def test_kinds_beyond_the_limit_are_counted_together(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guard_counts, "MOST_KINDS", 4)
    counts = GuardCounts(database)
    for letter in "abcdefgh":
        counts.add("llama", written(f"description, try 1: holds {letter}"))
    stages = {(stage.describer, stage.stage): stage for stage in counts.by_stage()}
    assert sum(stages["llama", "description"].refused.values()) == 2
    assert stages[OTHER, "description"].refused == {OTHER: 6}
    assert stages["llama", "description"].accepted == 8
    assert raw(database.path, "SELECT count(*) FROM guard_counts") == [(5,)]


def test_clear(database: Database) -> None:
    counts = GuardCounts(database)
    counts.add("llama", written())
    counts.clear()
    assert counts.by_stage() == []
