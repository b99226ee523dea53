"""Banks that this machine has installed."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

# The best first. What Linux distributions, Homebrew and their own installers call them.
_PATTERNS = (
    "MuseScore_General*.sf2",
    "MuseScore_General*.sf3",
    "GeneralUser*.sf2",
    "FluidR3_GM.sf2",
    "FluidR3*.sf3",
    "default*.sf2",
    "default*.sf3",
)
_BELOW_DATA = ("sounds/sf2", "sounds/sf3", "soundfonts")
_HOMEBREW = ("/opt/homebrew/share", "/usr/local/share")


def system_banks() -> list[Path]:
    """Those that are worth more than the bundled one, the best first."""
    found: dict[Path, Path] = {}
    for pattern in _PATTERNS:
        for folder in _folders():
            for path in sorted(folder.glob(pattern)):
                if path.is_file():
                    # Distributions link one bank to several names.
                    found.setdefault(path.resolve(), path)
    return list(found.values())


def _folders() -> Iterator[Path]:
    for data in _data_folders():
        for below in _BELOW_DATA:
            folder = Path(data).expanduser() / below
            if folder.is_absolute():
                yield folder


def _data_folders() -> list[str]:
    """The XDG base directories (0.8), with their defaults, and Homebrew's."""
    own = os.environ.get("XDG_DATA_HOME") or "~/.local/share"
    shared = os.environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
    if sys.platform == "win32":
        return []
    return list(dict.fromkeys([own, *shared.split(":"), *_HOMEBREW]))
