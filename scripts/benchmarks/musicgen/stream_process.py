"""``python -m benchmarks.musicgen.stream_process FOLDER guided|free SECONDS``: a long piece is made."""

from __future__ import annotations

import json
import sys
import time
from itertools import pairwise
from pathlib import Path

import psutil

from benchmarks.musicgen.asked import TEXT
from benchmarks.musicgen.runtimes import engine_of
from metabgm.music.engine import Brief
from metabgm.music.musicgen.engine import MOST_SECONDS

WINDOW_S = 10.0


def main() -> None:
    """``windows``: [seconds of work for a second of music, resident megabytes] each WINDOW_S; ``worst``: of a

    single second.
    """
    folder, rows, seconds = sys.argv[1:]
    process = psutil.Process()
    engine = engine_of(Path(folder), rows)
    loaded = process.memory_info().rss
    piece = engine.compose(Brief(TEXT, 1, seconds=min(float(seconds), MOST_SECONDS)))
    windows, heard, given, most, most_rss = [], 0.0, [(0.0, 0.0)], WINDOW_S, loaded
    began = window_began = time.perf_counter()
    window_from = 0.0
    for chunk in piece.chunks():
        heard += len(chunk) / engine.sample_rate
        now = time.perf_counter()
        given.append((heard, now - began))
        most_rss = max(most_rss, process.memory_info().rss)
        if heard >= most:
            windows.append(((now - window_began) / (heard - window_from), process.memory_info().rss / 1e6))
            window_began, window_from, most = now, heard, most + WINDOW_S
            print(f"{heard:.0f} s: {windows[-1]}", file=sys.stderr)
    print(
        json.dumps(
            {
                "windows": windows,
                "mean": given[-1][1] / heard,
                "worst": max(_seconds(given)),
                "first_s": given[1][1],
                "loaded_mb": loaded / 1e6,
                "most_mb": most_rss / 1e6,
                "peak_mb": _peak_mb(),
            }
        )
    )


def _seconds(given: list[tuple[float, float]]) -> list[float]:
    """Work of each second of music after the first chunk, which waits for the codec's delay as well."""
    marks, target = [], given[1][0]
    for heard, at in given[1:]:
        if heard >= target:
            marks.append((heard, at))
            target = heard + 1.0
    return [(later[1] - early[1]) / (later[0] - early[0]) for early, later in pairwise(marks)] or [0.0]


def _peak_mb() -> float:
    """Of the whole process so far, loading included; 0 where the system doesn't tell."""
    status = Path("/proc/self/status")
    if not status.is_file():
        return 0.0
    line = next(line for line in status.read_text(encoding="ascii").splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) * 1024 / 1e6


if __name__ == "__main__":
    main()
