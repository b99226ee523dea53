from __future__ import annotations

import logging
import sqlite3
from pathlib import Path

import pytest

from metabgm.library import database as database_module
from metabgm.library.database import Database, open_database
from metabgm.library.errors import DamagedError, LibraryError
from metabgm.library.kept_texts import KeptTexts
from tests.library.shelves import key_of, opened, raw, texts_of


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "library.sqlite3"


def test_folders_are_made_for_the_user_only(tmp_path: Path) -> None:
    path = tmp_path / "share" / "metabgm" / "library.sqlite3"
    with opened(path):
        assert path.is_file()
    assert path.parent.stat().st_mode & 0o777 == 0o700


class BrokenOffError(Exception):
    pass


def count_and_break_off(database: Database) -> None:
    with database.transaction() as connection:
        connection.execute("INSERT INTO guard_counts VALUES ('m', 'narrative', 'accepted', '', 1)")
        raise BrokenOffError


def test_transaction_is_all_or_nothing(path: Path) -> None:
    with opened(path) as database:
        with pytest.raises(BrokenOffError):
            count_and_break_off(database)
        with database.transaction() as connection:
            assert connection.execute("SELECT count(*) FROM guard_counts").fetchone() == (0,)


def test_constraints_that_our_own_statements_break_mean_damage(path: Path) -> None:
    with opened(path) as database:
        with pytest.raises(DamagedError), database.transaction() as connection:
            connection.execute("INSERT INTO guard_counts VALUES ('m', 'narrative', 'accepted', '', -1)")
        with pytest.raises(DamagedError), database.transaction() as connection:
            connection.execute(
                "INSERT INTO guard_counts VALUES ('m', 'narrative', 'accepted', '', ?)", (2**64,)
            )


def test_faults_of_this_program_are_no_damage(path: Path) -> None:
    with (
        opened(path) as database,
        pytest.raises(sqlite3.ProgrammingError),
        database.transaction() as connection,
    ):
        connection.execute("SELECT ?", ())


def test_locked_file_is_one_line(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database_module, "BUSY_S", 0.01)
    with opened(path) as database, opened(path) as other:
        KeptTexts(other).keep(key_of(), texts_of(1))
        with (
            other.transaction(),
            pytest.raises(LibraryError, match=r"library\.sqlite3: database is locked$"),
        ):
            KeptTexts(database).take(key_of())
        assert KeptTexts(database).take(key_of()) is not None


def test_cleared_library_gives_its_room_back(path: Path) -> None:
    with opened(path) as database:
        kept = KeptTexts(database)
        for number in range(300):
            kept.keep(key_of(f"minecraft:biome_{number}"), texts_of(number))
        database.compact()
        full = path.stat().st_size
        kept.clear()
        database.compact()
        assert path.stat().st_size < full / 3


FOREIGN = {
    "another program's database": ("CREATE TABLE notes (x)", "PRAGMA application_id = 7"),
    "a database of nobody's": ("CREATE TABLE notes (x)",),
    "a version without tables": (f"PRAGMA application_id = {0x4D42474D}", "PRAGMA user_version = 1"),
    "ours, never finished": (f"PRAGMA application_id = {0x4D42474D}", "CREATE TABLE places (x)"),
}


@pytest.mark.parametrize("kind", FOREIGN)
def test_foreign_file_is_set_aside(path: Path, kind: str, caplog: pytest.LogCaptureFixture) -> None:
    raw(path, *FOREIGN[kind])
    content = path.read_bytes()
    with caplog.at_level(logging.INFO), opened(path) as database:
        KeptTexts(database).keep(key_of(), texts_of(1))
    assert path.with_name("library.sqlite3.damaged-1").read_bytes() == content
    assert len(caplog.records) == 1
    assert caplog.records[0].getMessage().startswith(f"{path}: ")
    assert (
        caplog.records[0]
        .getMessage()
        .endswith("it is now library.sqlite3.damaged-1, and a new library begins")
    )


def test_users_own_index_does_no_harm(path: Path) -> None:
    with opened(path) as database:
        KeptTexts(database).keep(key_of(), texts_of(1))
    raw(path, "CREATE INDEX mine ON texts (served)", "ANALYZE")
    with opened(path) as database:
        assert KeptTexts(database).take(key_of()) is not None


def test_damage_that_another_process_has_dealt_with(path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with opened(path) as database:
        damage = database.damage(f"{path}: a text is not as it was kept")
    open_database(path, damage).close()
    with opened(path) as database:
        KeptTexts(database).keep(key_of(), texts_of(1))
    caplog.clear()
    second = open_database(path, damage)
    assert KeptTexts(second).take(key_of()) is not None
    second.close()
    assert [item.name for item in path.parent.glob("*.damaged-*")] == ["library.sqlite3.damaged-1"]
    assert not caplog.records
