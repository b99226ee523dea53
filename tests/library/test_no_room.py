"""A disk without room and folders that may not be written to, as a process of its own sees them."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

FULL_DISK = """
import logging, resource, sys
from pathlib import Path
from metabgm.library.kept_texts import KeptTexts
from metabgm.library.librarian import Librarian
from tests.library.shelves import key_of, texts_of

logging.basicConfig(format="%(message)s", stream=sys.stdout)
librarian = Librarian(Path(sys.argv[1]), patience_s=60, retry_s=0)
librarian.start()
keep = lambda number: librarian.ask(
    lambda database: KeptTexts(database).keep(key_of(f"minecraft:biome_{number}"), texts_of(number)) or "kept"
)
assert keep(0) == "kept"
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, resource.RLIM_INFINITY))
kept = [keep(number) for number in range(1, 300)]
assert None in kept and "kept" in kept
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
assert keep(300) == "kept"
librarian.stop()
"""

READ_ONLY = """
import logging, os, sys
from pathlib import Path
from metabgm.library.kept_texts import KeptTexts
from metabgm.library.librarian import Librarian
from tests.library.shelves import key_of, opened, texts_of

logging.basicConfig(format="%(message)s", stream=sys.stdout)
path = Path(sys.argv[1])
if "library" in sys.argv[2]:
    with opened(path) as database:
        KeptTexts(database).keep(key_of(), texts_of(1))
    for file in path.parent.iterdir():
        file.chmod(0o444)
path.parent.chmod(0o555)
if os.geteuid() == 0:
    os.seteuid(65534)
librarian = Librarian(path, patience_s=60, retry_s=0)
librarian.start()
for _ in range(3):
    librarian.post(lambda database: KeptTexts(database).keep(key_of(), texts_of(2)))
    assert librarian.ask(lambda database: KeptTexts(database).take(key_of())) is None
librarian.stop()
"""


def told_by(program: str, *arguments: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_full_disk_is_one_line_until_there_is_room_again(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite3"
    told = told_by(FULL_DISK, str(path))
    assert len(set(told)) == len(told) <= 2
    assert all(line.startswith(f"going on without the library: {path}: ") for line in told)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """Where any user may look, unlike in pytest's own folders."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder
        folder.chmod(0o755)


@pytest.mark.parametrize("what", ["nothing there", "a library there"])
def test_read_only_folder_is_one_line(open_folder: Path, what: str) -> None:
    path = open_folder / "library.sqlite3"
    told = told_by(READ_ONLY, str(path), what)
    assert len(told) == 1
    assert told[0].startswith(f"going on without the library: {path}: ")
