"""A few pairs of both kinds and both splits, for trainings that take a second."""

from __future__ import annotations

import json
from pathlib import Path

from metabgm.research.tasks import biome_tasks, scene_tasks


def write_dataset(path: Path, *, of_each: int = 3) -> Path:
    """``of_each``: forward and reverse, train and held-out."""
    lines = []
    for tasks in (scene_tasks(), biome_tasks()):
        for split in ("train", "held-out"):
            for task in [task for task in tasks if task.split == split][:of_each]:
                narrative = f"Wind moves over the {task.biome.replace('_', ' ')} and number {task.id} waits."
                description = "A slow flute and harp in D dorian, with long pauses between the notes."
                lines.append({"id": task.id, "narrative": narrative, "description": description})
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path
