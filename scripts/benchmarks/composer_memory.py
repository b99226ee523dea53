"""Run in a process of its own: what the composer adds to the memory of a Python that has numpy."""

from __future__ import annotations

import json
import sys
from itertools import islice

import psutil

import metabgm.server.app  # noqa: F401  # what the sidecar holds without its composer and its models
from metabgm.music.engine import Brief


def main() -> None:
    """Prints resident megabytes before there is a composer, and the most while it plays the given texts."""
    process = psutil.Process()
    before = process.memory_info().rss
    from metabgm.music.composer import Composer  # noqa: PLC0415

    engine, most = Composer(), 0
    for seed, text in enumerate(json.loads(sys.argv[1])):
        for _ in islice(engine.compose(Brief(text, seed, seconds=60.0)).chunks(), 200):
            most = max(most, process.memory_info().rss)
    print(json.dumps({"before": before / 1e6, "most": most / 1e6}))


if __name__ == "__main__":
    main()
