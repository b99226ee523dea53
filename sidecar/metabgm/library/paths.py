"""Where the library lives: the platform's folder for what cannot be made again."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

DATA_DIR_VARIABLE = "METABGM_DATA_DIR"
FILE_NAME = "library.sqlite3"


def data_dir() -> Path:
    """The folder for what the player would miss. ``METABGM_DATA_DIR`` overrides it."""
    override = os.environ.get(DATA_DIR_VARIABLE)
    if override:
        return Path(override).expanduser().absolute()
    return Path(platformdirs.user_data_dir("metabgm", appauthor=False))


def library_path() -> Path:
    """The library's file; SQLite and the sidecar keep a few small ones beside it."""
    return data_dir() / FILE_NAME
