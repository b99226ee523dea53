"""Which scenes are evaluated, and what their descriptions are held against."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from metabgm.research.captions import Captions
from metabgm.research.dataset_error import DatasetError
from metabgm.research.pairs import Pair
from metabgm.research.tasks import SceneTask


@dataclass(frozen=True)
class Reference:
    """``texts``: at least one."""

    task: SceneTask
    texts: tuple[str, ...]


def held_out_references(pairs: Sequence[Pair], captions: Captions | None, most: int = 0) -> list[Reference]:
    """Every held-out scene with its own description, or with the captions of its biome or land.

    ``most``: so many, 0 for all. Raises DatasetError if there is none.
    """
    found = []
    for pair in pairs:
        if isinstance(pair.task, SceneTask) and pair.split == "held-out":
            texts = [pair.description] if captions is None else captions.of(pair.task.biome)
            if texts:
                found.append(Reference(pair.task, tuple(texts)))
    if not found:
        what = "no held-out scene in the dataset" if captions is None else "no caption fits a held-out scene"
        raise DatasetError(what)
    return found[: most or None]
