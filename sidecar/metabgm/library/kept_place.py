"""One place of the library, its shelf and what the player disliked there, within a transaction."""

from __future__ import annotations

import sqlite3
from dataclasses import astuple, replace

from metabgm.describe.texts import Texts
from metabgm.library.shelf import Standing, one_too_many
from metabgm.library.texts_key import TextsKey, checksum_of, music_checksum, words_digest
from metabgm.music.engine import KeptMaterial

MOST_PLACES = 4_000
"""Fifty modded biomes at every hour, in every weather and in a few styles; 10 MB with full shelves."""

MOST_DISLIKED_A_PLACE = 64
"""A model whose words were refused that often here hardly writes the first ones again."""

_MOST_COUNTED = 2**31
"""No piece is heard and no row made that often: a greater number is damage."""

_ALL = """SELECT describer, id, turn, since_new FROM places WHERE biome = ? AND dimension = ? AND time = ?
    AND weather = ? AND combat = ? AND direct = ? AND style = ?"""
_FIND = f"{_ALL} AND describer = ?"
_BY_USE = f"{_ALL} ORDER BY describer = ? DESC, used DESC"
_MAKE = """INSERT INTO places
    (biome, dimension, time, weather, combat, direct, style, describer, turn, since_new, used)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0)"""
_USE = "UPDATE places SET turn = ?, since_new = ?, used = 1 + (SELECT max(used) FROM places) WHERE id = ?"
_FORGET_PLACES = """DELETE FROM places WHERE id IN
    (SELECT id FROM places ORDER BY used LIMIT max(0, (SELECT count(*) FROM places) - ?))"""
_SHELVE = """INSERT INTO texts
    (place, words, narrative, description, describer, checksum, liked, served, turn)
    VALUES (?, ?, ?, ?, ?, ?, ?, 0, 0)"""
_KEEP_MUSIC = "INSERT OR REPLACE INTO music (text, model, codebooks, tokens, checksum) VALUES (?, ?, ?, ?, ?)"
_FORGET_DISLIKED = """DELETE FROM disliked WHERE place = ? AND id NOT IN
    (SELECT id FROM disliked WHERE place = ? ORDER BY id DESC LIMIT ?)"""


