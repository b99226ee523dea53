"""``python -m benchmarks.musicgen.decode_ours FOLDER guided|free``: steps a second, sampling included."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import numpy as np

from benchmarks.musicgen.asked import CONTEXTS, TEXT
from benchmarks.musicgen.runtimes import GUIDED, options_of, runtime_of
from metabgm.music.musicgen.runtime import Runtime
from metabgm.music.musicgen.tokens.sampling import draw, guided
from metabgm.music.musicgen.tokens.stream import PREFILL

STEPS = 48


def main() -> None:
    folder, rows = sys.argv[1:]
    print(json.dumps(steps_per_s(runtime_of(Path(folder)), rows)))


def steps_per_s(runtime: Runtime, rows: str) -> dict[str, float]:
    """By context: the timed steps are around it, half before, half after."""
    options = options_of(rows)
    decoder = runtime.shape.decoder
    decoding = runtime.decode(runtime.encode_text(TEXT), None, guided=rows == GUIDED)
    draws = np.random.default_rng(1)
    found = {}
    for context in CONTEXTS:
        first = context - STEPS // 2
        while decoding.length < first:
            count = min(PREFILL, first - decoding.length)
            logits = decoding.feed(draws.integers(0, decoder.codes, (decoder.codebooks, count)))
        times = [time.perf_counter()]
        for step in range(STEPS):
            scores = guided(logits, options.guidance)
            logits = decoding.feed(draw(scores, options.sampling, 1, step)[:, None])
            times.append(time.perf_counter())
        found[str(context)] = 1.0 / float(np.median(np.diff(times)))
    return found


if __name__ == "__main__":
    main()
