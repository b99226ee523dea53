"""Two sidecars at once, and sidecars that are killed."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from metabgm.library.kept_texts import KeptTexts
from metabgm.library.overview import holdings
from tests.library.keeper_process import biome
from tests.library.shelves import key_of, opened, raw, texts_of

ROOT = Path(__file__).parents[2]


@contextmanager
def keeper(path: Path, what: str, name: str, count: int) -> Iterator[subprocess.Popen[str]]:
    """Ready to go on a line of its input."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.library.keeper_process", str(path), what, name, str(count)],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with process:
        assert process.stdout is not None
        assert process.stdout.readline() == "started\n"
        try:
            yield process
        finally:
            process.kill()


def go(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()


@pytest.mark.parametrize("begun_with", ["no file", "a damaged file"])
def test_two_at_once_lose_nothing(tmp_path: Path, begun_with: str) -> None:
    path = tmp_path / "library.sqlite3"
    if begun_with == "a damaged file":
        path.write_bytes(b"no database at all" * 300)
    with keeper(path, "share", "a", 150) as first, keeper(path, "share", "b", 150) as second:
        go(first)
        go(second)
        for process in (first, second):
            _, errors = process.communicate()
            assert process.returncode == 0, errors
    with opened(path) as database:
        kept = KeptTexts(database)
        for name in "ab":
            for number in range(150):
                texts = kept.take(key_of(biome(name, number)))
                assert texts is not None
                assert texts.description == texts_of(number).description
        assert holdings(database)[0].places == 301
    assert raw(
        path, "SELECT count(*) FROM texts JOIN places ON places.id = place WHERE biome LIKE '%shared'"
    ) == [(6,)]
    assert len(list(tmp_path.glob("*.damaged-*"))) == (begun_with == "a damaged file")


@pytest.mark.parametrize("lines", [1, 7, 40, 133, 300])
def test_killed_while_writing(tmp_path: Path, lines: int) -> None:
    path = tmp_path / "library.sqlite3"
    with keeper(path, "write", "a", 100_000) as process:
        go(process)
        assert process.stdout is not None
        told = [int(process.stdout.readline()) for _ in range(lines)]
        process.kill()
    assert told == list(range(lines))
    with opened(path) as database:
        for number in told:
            assert KeptTexts(database).take(key_of(biome("a", number))) is not None
    assert not list(tmp_path.glob("*.damaged-*"))
    assert raw(path, "PRAGMA integrity_check") == [("ok",)]


def test_full_disk_in_another_process_leaves_a_sound_file(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite3"
    with opened(path) as database:
        KeptTexts(database).keep(key_of(), texts_of(1))
    with keeper(path, "full", "a", 10_000) as process:
        go(process)
        told, errors = process.communicate()
    last_line = errors.splitlines()[-1]
    assert last_line.startswith(f"metabgm.library.errors.LibraryError: {path}: ")
    assert told.split()
    with opened(path) as database:
        for number in map(int, told.split()):
            assert KeptTexts(database).take(key_of(biome("a", number))) is not None
        assert KeptTexts(database).take(key_of()) is not None
    assert not list(tmp_path.glob("*.damaged-*"))
