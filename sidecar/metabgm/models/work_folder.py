"""Folders for work that either succeeds as a whole or leaves nothing."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def work_folder(parent: Path, name: str) -> Iterator[Path]:
    """A fresh hidden folder in ``parent``, gone afterwards; what a killed process left there goes first.

    The caller holds the lock for ``name``. A new folder each time: the child of a killed process may still
    write into the old one. Raises OSError.
    """
    parent.mkdir(parents=True, exist_ok=True)
    prefix = f".{name}.partial-"
    for stale in parent.glob(f"{prefix}*"):
        shutil.rmtree(stale, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(prefix=prefix, dir=parent))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
