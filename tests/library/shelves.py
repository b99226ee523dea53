"""Places and texts as the tests of the library want them."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from metabgm.describe.texts import Texts
from metabgm.library.database import Database, open_database
from metabgm.library.texts_key import TextsKey
from metabgm.music.engine import KeptMaterial

MODEL = "smollm2-135m-instruct@0123456789ab"


def key_of(biome: str = "minecraft:forest", describer: str = MODEL, **others: object) -> TextsKey:
    fields: dict[str, object] = {
        "dimension": "minecraft:overworld",
        "time": "Dusk",
        "weather": "Clear",
        "combat": False,
        "direct": False,
        "style": "",
    }
    return TextsKey(biome=biome, describer=describer, **{**fields, **others})  # type: ignore[arg-type]


def texts_of(number: int | str) -> Texts:
    return Texts(
        f"Leaves close over the path, and light number {number} goes out behind the player.",
        f"slow piano and warm strings, number {number}.",
        "smollm2-135m-instruct",
    )


def music_of(number: int, frames: int = 250, model: str = "musicgen-small") -> KeptMaterial:
    tokens = np.random.default_rng(number).integers(0, 2048, (4, frames))
    return KeptMaterial(model, 4, tokens.astype("<u2").tobytes())


@contextlib.contextmanager
def opened(path: Path) -> Iterator[Database]:
    database = open_database(path)
    try:
        yield database
    finally:
        database.close()


def raw(path: Path, *statements: str) -> list[tuple[object, ...]]:
    """Past the library's own code; the last statement's rows."""
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        rows: list[tuple[object, ...]] = []
        for statement in statements:
            rows = connection.execute(statement).fetchall()
        return rows
    finally:
        connection.close()
