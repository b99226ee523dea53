"""Captions of the game's own music as references: the paper's test set, made by a user who owns the game.

A folder of files named for a biome or a land, such as ``jungle.json`` or ``deep_dark_2.txt``: what
LP-MusicCaps writes for a track (a list of objects with ``text``), a list of texts, or a caption a line.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from metabgm.describe.lands import LANDS
from metabgm.research.biomes import biomes
from metabgm.research.dataset_error import DatasetError

FILE_BYTES = 1 << 20
"""An hour of music has 360 captions of ten seconds, 100 kB."""

_SUFFIXES = (".json", ".txt")
_NUMBER = re.compile(r"[ _-]*\d+$")


class Captions:
    """``of`` a scene: those of its biome, else of its land."""

    def __init__(self, folder: Path) -> None:
        """Raises DatasetError for a folder without a caption, and for a file that fits no biome or land."""
        if not folder.is_dir():
            raise DatasetError(f"{folder}: no such folder")
        self._found: dict[str, list[str]] = {}
        for path in sorted(path for path in folder.iterdir() if path.suffix.lower() in _SUFFIXES):
            self._found.setdefault(_place(path), []).extend(_texts(path))
        if not any(self._found.values()):
            raise DatasetError(f"{folder}: no captions, expected files such as jungle.json or desert.txt")

    def of(self, biome: str) -> list[str]:
        """``biome``: its name without a namespace. Empty if no file is for it."""
        return self._found.get(biome) or self._found.get(biomes()[biome].land, [])


def _place(path: Path) -> str:
    name = _NUMBER.sub("", path.stem.lower())
    spellings = (name.replace(" ", "_"), name.replace("_", " "))
    if spellings[0] in biomes():
        return spellings[0]
    if spellings[1] in LANDS:
        return spellings[1]
    raise DatasetError(f"{path}: {name!r}, expected the name of a biome or one of {', '.join(LANDS)}")


def _texts(path: Path) -> list[str]:
    try:
        size = path.stat().st_size
        if size > FILE_BYTES:
            raise DatasetError(f"{path}: {size} bytes, expected at most {FILE_BYTES}")
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DatasetError(f"{path}: {error}") from error
    lines: Any = text.splitlines()
    if path.suffix.lower() == ".json":
        try:
            lines = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise DatasetError(f"{path}: no JSON: {error}") from error
    if not isinstance(lines, list):
        raise DatasetError(f"{path}: {type(lines).__name__}, expected a list of captions")
    captions = []
    for number, line in enumerate(lines, start=1):
        caption = line.get("text") if isinstance(line, dict) else line
        if not isinstance(caption, str):
            raise DatasetError(f"{path}:{number}: {type(caption).__name__}, expected a caption")
        if caption.strip():
            captions.append(caption.strip())
    return captions
