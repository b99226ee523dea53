"""Whatever happened to the file: the library opens, and what it gives was kept or is nothing."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from metabgm.library import database as database_module
from metabgm.library.errors import DamagedError, LibraryError
from metabgm.library.guard_counts import GuardCounts
from metabgm.library.kept_texts import KeptTexts
from metabgm.library.overview import holdings
from tests.library.shelves import key_of, opened, texts_of

KEYS = [key_of(f"minecraft:biome_{number}") for number in range(12)]
SPOKEN = {(texts_of(n).narrative, texts_of(n).description, texts_of(n).describer) for n in range(36)}


@pytest.fixture(scope="module")
def sound_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sound") / "library.sqlite3"
    with opened(path) as database:
        kept = KeptTexts(database)
        for number in range(36):
            kept.keep(KEYS[number % 12], texts_of(number))
        kept.like(KEYS[0], texts_of(0))
        kept.dislike(KEYS[1], texts_of("never"))
        GuardCounts(database).add("m", texts_of(1))
    return path


@pytest.fixture
def sound(sound_file: Path) -> bytes:
    return sound_file.read_bytes()


def use(path: Path) -> int:
    """All that a sidecar does with it; how many texts there were. Only LibraryError may come out."""
    found, faults = 0, list[str]()
    try:
        with opened(path) as database:
            kept = KeptTexts(database)
            for key in KEYS:
                for _ in range(4):
                    texts = kept.take_any(key)
                    if texts is not None:
                        assert (texts.narrative, texts.description, texts.describer) in SPOKEN
                        found += 1
                kept.keep(key, texts_of(7))
            holdings(database)
            GuardCounts(database).by_stage()
    except LibraryError as error:
        faults.append(str(error))
    assert all(fault.isprintable() for fault in faults)
    return found


def test_sound_file_has_them_all(tmp_path: Path, sound: bytes) -> None:
    path = tmp_path / "library.sqlite3"
    path.write_bytes(sound)
    assert use(path) == 48


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    flips=st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(1, 255)), min_size=1, max_size=8)
)
def test_flipped_bytes(
    tmp_path_factory: pytest.TempPathFactory, sound_file: Path, flips: list[tuple[float, int]]
) -> None:
    path = tmp_path_factory.mktemp("flipped") / "library.sqlite3"
    content = bytearray(sound_file.read_bytes())
    for where, mask in flips:
        content[int(where * len(content))] ^= mask
    path.write_bytes(content)
    use(path)
    use(path)


def test_one_letter_of_a_text(tmp_path: Path, sound: bytes) -> None:
    path = tmp_path / "library.sqlite3"
    at = sound.index(texts_of(5).narrative.encode())
    path.write_bytes(sound[:at] + b"X" + sound[at + 1 :])
    with opened(path) as database, pytest.raises(DamagedError):
        KeptTexts(database).take_any(KEYS[5])


def test_broken_page_is_found_before_it_is_needed(tmp_path: Path, sound: bytes) -> None:
    path = tmp_path / "library.sqlite3"
    page = sound.index(texts_of(5).narrative.encode()) // 4096
    path.write_bytes(sound[: page * 4096] + os.urandom(4096) + sound[(page + 1) * 4096 :])
    with opened(path):
        assert (tmp_path / "library.sqlite3.damaged-1").exists()


@pytest.mark.parametrize("tenths", range(10))
def test_truncated(tmp_path: Path, sound: bytes, tenths: int) -> None:
    path = tmp_path / "library.sqlite3"
    path.write_bytes(sound[: len(sound) * tenths // 10])
    use(path)
    with opened(path) as database:
        KeptTexts(database).keep(KEYS[0], texts_of(3))
        assert KeptTexts(database).take_any(KEYS[0]) is not None


def directory(path: Path) -> None:
    path.mkdir()
    (path / "inside").write_text("something of the user's")


def dangling_link(path: Path) -> None:
    path.symlink_to(path.with_name("nowhere") / "library.sqlite3")


OBSTACLES: dict[str, Callable[[Path], object]] = {
    "text": lambda path: path.write_text("dear diary\n" * 500),
    "noise": lambda path: path.write_bytes(os.urandom(20_000)),
    "zeros": lambda path: path.write_bytes(bytes(20_000)),
    "directory": directory,
    "dangling link": dangling_link,
}


@pytest.mark.parametrize("kind", OBSTACLES)
def test_what_is_no_library_is_set_aside(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "library.sqlite3"
    OBSTACLES[kind](path)
    with opened(path) as database:
        KeptTexts(database).keep(KEYS[0], texts_of(1))
        assert KeptTexts(database).take(KEYS[0]) is not None
    assert os.path.lexists(tmp_path / "library.sqlite3.damaged-1")


def test_larger_than_any_library(tmp_path: Path, sound: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "library.sqlite3"
    path.write_bytes(sound)
    monkeypatch.setattr(database_module, "MOST_BYTES", len(sound) - 1)
    with opened(path) as database:
        assert KeptTexts(database).take(KEYS[0]) is None
    assert (tmp_path / "library.sqlite3.damaged-1").read_bytes() == sound


def test_log_of_another_database_is_not_replayed(tmp_path: Path, sound: bytes) -> None:
    path = tmp_path / "library.sqlite3"
    path.write_bytes(sound)
    with opened(path) as database:
        KeptTexts(database).keep(KEYS[0], texts_of(1))
        log = path.with_name(path.name + "-wal").read_bytes()
    path.write_bytes(b"no database at all" * 300)
    path.with_name(path.name + "-wal").write_bytes(log)
    with opened(path) as database:
        assert KeptTexts(database).take(KEYS[0]) is None
