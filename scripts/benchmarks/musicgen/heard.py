"""What was heard of a session: silences, in pieces and between them, and which engine played when."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.figures import Figure
from journey.envelopes import envelopes
from journey.log import JourneyLog
from journey.play import Played
from journey.records import MIX_RATE, Underrun
from journey.wav import read_mix

# -60 dBFS: below it there is nothing that anybody hears beside a game.
SILENT = 1e-3
BLOCK = MIX_RATE // 20
# A piece's last note and the next one's first leave so much between them.
SILENCE_TARGET_S = 1.0


def heard_figures(name: str, played: Played, wav: Path) -> list[Figure]:
    """Of one session. The player must have heard something."""
    log = played.log
    begins = log.started[0].frame
    mix = read_mix(wav)
    silence_s, at_s = longest_silence(mix[begins:])
    gap_s, gap_at_s = longest_gap(log, begins / MIX_RATE, len(mix) / MIX_RATE)
    underruns = log.of(Underrun)
    starved = sum(one.frames for one in underruns)
    figures = [
        Figure(
            f"{name}: longest time without a piece",
            gap_s,
            "s",
            0,
            f"at {gap_at_s:.0f} s of {len(mix) / MIX_RATE:.0f}" if gap_s else "",
        ),
        Figure(
            f"{name}: longest silence, rests of pieces included",
            silence_s,
            "s",
            SILENCE_TARGET_S,
            f"at {begins / MIX_RATE + at_s:.0f} s of {len(mix) / MIX_RATE:.0f}" if silence_s else "",
        ),
        Figure(f"{name}: underruns", len(underruns), "", 0, f"{starved / MIX_RATE:.1f} s in all"),
        Figure(f"{name}: first music after", begins / MIX_RATE, "s"),
    ]
    for engine, (seconds, pieces) in sorted(by_engine(log).items()):
        figures.append(Figure(f"{name}: {engine} heard", seconds, "s", detail=f"{pieces} pieces"))
    if played.usage is not None:
        figures.append(Figure(f"{name}: memory of the sidecar", played.usage.rss_mb, "MB"))
    return figures


def longest_silence(mix: NDArray[np.float32]) -> tuple[float, float]:
    """Its length and its beginning, in seconds, to a twentieth of one."""
    blocks = len(mix) // BLOCK
    peaks = np.abs(mix[: blocks * BLOCK]).reshape(blocks, -1).max(axis=1)
    # A silent block on either side of every run makes its ends visible.
    edges = np.flatnonzero(np.diff(np.concatenate([[False], peaks < SILENT, [False]]).astype(np.int8)))
    starts, ends = edges[::2], edges[1::2]
    if not len(starts):
        return 0.0, 0.0
    longest = int(np.argmax(ends - starts))
    return float(ends[longest] - starts[longest]) * BLOCK / MIX_RATE, float(
        starts[longest]
    ) * BLOCK / MIX_RATE


def longest_gap(log: JourneyLog, begins: float, ends: float) -> tuple[float, float]:
    """The longest time between two seconds of the mix in which no piece sounds, and where it begins."""
    longest, reached = (0.0, begins), begins
    for envelope in sorted(envelopes(log), key=lambda one: one.begins):
        longest = max(longest, (envelope.begins - reached, reached))
        reached = max(reached, envelope.ends)
    return max(longest, (ends - reached, reached))


def by_engine(log: JourneyLog) -> dict[str, tuple[float, int]]:
    """Seconds in which pieces of each engine sounded, and how many. Those of fights lie over others."""
    seconds: defaultdict[str, float] = defaultdict(float)
    pieces: defaultdict[str, int] = defaultdict(int)
    for envelope in envelopes(log):
        engine = log.tracks[envelope.track].provenance.engine
        seconds[engine] += envelope.ends - envelope.begins
        pieces[engine] += 1
    return {engine: (seconds[engine], pieces[engine]) for engine in seconds}
