"""How much the library holds, for the player to see."""

from __future__ import annotations

from dataclasses import dataclass

from metabgm.library.database import Database

_BY_DESCRIBER = """
    SELECT describer, count(*), coalesce(sum(kept), 0), coalesce(sum(served), 0), coalesce(sum(liked), 0),
        coalesce(sum(disliked), 0)
    FROM (
        SELECT describer,
            (SELECT count(*) FROM texts WHERE place = places.id) AS kept,
            (SELECT sum(served) FROM texts WHERE place = places.id) AS served,
            (SELECT sum(liked) FROM texts WHERE place = places.id) AS liked,
            (SELECT count(*) FROM disliked WHERE place = places.id) AS disliked
        FROM places)
    GROUP BY describer ORDER BY describer"""


@dataclass(frozen=True)
class Holding:
    """What is kept of one describer. ``served``: how often the texts that are still kept were heard."""

    describer: str
    places: int
    texts: int
    served: int
    liked: int
    disliked: int


def holdings(database: Database) -> list[Holding]:
    """Sorted by describer. Raises LibraryError."""
    with database.transaction() as connection:
        return [Holding(*row) for row in connection.execute(_BY_DESCRIBER)]
