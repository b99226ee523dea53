"""From a text to the first sound, beside the time transformers takes for a clip."""

from __future__ import annotations

import statistics

from benchmarks.figures import Figure
from benchmarks.musicgen.processes import measured
from benchmarks.musicgen.setup import Setup
from metabgm.models.musicgen_manifest import MusicGenPrecision

CLIP_S = 10
PRECISIONS: tuple[MusicGenPrecision, ...] = ("int8", "int4")
FIRST_TARGET_S = 1.2
RATIO_TARGET = 10.0


def measure(setup: Setup) -> list[Figure]:
    """Raises JourneyError."""
    figures, first = [], {}
    for precision in PRECISIONS:
        folder = setup.graphs(precision)
        setup.tell(f"first sound in {precision}")
        found = measured("first_process", str(folder))
        first[precision] = statistics.median(found)
        detail = f"greatest {max(found):.2f} of {len(found)} texts, model loaded"
        figures.append(Figure(f"{precision}: first sound", first[precision], "s", FIRST_TARGET_S, detail))
    setup.tell(f"{CLIP_S} s by transformers")
    clip = measured("decode_transformers", str(setup.source), "float32", "dynamic", "cpu", str(CLIP_S))[
        "clip_s"
    ]
    figures.append(Figure(f"transformers float32: a clip of {CLIP_S} s", clip, "s"))
    for precision, took in first.items():
        figures.append(Figure(f"that clip : first sound in {precision}", clip / took, at_least=RATIO_TARGET))
    return figures
