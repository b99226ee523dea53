"""The mod's jar as scripts/build-mod leaves it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MOST_BYTES = 500_000
PATIENCE_S = 300


def sources(folder: Path) -> Path:
    """A copy of all that the mod is built from, and nothing built."""
    for name in ("fabric-mod", "scripts"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("target", "__pycache__"))
    shutil.copy(ROOT / "LICENSE", folder)
    return folder


def build(folder: Path, umask: str, **environment: str) -> subprocess.Popen[str]:
    command = f"umask {umask}; exec scripts/build-mod"
    return subprocess.Popen(
        ["bash", "-c", command],
        cwd=folder,
        env=os.environ | environment,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


@pytest.fixture(scope="module")
def jars(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Two builds in folders, time zones and with umasks of their own."""
    builds = [
        build(sources(tmp_path_factory.mktemp("one")), "022", TZ="UTC", LC_ALL="C"),
        build(
            sources(tmp_path_factory.mktemp("another") / "deeper"),
            "077",
            TZ="Asia/Kathmandu",
            LC_ALL="C.UTF-8",
        ),
    ]
    told = [process.communicate(timeout=PATIENCE_S) for process in builds]
    assert [process.returncode for process in builds] == [0, 0], told
    return [Path(out.strip()) for out, _ in told]


@pytest.fixture(scope="module")
def jar(jars: list[Path]) -> zipfile.ZipFile:
    return zipfile.ZipFile(jars[0])


def test_two_builds_are_the_same_bytes(jars: list[Path]) -> None:
    assert jars[0] != jars[1]
    assert jars[0].read_bytes() == jars[1].read_bytes()


def test_the_jar_is_named_for_its_version_and_the_games(jars: list[Path], jar: zipfile.ZipFile) -> None:
    version = json.loads(jar.read("fabric.mod.json"))["version"]
    assert version[0].isdigit()
    assert jars[0].name == f"metabgm-{version}+26.x.jar"


def test_the_jar_is_small(jars: list[Path]) -> None:
    assert jars[0].stat().st_size < MOST_BYTES


def test_the_jar_holds_the_mod_and_nothing_that_others_wrote(jar: zipfile.ZipFile) -> None:
    classes = [name for name in jar.namelist() if name.endswith(".class")]
    rooms = {"/".join(name.split("/")[:4]) for name in classes}
    assert rooms == {"io/github/metabgm/client", "io/github/metabgm/core"}
    assert jar.read("META-INF/LICENSE") == (ROOT / "LICENSE").read_bytes()


def test_what_the_mods_description_names_is_in_the_jar(jar: zipfile.ZipFile) -> None:
    description = json.loads(jar.read("fabric.mod.json"))
    entrypoints = [name for names in description["entrypoints"].values() for name in names]
    files = [name.replace(".", "/") + ".class" for name in entrypoints]
    assert {*files, *description["mixins"], description["icon"]} <= set(jar.namelist())


def test_nothing_in_the_jar_tells_where_it_was_built(jars: list[Path], jar: zipfile.ZipFile) -> None:
    paths = [str(path.parents[1]).encode() for path in jars] + [
        str(ROOT).encode(),
        str(Path.home()).encode() + b"/",
    ]
    for name in jar.namelist():
        assert not any(path in jar.read(name) for path in paths), name
