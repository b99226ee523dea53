"""The drawn tasks as files: all scenes as JSON lines, and tables for those who write."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from metabgm.research.split import HELD_OUT_INSTRUMENTS
from metabgm.research.tasks import BiomeTask, SceneTask

FORWARD_HEAD = ("id", "split", "scene", "begin the description with", "perhaps with")
REVERSE_HEAD = (
    "id",
    "split",
    "biome",
    "begin the description with",
    "mood",
    "character",
    "and",
    "perhaps with",
)


def write_scenes(path: Path, tasks: Sequence[SceneTask]) -> None:
    """One scene a line, with what is known of it."""
    path.write_text("".join(json.dumps(_scene(task)) + "\n" for task in tasks), encoding="utf-8")


def write_forward(path: Path, tasks: Sequence[SceneTask]) -> None:
    """What a writer needs of each scene, tab-separated."""
    rows = [
        (task.id, task.split, task.seen.line, task.words[0], " / ".join(task.words[1:])) for task in tasks
    ]
    _write_table(path, [FORWARD_HEAD, *rows])


def write_reverse(path: Path, tasks: Sequence[BiomeTask]) -> None:
    """What a writer needs of each biome, tab-separated."""
    rows = [
        (task.id, task.split, task.biome.replace("_", " "), *task.words[:4], " / ".join(task.words[4:]))
        for task in tasks
    ]
    _write_table(path, [REVERSE_HEAD, *rows])


def _write_table(path: Path, rows: Sequence[Sequence[str]]) -> None:
    path.write_text("".join("\t".join(row) + "\n" for row in rows), encoding="utf-8")


def _scene(task: SceneTask) -> dict[str, object]:
    facts = task.seen.facts
    return {
        "id": task.id,
        "split": task.split,
        "biome": task.biome,
        "hour": facts.time if task.seen.tells_sky else "",
        "weather": facts.weather if task.seen.tells_sky else "",
        "danger": list(facts.enemies) if task.seen.combat else [],
        "facts": task.seen.line,
        "barred_instruments": list(HELD_OUT_INSTRUMENTS) if task.split == "train" else [],
        "scene": task.elements,
    }