class KeptPlace:
    """``turn``: servings so far. ``since_new``: of them, those since a text was last written for the place.

    Made by ``find`` and ``make``. All methods raise sqlite3.DatabaseError, as SQLite does for
    damage, for rows that this program does not write.
    """

    def __init__(
        self, connection: sqlite3.Connection, key: TextsKey, row: int, turn: int, since_new: int
    ) -> None:
        self._connection = connection
        self._key = key
        self._row = row
        self.turn = turn
        self.since_new = since_new

    @classmethod
    def find(cls, connection: sqlite3.Connection, key: TextsKey) -> KeptPlace | None:
        """None where nothing was ever kept or disliked."""
        found = connection.execute(_FIND, astuple(key)).fetchone()
        return None if found is None else cls(connection, key, *map(_counted, found[1:]))

    @classmethod
    def by_any_describer(cls, connection: sqlite3.Connection, key: TextsKey) -> list[KeptPlace]:
        """What each describer has for the place: the key's own first, then the one used last."""
        return [
            cls(connection, replace(key, describer=str(describer)), *map(_counted, numbers))
            for describer, *numbers in connection.execute(_BY_USE, astuple(key)).fetchall()
        ]

    @classmethod
    def make(cls, connection: sqlite3.Connection, key: TextsKey) -> KeptPlace:
        """Found, or begun; then the one that was unused for longest goes when there are too many."""
        place = cls.find(connection, key)
        if place is None:
            row = connection.execute(_MAKE, astuple(key)).lastrowid
            place = cls(connection, key, _counted(row), turn=0, since_new=0)
            place._use()
            connection.execute(_FORGET_PLACES, (MOST_PLACES,))
        return place

    def shelf(self) -> list[Standing]:
        """At most MOST_TEXTS_A_PLACE."""
        rows = self._connection.execute(
            "SELECT id, served, turn, liked FROM texts WHERE place = ? ORDER BY id", (self._row,)
        )
        return [
            Standing(_counted(text), _counted(served), _counted(turn), liked=bool(liked))
            for text, served, turn, liked in rows
        ]

    def read(self, text: int) -> Texts:
        """A row of the shelf."""
        row = self._connection.execute(
            "SELECT narrative, description, describer, checksum FROM texts WHERE id = ?", (text,)
        ).fetchone()
        *written, checksum = row
        if not all(isinstance(part, str) for part in written) or checksum != checksum_of(self._key, *written):
            raise sqlite3.DatabaseError("a text is not as it was kept")
        narrative, description, describer = written
        return Texts(narrative, description, describer, origin="library", music=self._music(text, checksum))

    def _music(self, text: int, checksum: bytes) -> KeptMaterial | None:
        row = self._connection.execute(
            "SELECT model, codebooks, tokens, checksum FROM music WHERE text = ?", (text,)
        ).fetchone()
        if row is None:
            return None
        model, codebooks, tokens, own = row
        if not (isinstance(model, str) and isinstance(tokens, bytes)):
            raise sqlite3.DatabaseError("a text's music is not as it was kept")
        music = KeptMaterial(model, _counted(codebooks), tokens)
        if own != music_checksum(checksum, music):
            raise sqlite3.DatabaseError("a text's music is not as it was kept")
        return music

    def keep_music(self, description: str, music: KeptMaterial) -> None:
        """With these words, where they stand on the shelf, in the place of earlier music."""
        row = self._connection.execute(
            "SELECT id, checksum FROM texts WHERE place = ? AND words = ?",
            (self._row, words_digest(description)),
        ).fetchone()
        if row is not None:
            text, checksum = row
            kept = (_counted(text), music.model, music.codebooks, music.tokens)
            self._connection.execute(_KEEP_MUSIC, (*kept, music_checksum(checksum, music)))

    def serve(self, text: int, *, new: bool) -> None:
        """Counts a text of the shelf, just written or taken from it."""
        self.turn += 1
        self.since_new = 0 if new else self.since_new + 1
        self._connection.execute(
            "UPDATE texts SET served = served + 1, turn = ? WHERE id = ?", (self.turn, text)
        )
        self._use()

    def shelve(self, texts: Texts, *, liked: bool = False) -> int:
        """The row of these words, put on the shelf if they are not there; then one may have to go.

        ``liked``: from now on; otherwise as they were.
        """
        words = words_digest(texts.description)
        found = self._connection.execute(
            "SELECT id FROM texts WHERE place = ? AND words = ?", (self._row, words)
        ).fetchone()
        if found is not None:
            row = _counted(found[0])
            if liked:
                self._connection.execute("UPDATE texts SET liked = 1 WHERE id = ?", (row,))
            return row
        written = (texts.narrative, texts.description, texts.describer)
        checksum = checksum_of(self._key, *written)
        values = (self._row, words, *written, checksum, liked)
        row = _counted(self._connection.execute(_SHELVE, values).lastrowid)
        gone = one_too_many(self.shelf(), newest=row)
        if gone is not None:
            self._connection.execute("DELETE FROM texts WHERE id = ?", (gone.text,))
        return row

    def has(self, description: str) -> bool:
        """Whether these words stand on the shelf."""
        rows = self._connection.execute(
            "SELECT 1 FROM texts WHERE place = ? AND words = ?", (self._row, words_digest(description))
        )
        return rows.fetchone() is not None

    def dislikes(self, description: str) -> bool:
        """Whether the player disliked these words here."""
        rows = self._connection.execute(
            "SELECT 1 FROM disliked WHERE place = ? AND words = ?", (self._row, words_digest(description))
        )
        return rows.fetchone() is not None

    def dislike(self, description: str) -> None:
        """Takes the words from the shelf and remembers them."""
        words = words_digest(description)
        self._connection.execute("DELETE FROM texts WHERE place = ? AND words = ?", (self._row, words))
        self._connection.execute(
            "INSERT OR REPLACE INTO disliked (place, words) VALUES (?, ?)", (self._row, words)
        )
        self._connection.execute(_FORGET_DISLIKED, (self._row, self._row, MOST_DISLIKED_A_PLACE))

    def forgive(self, description: str) -> None:
        """The words are not disliked any more."""
        self._connection.execute(
            "DELETE FROM disliked WHERE place = ? AND words = ?", (self._row, words_digest(description))
        )

    def _use(self) -> None:
        self._connection.execute(_USE, (self.turn, self.since_new, self._row))


def _counted(value: object) -> int:
    if not isinstance(value, int) or not 0 <= value < _MOST_COUNTED:
        raise sqlite3.DatabaseError(f"{value!r} is no count")
    return value
