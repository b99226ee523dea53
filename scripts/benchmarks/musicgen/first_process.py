"""``python -m benchmarks.musicgen.first_process FOLDER``: from a text to the first chunk of its piece."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from benchmarks.musicgen.asked import TEXT
from benchmarks.musicgen.runtimes import GUIDED, engine_of
from metabgm.music.engine import Brief
from metabgm.music.musicgen.engine import MusicGen

TEXTS = (
    TEXT,
    "drums of war",
    "a slow harp in a cave, dark and wet, with a distant choir",
    "bright marimba and flutes in the jungle at noon",
    "solo cello, mournful",
)


def main() -> None:
    print(json.dumps(first_sounds(engine_of(Path(sys.argv[1]), GUIDED))))


def first_sounds(engine: MusicGen) -> list[float]:
    """Seconds, one for each text."""
    took = []
    for seed, text in enumerate(TEXTS):
        began = time.perf_counter()
        next(engine.compose(Brief(text, seed)).chunks())
        took.append(time.perf_counter() - began)
    return took


if __name__ == "__main__":
    main()
