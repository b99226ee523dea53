"""Where models live: the platform's cache folder."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

CACHE_DIR_VARIABLE = "METABGM_CACHE_DIR"


def cache_dir() -> Path:
    """The folder for everything that can be fetched or made again. ``METABGM_CACHE_DIR`` overrides it."""
    override = os.environ.get(CACHE_DIR_VARIABLE)
    if override:
        return Path(override).expanduser().absolute()
    return Path(platformdirs.user_cache_dir("metabgm", appauthor=False))


def downloads_dir() -> Path:
    """Wheels as the package index gave them."""
    return cache_dir() / "downloads"


def models_dir() -> Path:
    """One folder for each converted model, by its name."""
    return cache_dir() / "models"
