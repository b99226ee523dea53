"""The tables of the library's file, and how an older file is brought up to date."""

from __future__ import annotations

import sqlite3

# "MBGM" in the file's header (SQLite's file format, "Application ID"): no other program's file is taken over.
APPLICATION_ID = 0x4D42474D

_COUNT = "INTEGER NOT NULL CHECK (typeof({0}) = 'integer' AND {0} BETWEEN 0 AND 2147483647)"
"""Opening checks it too, so that damaged numbers are found before they are used."""

_VERSION_1 = (
    # turn: servings so far. since_new: servings from the shelf since a text was last written for the place.
    # used: greater than that of every place used before.
    f"""CREATE TABLE places (
        id INTEGER PRIMARY KEY,
        biome TEXT NOT NULL, dimension TEXT NOT NULL, time TEXT NOT NULL, weather TEXT NOT NULL,
        combat INTEGER NOT NULL, direct INTEGER NOT NULL, style TEXT NOT NULL, describer TEXT NOT NULL,
        turn {_COUNT.format("turn")},
        since_new {_COUNT.format("since_new")},
        used {_COUNT.format("used")},
        UNIQUE (biome, dimension, time, weather, combat, direct, style, describer))""",
    "CREATE INDEX places_by_use ON places (used)",
    # words: digest of the description. turn: the place's when it was last served. checksum: of key and texts.
    f"""CREATE TABLE texts (
        id INTEGER PRIMARY KEY,
        place INTEGER NOT NULL REFERENCES places (id) ON DELETE CASCADE,
        words BLOB NOT NULL,
        narrative TEXT NOT NULL, description TEXT NOT NULL, describer TEXT NOT NULL,
        liked {_COUNT.format("liked")},
        served {_COUNT.format("served")},
        turn {_COUNT.format("turn")},
        checksum BLOB NOT NULL,
        UNIQUE (place, words))""",
    """CREATE TABLE disliked (
        id INTEGER PRIMARY KEY,
        place INTEGER NOT NULL REFERENCES places (id) ON DELETE CASCADE,
        words BLOB NOT NULL,
        UNIQUE (place, words))""",
    f"""CREATE TABLE guard_counts (
        describer TEXT NOT NULL, stage TEXT NOT NULL, outcome TEXT NOT NULL, reason TEXT NOT NULL,
        count {_COUNT.format("count")},
        PRIMARY KEY (describer, stage, outcome, reason)) WITHOUT ROWID""",
)

_VERSION_2 = (
    # tokens: of the piece that was last made from the text. checksum: of the text's and of the rest.
    f"""CREATE TABLE music (
        text INTEGER PRIMARY KEY REFERENCES texts (id) ON DELETE CASCADE,
        model TEXT NOT NULL,
        codebooks {_COUNT.format("codebooks")},
        tokens BLOB NOT NULL,
        checksum BLOB NOT NULL)""",
)

MIGRATIONS: tuple[tuple[str, ...], ...] = (_VERSION_1, _VERSION_2)
"""The statements that lead from each ``user_version`` to the next, from an empty file on."""


def header_of(connection: sqlite3.Connection) -> tuple[int, int]:
    """``application_id`` and ``user_version``; both 0 in an empty file."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return application, version


def migrate(connection: sqlite3.Connection) -> None:
    """Within the caller's transaction."""
    _, version = header_of(connection)
    for statement in (statement for step in MIGRATIONS[version:] for statement in step):
        connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")


def tables_of(connection: sqlite3.Connection) -> set[tuple[str, str, str]]:
    """Kind, name and definition of all that is not SQLite's own."""
    rows = connection.execute("SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'")
    return set(rows.fetchall())


def expected_tables() -> set[tuple[str, str, str]]:
    """What an up-to-date file holds."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        migrate(connection)
        return tables_of(connection)
    finally:
        connection.close()
