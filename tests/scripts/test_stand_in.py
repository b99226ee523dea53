from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.stand_in import Lived
from journey.failure import JourneyError

ANSWER = [
    "tick: median 12 us, p99 30 us",
    "sound: SoundFigures[playing=true, yielding=false, chunkMs=80, aheadMs=160, starts=1, dryOuts=2, "
    "missedFrames=7, longestReadMicros=2434]",
    "mix: 58.7 s, 3 underruns, 0 samples clipped, 0 frames missing, 0 dropped",
]


def lived(chat: list[str]) -> Lived:
    return Lived(Path("r"), Path("w"), [{"what": "chat", "text": text} for text in chat])


def test_the_last_answer_to_debug_counts() -> None:
    older = [line.replace("3 underruns", "1 underruns") for line in ANSWER]
    assert lived([*older, *ANSWER]).debug() == {
        "underruns": 3,
        "starts": 1,
        "dry_outs": 2,
        "missed_frames": 7,
        "longest_read_us": 2434,
    }


def test_no_answer_is_an_error() -> None:
    with pytest.raises(JourneyError, match="no figures"):
        lived(ANSWER[:1]).debug()
