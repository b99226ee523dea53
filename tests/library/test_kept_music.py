from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from metabgm.library.database import Database
from metabgm.library.errors import DamagedError
from metabgm.library.kept_texts import KeptTexts
from metabgm.library.texts_key import MOST_MUSIC_BYTES
from metabgm.music.engine import KeptMaterial
from tests.library.shelves import key_of, music_of, opened, raw, texts_of

FOREST = key_of()


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with opened(tmp_path / "library.sqlite3") as database:
        yield database


@pytest.fixture
def kept(database: Database) -> KeptTexts:
    kept = KeptTexts(database)
    kept.keep(FOREST, texts_of(1))
    return kept


def music_with(kept: KeptTexts, biome: str = "minecraft:forest") -> KeptMaterial | None:
    texts = kept.take_any(key_of(biome))
    assert texts is not None
    return texts.music


def test_the_music_last_made_from_the_texts_comes_with_them(kept: KeptTexts) -> None:
    assert music_with(kept) is None
    kept.keep_music(FOREST, texts_of(1), music_of(1))
    assert music_with(kept) == music_of(1)
    kept.keep_music(FOREST, texts_of(1), music_of(2, model="facebook-musicgen-stereo-small"))
    assert music_with(kept) == music_of(2, model="facebook-musicgen-stereo-small")
    kept.like(FOREST, texts_of(1))
    assert music_with(kept) is not None


def test_it_stays_with_its_own_words_and_place(kept: KeptTexts, database: Database) -> None:
    kept.keep(key_of("minecraft:desert"), texts_of(1))
    kept.keep_music(FOREST, texts_of(1), music_of(1))
    kept.keep_music(FOREST, texts_of(2), music_of(2))
    assert music_with(kept) == music_of(1)
    assert music_with(kept, "minecraft:desert") is None
    kept.keep_music(key_of("minecraft:nowhere"), texts_of(1), music_of(3))
    assert raw(database.path, "SELECT count(*) FROM music") == [(1,)]


def test_it_goes_with_its_words(kept: KeptTexts, database: Database) -> None:
    kept.keep_music(FOREST, texts_of(1), music_of(1))
    kept.dislike(FOREST, texts_of(1))
    assert raw(database.path, "SELECT count(*) FROM music") == [(0,)]


@pytest.mark.parametrize(
    "music",
    [
        KeptMaterial("m", 4, b""),
        KeptMaterial("m", 4, bytes(MOST_MUSIC_BYTES + 1)),
        KeptMaterial("\ud800", 4, bytes(8)),
        KeptMaterial("m" * 100_000, 4, bytes(8)),
    ],
)
def test_what_is_beyond_the_limits_is_passed_over(kept: KeptTexts, music: KeptMaterial) -> None:
    kept.keep_music(FOREST, texts_of(1), music_of(1))
    kept.keep_music(FOREST, texts_of(1), music)
    assert music_with(kept) == music_of(1)
    kept.keep_music(FOREST, texts_of(1), replace(music_of(1), tokens=bytes(MOST_MUSIC_BYTES)))
    assert music_with(kept) != music_of(1)


@pytest.mark.parametrize("change", ["tokens = zeroblob(2000)", "model = 'other'", "codebooks = 8"])
def test_damaged_music_is_found_out(kept: KeptTexts, database: Database, change: str) -> None:
    kept.keep_music(FOREST, texts_of(1), music_of(1))
    raw(database.path, f"UPDATE music SET {change}")
    with pytest.raises(DamagedError, match="music is not as it was kept"):
        kept.take_any(FOREST)
