from __future__ import annotations

import logging
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from metabgm.describe.texts import Texts
from metabgm.library import database as database_module
from metabgm.library import librarian as librarian_module
from metabgm.library.database import Database
from metabgm.library.kept_texts import KeptTexts
from metabgm.library.librarian import Librarian
from tests.library.shelves import key_of, opened, raw, texts_of

LONG_S = 60.0


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "library.sqlite3"


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@contextmanager
def working(path: Path, clock: Clock | None = None, patience_s: float = LONG_S) -> Iterator[Librarian]:
    librarian = Librarian(path, patience_s=patience_s, clock=clock or Clock())
    librarian.start()
    try:
        yield librarian
    finally:
        librarian.stop()


def keep(librarian: Librarian, number: int) -> None:
    librarian.post(lambda database: KeptTexts(database).keep(key_of(), texts_of(number)))


def take(librarian: Librarian) -> Texts | None:
    return librarian.ask(lambda database: KeptTexts(database).take_any(key_of()))


def lines(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.levelno >= logging.INFO]


def test_what_was_posted_is_done_before_what_is_asked(path: Path) -> None:
    with working(path) as librarian:
        for number in range(20):
            keep(librarian, number)
        assert librarian.ask(lambda database: database.path) == path
        assert take(librarian) is not None
    assert raw(path, "SELECT count(*), max(turn) FROM texts") == [(6, 21)]


def test_what_was_posted_is_written_at_the_end(path: Path) -> None:
    with working(path) as librarian:
        for number in range(20):
            keep(librarian, number)
    assert raw(path, "SELECT turn FROM places") == [(20,)]


def test_hanging_disk_is_not_waited_for(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(librarian_module, "MOST_WAITING", 3)
    hanging, go_on = threading.Event(), threading.Event()
    done: list[int] = []

    def hang(_: Database) -> None:
        hanging.set()
        go_on.wait(LONG_S)

    with working(path, patience_s=0.01) as librarian:
        librarian.post(hang)
        assert hanging.wait(LONG_S)
        assert librarian.ask(lambda _: done.append(0)) is None
        for number in range(1, 6):
            librarian.post(lambda _, number=number: done.append(number))  # type: ignore[misc]
        assert librarian.ask(lambda _: done.append(6)) is None
        go_on.set()
    # The first question was taken back, and only two more things had room behind it.
    assert done == [1, 2]


def test_end_does_not_wait_for_a_hanging_disk(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(librarian_module, "STOP_S", 0.01)
    go_on, left = threading.Event(), threading.Event()

    def hang(_: Database) -> None:
        go_on.wait(LONG_S)
        left.set()

    with working(path) as librarian:
        librarian.post(hang)
    assert not left.is_set()
    go_on.set()
    assert left.wait(LONG_S)


def test_lock_of_another_process_is_one_line_and_passes(
    path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(database_module, "BUSY_S", 0.01)
    clock = Clock()
    with caplog.at_level(logging.INFO), working(path, clock) as librarian:
        keep(librarian, 1)
        assert take(librarian) is not None
        with opened(path) as other:
            for _ in range(3):
                with other.transaction():
                    assert take(librarian) is None
                assert take(librarian) is None
                clock.now += librarian_module.RETRY_S
            assert lines(caplog) == [f"going on without the library: {path}: database is locked"]
        assert take(librarian) is not None
    assert lines(caplog)[1:] == ["the library serves again"]


def test_newer_file_is_one_line(path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with opened(path):
        pass
    raw(path, "PRAGMA user_version = 9")
    clock = Clock()
    with working(path, clock) as librarian:
        for _ in range(3):
            keep(librarian, 1)
            assert take(librarian) is None
            clock.now += librarian_module.RETRY_S
    assert len(lines(caplog)) == 1
    assert "written by a newer sidecar" in lines(caplog)[0]


def spoil_a_text(path: Path) -> None:
    raw(path, "UPDATE texts SET narrative = 'not what was written'")


def cut_in_half(path: Path) -> None:
    raw(path, "PRAGMA wal_checkpoint(TRUNCATE)")
    os.truncate(path, path.stat().st_size // 2)


def overwrite(path: Path) -> None:
    raw(path, "PRAGMA wal_checkpoint(TRUNCATE)")
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(100)
        file.write(os.urandom(size - 100))


@pytest.mark.parametrize("damage", [spoil_a_text, cut_in_half, overwrite])
def test_file_damaged_while_it_is_open(path: Path, damage: object, caplog: pytest.LogCaptureFixture) -> None:
    with working(path) as librarian:
        keep(librarian, 1)
        assert take(librarian) is not None
        assert callable(damage)
        damage(path)
        raw_changes = librarian.ask(lambda database: database.compact())
        assert raw_changes is None
        assert take(librarian) is None
        keep(librarian, 2)
        found = take(librarian)
        assert found is not None
        assert found.description == texts_of(2).description
    assert len(lines(caplog)) == 1
    assert lines(caplog)[0].count(str(path)) == 1
    assert (path.parent / "library.sqlite3.damaged-1").exists()


def test_fault_in_the_work_is_logged_and_survived(path: Path, caplog: pytest.LogCaptureFixture) -> None:
    def fault(_: Database) -> None:
        raise ZeroDivisionError

    with working(path) as librarian:
        keep(librarian, 1)
        assert librarian.ask(fault) is None
        assert take(librarian) is not None
    assert lines(caplog) == ["a fault in the library"]
