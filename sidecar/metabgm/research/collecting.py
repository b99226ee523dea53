"""Turns what the writers wrote into the dataset's two files."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from metabgm.research.pairs import Pair
from metabgm.research.tasks import SceneTask

FORWARD, REVERSE = "forward.jsonl", "reverse.jsonl"


def write_dataset(folder: Path, pairs: Iterable[Pair]) -> None:
    """Every line stands for itself; in the order of ids. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    ordered = sorted(pairs, key=lambda pair: pair.id)
    for name, forward in ((FORWARD, True), (REVERSE, False)):
        lines = [_line(pair) for pair in ordered if isinstance(pair.task, SceneTask) == forward]
        text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
        (folder / name).write_text(text, encoding="utf-8")


def _line(pair: Pair) -> dict[str, object]:
    texts = {"narrative": pair.narrative, "description": pair.description, "split": pair.split}
    if isinstance(pair.task, SceneTask):
        return {"id": pair.id, "scene": pair.task.elements, **texts}
    return {"id": pair.id, "biome": pair.task.biome, **texts}
