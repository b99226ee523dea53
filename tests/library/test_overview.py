from __future__ import annotations

from pathlib import Path

from metabgm.library.kept_texts import KeptTexts
from metabgm.library.overview import Holding, holdings
from tests.library.shelves import key_of, opened, texts_of


def test_counts_by_describer(tmp_path: Path) -> None:
    with opened(tmp_path / "library.sqlite3") as database:
        assert holdings(database) == []
        kept = KeptTexts(database)
        kept.keep(key_of(describer="b"), texts_of(1))
        kept.keep(key_of(describer="b"), texts_of(2))
        kept.take(key_of(describer="b"))
        kept.like(key_of(describer="b"), texts_of(2))
        kept.keep(key_of("minecraft:plains", describer="b"), texts_of(1))
        kept.dislike(key_of("minecraft:river", describer="a"), texts_of(1))
        assert holdings(database) == [
            Holding("a", places=1, texts=0, served=0, liked=0, disliked=1),
            Holding("b", places=2, texts=3, served=4, liked=1, disliked=0),
        ]
