"""``python -m benchmarks.musicgen.cancel_process FOLDER COUNT``: pieces cancelled while they are made."""

from __future__ import annotations

import gc
import json
import random
import sys
import time
from pathlib import Path
from threading import Thread

import psutil

from benchmarks.musicgen.asked import TEXT
from benchmarks.musicgen.runtimes import GUIDED, engine_of
from metabgm.music.engine import Brief
from metabgm.music.musicgen.engine import MusicGen

# Text, cross-attention, the first steps, the codec's first calls: a cancel may come in each of them.
LONGEST_S = 1.5
# Until then the runtimes' own stores of memory grow: for each length of text and state of the cache.
WARM_UP = 30


def main() -> None:
    folder, count = sys.argv[1:]
    process, draws = psutil.Process(), random.Random(1)
    engine = engine_of(Path(folder), GUIDED)
    for seed in range(WARM_UP):
        _cancelled(engine, seed, draws.uniform(0.0, LONGEST_S))
    gc.collect()
    before = process.memory_info().rss
    took = [_cancelled(engine, seed, draws.uniform(0.0, LONGEST_S)) for seed in range(int(count))]
    gc.collect()
    after = process.memory_info().rss
    print(
        json.dumps({"took_ms": [1000 * each for each in took], "before": before / 1e6, "after": after / 1e6})
    )


def _cancelled(engine: MusicGen, seed: int, after_s: float) -> float:
    """Seconds from ``cancel`` to the end of the chunks."""
    piece = engine.compose(Brief(f"{TEXT} {seed}", seed))
    chunks = piece.chunks()
    ended: list[float] = []

    def play() -> None:
        for _ in chunks:
            pass
        ended.append(time.perf_counter())

    thread = Thread(target=play)
    thread.start()
    time.sleep(after_s)
    asked = time.perf_counter()
    piece.cancel()
    thread.join()
    return max(0.0, ended[0] - asked)


if __name__ == "__main__":
    main()
