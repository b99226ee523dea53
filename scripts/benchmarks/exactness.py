"""Nothing lost on the way: no underrun, no clipping, and what was streamed is what is composed offline."""

from __future__ import annotations

import re
import subprocess

from benchmarks.bench import Bench
from benchmarks.figures import Figure
from journey.failure import JourneyError, tail
from journey.parts import sidecar_command

_VERDICT = re.compile(r"^(\d+) decisions, (\d+) tracks, (\d+) frames: (?:identical|(\d+) differences)$", re.M)


def measure(bench: Bench) -> list[Figure]:
    """Of the demo's journey. Raises JourneyError."""
    journey, played = bench.demo
    assert journey.record is not None
    bench.progress("replaying the recorded session", 0.0)
    replay = subprocess.run(
        [sidecar_command(), "replay", str(journey.record)], capture_output=True, text=True, check=False
    )
    verdict = _VERDICT.search(replay.stdout)
    if verdict is None:
        raise JourneyError(
            f"replay ended with exit code {replay.returncode}", tail(replay.stdout + replay.stderr)
        )
    decisions, tracks, frames, differences = verdict.groups()
    bench.progress("replaying the recorded session", 1.0)
    mix = played.log.mix
    return [
        Figure("underruns", mix.underruns, at_most=0.0),
        Figure("clipped samples", mix.clipped_samples, at_most=0.0),
        Figure(
            "differences of streamed and offline",
            int(differences or 0),
            at_most=0.0,
            detail=f"{decisions} decisions and {int(frames):,} frames of {tracks} tracks replayed",
        ),
    ]
