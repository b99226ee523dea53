from __future__ import annotations

import mmap
import sys
from pathlib import Path

import pytest

from metabgm.music.musicgen.ov.resident import give_back

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="it is of Linux")
SIZE = 64 * mmap.PAGESIZE


def _resident(path: Path) -> int:
    """Kilobytes of a mapped file."""
    lines = iter(Path("/proc/self/smaps").read_text(encoding="utf-8").splitlines())
    for line in lines:
        if line.endswith(str(path)):
            return next(int(size.split()[1]) for size in lines if size.startswith("Rss:"))
    raise AssertionError(f"{path} is not mapped")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a model" / "weights.bin"
    path.parent.mkdir()
    path.write_bytes(bytes(range(256)) * (SIZE // 256))
    return path


def test_a_mapped_file_is_let_go_and_can_still_be_read(file: Path) -> None:
    with file.open("rb") as opened, mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) as mapped:
        whole = mapped[:]
        assert _resident(file) == SIZE // 1024
        give_back(file.parent)
        assert _resident(file) == 0
        assert mapped[:] == whole


def test_files_elsewhere_stay(file: Path, tmp_path: Path) -> None:
    with file.open("rb") as opened, mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) as mapped:
        assert sum(mapped[:]) > 0
        give_back(tmp_path / "a mode")
        assert _resident(file) == SIZE // 1024


def test_what_was_written_over_a_file_is_not_lost(file: Path) -> None:
    with file.open("rb") as opened, mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_COPY) as mapped:
        mapped[:] = b"x" * SIZE
        give_back(file.parent)
        assert mapped[:] == b"x" * SIZE
