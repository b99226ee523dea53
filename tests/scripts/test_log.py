import pytest

from journey.log import JourneyLog, LogError, read_log
from journey.records import Started
from tests.scripts.player_log import PlayerLog, cause


def test_other_kinds_of_lines_are_left_out() -> None:
    log = read_log(['{"what":"state","state":"open","at_ms":3}', *PlayerLog().finished(2.5).text()])
    assert log.seconds == 2.5
    assert len(log.records) == 1


def test_a_wrong_line_is_named() -> None:
    with pytest.raises(LogError, match=r"line 2.*frame"):
        read_log(['{"what":"state"}', '{"what":"ended","track":1,"frame":"soon"}'])


@pytest.mark.parametrize("line", ["", "{", "[]", "{}", "3"])
def test_a_line_that_is_no_record_is_refused(line: str) -> None:
    with pytest.raises(LogError, match="line 1"):
        read_log([line])


def test_a_log_without_summary_was_cut_off() -> None:
    with pytest.raises(LogError, match="cut off"):
        JourneyLog().mix  # noqa: B018


def test_started_tracks_come_in_the_order_in_which_they_are_heard() -> None:
    log = PlayerLog().piece(2, 9.0, cause()).piece(1, 4.0, cause()).finished(20).read()
    assert [one.track for one in log.started] == [1, 2]


def test_a_started_track_that_nobody_announced_is_left_out() -> None:
    log = PlayerLog().piece(1, 4.0, cause()).finished(20).read()
    why = log.of(Started)[0].cause
    log.records.append(Started(track=7, role="base", frame=0, cause=why))
    assert [one.track for one in log.started] == [1]
