"""The library's file, open: one connection, used by the thread that opened it."""

from __future__ import annotations

import contextlib
import logging
import os
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from metabgm.library.errors import DamagedError, LibraryError
from metabgm.library.schema import APPLICATION_ID, MIGRATIONS, expected_tables, header_of, migrate, tables_of
from metabgm.library.set_aside import FileIdentity, identity_of, set_aside

log = logging.getLogger(__name__)

MOST_BYTES = 512 * 1024 * 1024
"""Far above what a full library of the longest texts takes; anything larger is not one."""

BUSY_S = 1.0
"""How long another process's write is waited for. One takes milliseconds, and no music waits for this."""

OPENING_S = 5.0
"""How long another process's opening is waited for: at worst it checks and replaces a damaged file."""


@dataclass(frozen=True)
class Damage:
    """``file``: the one it was found in. ``reason``: one line."""

    file: FileIdentity | None
    reason: str


class Database:
    """Made by ``open_database``."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._file = identity_of(path)
        self._connection = connection

    @contextlib.contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All of it or nothing. Waits for writers of other processes up to BUSY_S.

        Raises LibraryError when the file cannot be used now, DamagedError when its content is wrong.
        """
        with _as_library_errors(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                with contextlib.suppress(sqlite3.Error):
                    self._connection.execute("ROLLBACK")
                raise

    def compact(self) -> None:
        """Gives the room of deleted rows back to the disk. Raises LibraryError."""
        with _as_library_errors(self.path):
            self._connection.execute("VACUUM")
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def damage(self, reason: str) -> Damage:
        """What ``open_database`` wants to know of it once this is closed."""
        return Damage(self._file, reason)

    def close(self) -> None:
        """Never raises: what was committed is safe already."""
        with contextlib.suppress(sqlite3.Error):
            self._connection.close()


def open_database(path: Path, damage: Damage | None = None) -> Database:
    """Makes the file and its folder where there is none, and brings an older file up to date.

    A damaged or foreign file is set aside and a new one begun, with one log line. ``damage``: what was found
    while the file was open; it is set aside unless another process has done so. Raises LibraryError.
    """
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with FileLock(path.with_name(path.name + ".lock"), timeout=OPENING_S):
            reason = damage.reason if damage is not None and damage.file == identity_of(path) else ""
            if not reason:
                try:
                    return _open(path)
                except DamagedError as error:
                    reason = str(error)
            aside = set_aside(path)
            log.warning("%s; it is now %s, and a new library begins", reason, aside.name)
            return _open(path)
    except Timeout:
        raise LibraryError(f"{path}: another process has been opening it for {OPENING_S:.0f} s") from None
    except OSError as error:
        raise LibraryError(f"{path}: {error.strerror or error}") from error


def _open(path: Path) -> Database:
    if os.path.lexists(path) and not path.is_file():
        raise DamagedError(f"{path}: not a file")
    if path.exists() and path.stat().st_size > MOST_BYTES:
        raise DamagedError(f"{path}: larger than {MOST_BYTES} bytes, not a library")
    with _as_library_errors(path):
        connection = sqlite3.connect(path, timeout=BUSY_S, isolation_level=None)
        # A text of damaged bytes is found out by its checksum, not by an error that says something else.
        connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
        try:
            _prepare(path, connection)
        except BaseException:
            connection.close()
            raise
    return Database(path, connection)


def _prepare(path: Path, connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    application, version = header_of(connection)
    if (application, version) == (0, 0) and not tables_of(connection):
        connection.execute("PRAGMA journal_mode = WAL")
    elif application != APPLICATION_ID or version < 1:
        raise DamagedError(f"{path}: not a library of this program")
    elif version > len(MIGRATIONS):
        raise LibraryError(
            f"{path}: version {version}, written by a newer sidecar; this one knows up to {len(MIGRATIONS)}"
        )
    # The music needs no text to outlast a power cut; a killed process loses nothing either way.
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA foreign_keys = ON")
    outdated = version < len(MIGRATIONS)
    if outdated:
        connection.execute("BEGIN IMMEDIATE")
        migrate(connection)
    if not expected_tables() <= tables_of(connection):
        # What was begun goes with the connection: a file that is set aside stays as it was found.
        raise DamagedError(f"{path}: its tables are not those of version {len(MIGRATIONS)}")
    if outdated:
        connection.execute("COMMIT")
    (verdict,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    if verdict != "ok":
        raise DamagedError(f"{path}: {_one_line(verdict)}")


@contextlib.contextmanager
def _as_library_errors(path: Path) -> Iterator[None]:
    """SQLite's OperationalError is about the file's surroundings. Its other errors, numbers too large to
    store and messages that quote broken characters come of wrong content: the statements serve sound files.
    """
    try:
        yield
    except sqlite3.OperationalError as error:
        raise LibraryError(f"{path}: {_one_line(error)}") from error
    except sqlite3.ProgrammingError:  # a fault of this program says nothing about the file
        raise
    except (sqlite3.Error, OverflowError, UnicodeDecodeError) as error:
        raise DamagedError(f"{path}: {_one_line(error)}") from error


def _one_line(message: object) -> str:
    """It may quote what a damaged file holds."""
    return "".join(letter if letter.isprintable() else " " for letter in str(message))
