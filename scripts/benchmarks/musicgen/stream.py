"""A long piece through sampling, EnCodec and finishing: whether it keeps up, slows down, grows."""

from __future__ import annotations

from typing import Any

import numpy as np

from benchmarks.figures import Figure
from benchmarks.musicgen.processes import measured
from benchmarks.musicgen.runtimes import FREE, GUIDED
from benchmarks.musicgen.setup import Setup
from metabgm.models.musicgen_manifest import MusicGenPrecision

SETUPS: tuple[tuple[MusicGenPrecision, str], ...] = (("int4", GUIDED), ("int4", FREE), ("int8", GUIDED))
MEAN_TARGETS = {GUIDED: 1.0, FREE: 0.85}
MEMORY_TARGET_MB = 1100.0
# Windows of ten seconds: after the third the cache has been cut for the first time.
SETTLED = 3


def measure(setup: Setup) -> list[Figure]:
    """Raises JourneyError."""
    figures = []
    for precision, rows in SETUPS:
        folder = setup.graphs(precision)
        # The whole length for what is played by default, a third to compare with.
        seconds = setup.stream_seconds / (1 if (precision, rows) == SETUPS[0] else 3)
        setup.tell(f"{seconds:.0f} s in {precision}, {rows}")
        found = measured("stream_process", str(folder), rows, str(seconds))
        figures += _figures(f"{precision}, {'two rows' if rows == GUIDED else 'one row'}", rows, found)
    return figures


def _figures(name: str, rows: str, found: Any) -> list[Figure]:
    work = [window[0] for window in found["windows"]]
    memory = [window[1] for window in found["windows"]]
    settled = work[SETTLED:] or work
    # Between the first and the last half of what comes after the third window.
    half = max(1, len(settled) // 2)
    drift = float(np.mean(settled[-half:]) / np.mean(settled[:half]))
    each = ", ".join(f"{value:.2f}" for value in work)
    held = ", ".join(f"{value:.0f}" for value in memory)
    return [
        Figure(
            f"{name}: work for a second of music",
            found["mean"],
            "s",
            MEAN_TARGETS[rows],
            f"each 10 s: {each}",
        ),
        Figure(f"{name}: worst second", found["worst"], "s"),
        Figure(f"{name}: later : earlier, after 30 s", drift, at_most=1.1),
        Figure(f"{name}: memory", found["most_mb"], "MB", MEMORY_TARGET_MB, f"each 10 s: {held}"),
        Figure(f"{name}: most memory, loading included", found["peak_mb"], "MB"),
    ]
