import numpy as np
import pytest
from numpy.typing import NDArray

from benchmarks.musicgen.heard import by_engine, longest_gap, longest_silence
from journey.records import MIX_RATE
from tests.scripts.player_log import PlayerLog, cause


def _music(seconds: float) -> NDArray[np.float32]:
    return np.random.default_rng(1).normal(0, 0.1, (round(seconds * MIX_RATE), 2)).astype(np.float32)


def test_the_longest_of_several_silences_is_found() -> None:
    mix = _music(10)
    for begin, end in ((1.0, 1.5), (4.0, 6.0), (8.0, 8.25)):
        mix[round(begin * MIX_RATE) : round(end * MIX_RATE)] = 2e-4
    assert longest_silence(mix) == pytest.approx((2.0, 4.0))


def test_silence_up_to_the_end_counts() -> None:
    mix = _music(4)
    mix[3 * MIX_RATE :] = 0.0
    assert longest_silence(mix) == pytest.approx((1.0, 3.0))


def test_music_without_a_break_has_none() -> None:
    assert longest_silence(_music(2)) == (0.0, 0.0)


def test_seconds_are_counted_for_each_engine() -> None:
    told = PlayerLog().piece(1, 0.0, cause()).piece(2, 10.0, cause()).ended(1, 10.0).finished(30.0)
    next(line for line in told.lines if line["what"] == "track" and line["track"] == 2)["provenance"][
        "engine"
    ] = "musicgen"
    found = by_engine(told.read())
    assert {engine: pieces for engine, (_, pieces) in found.items()} == {"composer": 1, "musicgen": 1}
    assert [found[engine][0] for engine in ("composer", "musicgen")] == pytest.approx([10.0, 20.0])


def test_the_longest_time_without_a_piece_is_found() -> None:
    told = PlayerLog().piece(1, 0.0, cause()).ended(1, 10.0).piece(2, 12.0, cause()).ended(2, 15.0)
    log = told.piece(3, 14.0, cause()).finished(30.0).read()
    assert longest_gap(log, 0.0, 30.0) == pytest.approx((2.0, 10.0))
    assert longest_gap(log, 0.0, 33.5) == pytest.approx((3.5, 30.0))


def test_pieces_that_meet_leave_no_time_without_one() -> None:
    log = PlayerLog().piece(1, 0.0, cause()).piece(2, 10.0, cause()).ended(1, 10.0).finished(30.0).read()
    assert longest_gap(log, 0.0, 30.0)[0] == 0.0
