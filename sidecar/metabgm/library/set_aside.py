"""Moves a file that cannot be used out of the way, so that nothing of it is lost."""

from __future__ import annotations

import os
from pathlib import Path

MOST_KEPT = 3
"""A disk that damages file after file must not be filled with them; the last is replaced."""

# What SQLite keeps beside a database in WAL mode, and after a crash in its older mode.
_COMPANIONS = ("-wal", "-shm", "-journal")

FileIdentity = tuple[int, int]


def identity_of(path: Path) -> FileIdentity | None:
    """Tells this file from another that has its name later; None where there is none. Raises OSError."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino


def set_aside(path: Path) -> Path:
    """Renames ``NAME`` to ``NAME.damaged-N``, and what belongs to it. Raises OSError.

    The companions go first: a new database would replay the log of the old one.
    """
    names = [path.with_name(f"{path.name}.damaged-{number}") for number in range(1, MOST_KEPT + 1)]
    aside = next((name for name in names if not os.path.lexists(name)), names[-1])
    for companion in _COMPANIONS:
        beside = path.with_name(path.name + companion)
        if beside.exists():
            os.replace(beside, aside.with_name(aside.name + companion))
    os.replace(path, aside)
    return aside
