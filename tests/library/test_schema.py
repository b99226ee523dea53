from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from metabgm.library import database as database_module
from metabgm.library import schema
from metabgm.library.errors import LibraryError
from metabgm.library.kept_texts import KeptTexts
from tests.library.shelves import key_of, music_of, opened, raw, texts_of


def later_version(monkeypatch: pytest.MonkeyPatch) -> None:
    migrations = (*schema.MIGRATIONS, ("ALTER TABLE texts ADD COLUMN mood TEXT NOT NULL DEFAULT ''",))
    monkeypatch.setattr(schema, "MIGRATIONS", migrations)
    monkeypatch.setattr(database_module, "MIGRATIONS", migrations)


def test_new_file_says_whose_it_is_and_of_which_version(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite3"
    with opened(path):
        pass
    assert raw(path, "PRAGMA application_id") == [(int.from_bytes(b"MBGM", "big"),)]
    assert raw(path, "PRAGMA user_version") == [(len(schema.MIGRATIONS),)]
    assert raw(path, "PRAGMA journal_mode") == [("wal",)]


def test_older_file_is_brought_up_to_date_with_its_texts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "library.sqlite3"
    with opened(path) as database:
        KeptTexts(database).keep(key_of(), texts_of(1))
    later_version(monkeypatch)
    with opened(path) as database:
        assert KeptTexts(database).take(key_of()) is not None
    assert raw(path, "PRAGMA user_version") == [(len(schema.MIGRATIONS),)]
    assert raw(path, "SELECT mood FROM texts") == [("",)]


def test_file_of_the_first_version_keeps_its_texts_and_takes_music(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "library.sqlite3"
    with monkeypatch.context() as earlier:
        for module in (schema, database_module):
            earlier.setattr(module, "MIGRATIONS", schema.MIGRATIONS[:1])
        with opened(path) as database:
            KeptTexts(database).keep(key_of(), texts_of(1))
    assert raw(path, "PRAGMA user_version") == [(1,)]
    with opened(path) as database:
        KeptTexts(database).keep_music(key_of(), texts_of(1), music_of(1))
        texts = KeptTexts(database).take(key_of())
    assert texts is not None
    assert (texts.description, texts.music) == (texts_of(1).description, music_of(1))
    assert raw(path, "PRAGMA user_version") == [(2,)]


def test_newer_file_is_refused_with_one_line_and_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "library.sqlite3"
    with monkeypatch.context() as later:
        later_version(later)
        with opened(path) as database:
            KeptTexts(database).keep(key_of(), texts_of(1))
    before = path.read_bytes()
    with pytest.raises(LibraryError, match=r"library\.sqlite3: version 3, written by a newer sidecar; .* 2$"):
        database_module.open_database(path)
    assert path.read_bytes() == before
    assert not list(tmp_path.glob("*.damaged-*"))


def test_migration_that_fails_half_way_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "library.sqlite3"
    with opened(path) as database:
        KeptTexts(database).keep(key_of(), texts_of(1))
    with monkeypatch.context() as broken:
        migrations = (*schema.MIGRATIONS, ("CREATE TABLE more (x)", "INSERT INTO nowhere VALUES (1)"))
        broken.setattr(schema, "MIGRATIONS", migrations)
        broken.setattr(database_module, "MIGRATIONS", migrations)
        with pytest.raises(LibraryError, match="nowhere"):
            database_module.open_database(path)
    with opened(path) as database:
        assert KeptTexts(database).take(key_of()) is not None


@pytest.mark.parametrize("table", ["places", "texts", "guard_counts"])
@pytest.mark.parametrize("count", ["-1", "2147483648", "'many'", "1.5", "NULL"])
def test_what_is_no_count_cannot_be_stored(tmp_path: Path, table: str, count: str) -> None:
    path = tmp_path / "library.sqlite3"
    columns = {"places": "used", "texts": "served", "guard_counts": "count"}
    with opened(path) as database:
        KeptTexts(database).keep(key_of(), texts_of(1))
    raw(path, "INSERT INTO guard_counts VALUES ('m', 'narrative', 'accepted', '', 1)")
    with pytest.raises(sqlite3.IntegrityError):
        raw(path, f"UPDATE {table} SET {columns[table]} = {count}")
