"""Written pairs, read from JSON lines.

As they are written: ``id``, ``narrative``, ``description``; the id says what they are for. As they are
shipped: ``split`` as well, and ``scene`` or ``biome``, so that they stand for themselves.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, cast, get_args

from metabgm.research.biomes import biomes
from metabgm.research.dataset_error import DatasetError
from metabgm.research.scene_check import checked_elements
from metabgm.research.split import Split
from metabgm.research.tasks import BiomeTask, SceneTask, biome_tasks, scene_tasks, see
from metabgm.scene.elements import dominant

FILE_BYTES = 16 << 20
"""Both files of the dataset have 2 MB; more would only fill the memory."""

TEXT_CHARACTERS = 400
"""A narrative of 40 words has about 240."""


@dataclass(frozen=True)
class Pair:
    """``where``: file and line. ``task``: what it was written for."""

    where: str
    task: SceneTask | BiomeTask
    narrative: str
    description: str

    @property
    def id(self) -> str:
        return self.task.id

    @property
    def split(self) -> Split:
        return self.task.split


def read_pairs(path: Path) -> Iterator[Pair | DatasetError]:
    """Each line as a pair, or what is wrong with it. Empty lines are passed over.

    Raises DatasetError if the file cannot be read.
    """
    try:
        size = path.stat().st_size
        if size > FILE_BYTES:
            raise DatasetError(f"{path}: {size} bytes, expected at most {FILE_BYTES}")
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise DatasetError(f"{path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise DatasetError(f"{path}: byte {error.start}: no UTF-8") from error
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                yield _pair(line, f"{path}:{number}")
            except DatasetError as error:
                yield error


def all_pairs(paths: Iterable[Path]) -> list[Pair]:
    """Of all files, each id once. Raises DatasetError for the first line that is wrong."""
    first: dict[str, Pair] = {}
    for path in paths:
        for pair in read_pairs(path):
            if isinstance(pair, DatasetError):
                raise pair
            if first.setdefault(pair.id, pair) is not pair:
                raise DatasetError(f"{pair.where}: id: {pair.id!r}, which is also at {first[pair.id].where}")
    return list(first.values())


def _pair(line: str, where: str) -> Pair:
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise DatasetError(f"{where}: no JSON: {error}") from error
    if not isinstance(fields, dict):
        raise DatasetError(f"{where}: {type(fields).__name__}, expected an object")
    task = _task(fields, where)
    return Pair(where, task, _text(fields, "narrative", where), _text(fields, "description", where))


def _task(fields: dict[str, Any], where: str) -> SceneTask | BiomeTask:
    identifier = _text(fields, "id", where)
    if "scene" in fields:
        elements = checked_elements(fields["scene"], where)
        biome = dominant(elements["Scene"]["biome"], "").removeprefix("minecraft:")
        split = _split(fields, where)
        return SceneTask(identifier, _biome(biome, where), split, elements, see(elements), ())
    if "biome" in fields:
        return BiomeTask(identifier, _biome(fields["biome"], where), _split(fields, where), ())
    task = _tasks().get(identifier)
    if task is None:
        raise DatasetError(f"{where}: id: {identifier[:40]!r}, expected f-001 to f-433 or r-0001 to r-1539")
    return task


def _split(fields: dict[str, Any], where: str) -> Split:
    for split in get_args(Split):
        if fields.get("split") == split:
            return cast(Split, split)
    raise DatasetError(f"{where}: split: {fields.get('split')!r}, expected {' or '.join(get_args(Split))}")


def _biome(name: Any, where: str) -> str:
    if not isinstance(name, str) or name not in biomes():
        raise DatasetError(f"{where}: biome: {str(name)[:60]!r}, expected one of the game's, such as jungle")
    return name


def _text(fields: dict[str, Any], name: str, where: str) -> str:
    if name not in fields:
        raise DatasetError(f"{where}: {name}: missing")
    value = fields[name]
    if not isinstance(value, str):
        raise DatasetError(f"{where}: {name}: {type(value).__name__}, expected text")
    text = " ".join(value.split())
    if not text:
        raise DatasetError(f"{where}: {name}: empty, expected text")
    if len(text) > TEXT_CHARACTERS:
        raise DatasetError(f"{where}: {name}: {len(text)} characters, expected at most {TEXT_CHARACTERS}")
    return text


@cache
def _tasks() -> dict[str, SceneTask | BiomeTask]:
    tasks: list[SceneTask | BiomeTask] = [*scene_tasks(), *biome_tasks()]
    return {task.id: task for task in tasks}
