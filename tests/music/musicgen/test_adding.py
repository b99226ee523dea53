"""``models add`` of a MusicGen where the machine gives out, and loading it where memory does."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from metabgm.models.musicgen_manifest import open_musicgen
from metabgm.models.paths import CACHE_DIR_VARIABLE

pytest.importorskip("openvino", reason="runs the networks: pip install 'metabgm-sidecar[musicgen]'")
pytest.importorskip("soxr")

_LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="limits as Linux has them")
_RUN = "import sys; from metabgm.cli.main import run; sys.exit(run(sys.argv[1:]))"
_FULL = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({size},) * 2); "
# All libraries are there and have what they take for themselves; the graphs are still to come.
_NO_MEMORY = """
import resource, sys
from pathlib import Path
import openvino
from metabgm.models.musicgen_manifest import open_musicgen
from metabgm.music.musicgen.ov.compiled import compiled
from metabgm.music.musicgen.ov.runtime import OpenVinoRuntime
from metabgm.music.musicgen.runtime import RuntimeFaultError
folder = open_musicgen(Path(sys.argv[1]))
compiled(folder.path, "text", 1)
taken = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (taken + int(sys.argv[2]),) * 2)
try:
    OpenVinoRuntime(folder.path, folder.model.shape, threads=1)
except (RuntimeFaultError, MemoryError) as error:
    print(type(error).__name__, error)
else:
    print("loaded")
"""


def _adding(cache: Path, checkpoint: Path, before: str = "") -> subprocess.Popen[str]:
    arguments = ["models", "add", str(checkpoint), "--name", "tiny", "--yes"]
    return subprocess.Popen(
        [sys.executable, "-c", before + _RUN, *arguments],
        env=os.environ | {CACHE_DIR_VARIABLE: str(cache)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _left_in(cache: Path) -> set[str]:
    return {path.name for path in (cache / "models").iterdir() if path.suffix != ".lock"}


@_LINUX
@pytest.mark.parametrize("size", [20_000, 300_000])
def test_a_full_disk_leaves_nothing(tiny_checkpoint: Path, tmp_path: Path, size: int) -> None:
    with _adding(tmp_path, tiny_checkpoint, _FULL.format(size=size)) as full:
        told = full.communicate()[1]
    assert full.returncode == 1
    assert "the disk is full" in told.splitlines()[-1], told
    assert _left_in(tmp_path) == set()


def test_two_at_once_make_one(tiny_checkpoint: Path, tmp_path: Path) -> None:
    with _adding(tmp_path, tiny_checkpoint) as first, _adding(tmp_path, tiny_checkpoint) as second:
        told = [process.communicate()[1] for process in (first, second)]
    assert sorted((first.returncode, second.returncode)) == [0, 1], told
    refused = told[first.returncode == 0]
    assert "tiny" in refused.splitlines()[-1]
    assert _left_in(tmp_path) == {"tiny"}
    assert open_musicgen(tmp_path / "models" / "tiny", full=True).name == "tiny"


@_LINUX
def test_where_memory_gives_out_loading_says_so(tiny_checkpoint: Path, tmp_path: Path) -> None:
    with _adding(tmp_path, tiny_checkpoint) as added:
        assert added.wait() == 0
    folder = str(tmp_path / "models" / "tiny")
    outcomes = []
    for spare in (0, 10**9):
        done = subprocess.run(
            [sys.executable, "-c", _NO_MEMORY, folder, str(spare)],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        outcomes.append(done.stdout.strip())
    assert outcomes[0].startswith(("RuntimeFaultError ", "MemoryError"))
    assert "\n" not in outcomes[0]
    assert outcomes[1] == "loaded"
