"""The texts that serve again: kept by place, handed out by the shelf's rule."""

from __future__ import annotations

from metabgm.describe.texts import Texts
from metabgm.library.database import Database
from metabgm.library.kept_place import KeptPlace
from metabgm.library.shelf import next_to_serve, wants_new
from metabgm.library.texts_key import TextsKey, may_be_kept, music_may_be_kept
from metabgm.music.engine import KeptMaterial


class KeptTexts:
    """Each call is one transaction that other processes see whole. All raise LibraryError.

    Texts beyond the limits of ``may_be_kept`` are passed over.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, key: TextsKey, texts: Texts) -> None:
        """Puts newly written texts on the shelf, unless the player disliked these words here.

        They count as served: who has just been given them is about to hear them.
        """
        if not may_be_kept(key, texts):
            return
        with self._database.transaction() as connection:
            place = KeptPlace.make(connection, key)
            if not place.dislikes(texts.description):
                place.serve(place.shelve(texts), new=True)

    def take(self, key: TextsKey) -> Texts | None:
        """The texts whose turn it is; they count as served. None where there are none or new ones are due."""
        with self._database.transaction() as connection:
            place = KeptPlace.find(connection, key)
            if place is None or wants_new(place.shelf(), place.since_new):
                return None
            return _next_of(place)

    def take_any(self, key: TextsKey) -> Texts | None:
        """As ``take`` when nobody can write: though new ones are due, and by any describer if need be."""
        with self._database.transaction() as connection:
            found = (_next_of(place) for place in KeptPlace.by_any_describer(connection, key))
            return next((texts for texts in found if texts is not None), None)

    def like(self, key: TextsKey, texts: Texts) -> None:
        """They come more often from now on and stay, whoever wrote them.

        Where they are not kept they are now, as just served: the player likes what sounds.
        """
        if not may_be_kept(key, texts):
            return
        with self._database.transaction() as connection:
            places = KeptPlace.by_any_describer(connection, key)
            standing = [place for place in places if place.has(texts.description)]
            for place in standing:
                place.shelve(texts, liked=True)
            if not standing:
                place = KeptPlace.make(connection, key)
                place.forgive(texts.description)
                place.serve(place.shelve(texts, liked=True), new=True)

    def dislike(self, key: TextsKey, texts: Texts) -> None:
        """They never serve here again, whoever wrote them, and the same words are not kept again."""
        if not may_be_kept(key, texts):
            return
        with self._database.transaction() as connection:
            KeptPlace.make(connection, key)
            for place in KeptPlace.by_any_describer(connection, key):
                place.dislike(texts.description)

    def keep_music(self, key: TextsKey, texts: Texts, music: KeptMaterial) -> None:
        """For the next piece from these texts that has nothing else to grow from.

        Where they are not on the shelf, or the music is beyond the limits, nothing is kept.
        """
        if not (may_be_kept(key, texts) and music_may_be_kept(music)):
            return
        with self._database.transaction() as connection:
            for place in KeptPlace.by_any_describer(connection, key):
                place.keep_music(texts.description, music)

    def clear(self) -> None:
        """Forgets all texts, likes and dislikes."""
        with self._database.transaction() as connection:
            connection.execute("DELETE FROM places")


def _next_of(place: KeptPlace) -> Texts | None:
    standing = next_to_serve(place.shelf(), place.turn)
    if standing is None:
        return None
    texts = place.read(standing.text)
    place.serve(standing.text, new=False)
    return texts
