import json
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from benchmarks.bench import TRACES
from benchmarks.latency import (
    LEAST_COUNT,
    NEW_PLACE_S,
    RETURN_S,
    latency_figure,
    new_places,
    returns,
)
from benchmarks.synthetic import Line, Stay, make_trace, recorded_places, write_trace
from metabgm.director.settings import DirectorSettings

PLACES = recorded_places(sorted(TRACES.glob("*.jsonl")))
RECORDED = [json.loads(line) for line in (TRACES / "journey.jsonl").read_text(encoding="utf-8").splitlines()]


def shape(value: object) -> object:
    """Keys at every depth."""
    return {key: shape(inner) for key, inner in value.items()} if isinstance(value, dict) else None


def arrivals(lines: list[Line]) -> list[int]:
    return [
        after["ms"] for before, after in pairwise(lines) if before["biome"]["key"] != after["biome"]["key"]
    ]


def blows(lines: list[Line]) -> list[int]:
    return [event["ms"] for line in lines for event in line["events"] if event["kind"] == "hurt_self"]


@pytest.mark.parametrize("make", [returns, new_places])
def test_lines_are_as_the_recorder_writes_them(make: Callable[[dict[str, Line]], list[Line]]) -> None:
    recorded = next(line for line in RECORDED if line["biome"] and line["biome"]["loaded"])
    for line in make(PLACES):
        assert shape(line) == shape(recorded)
        assert line["biome"]["loaded"] is True


@pytest.mark.parametrize("make", [returns, new_places])
def test_time_goes_on_evenly_and_events_lie_between_the_lines(
    make: Callable[[dict[str, Line]], list[Line]],
) -> None:
    lines = make(PLACES)
    for before, after in pairwise(lines):
        assert after["seq"] == before["seq"] + 1
        assert after["ms"] - before["ms"] == 1000
        assert all(before["ms"] < event["ms"] <= after["ms"] for event in after["events"])


def test_a_blow_is_as_a_recorded_one() -> None:
    recorded = next(event for line in RECORDED for event in line["events"] if event["kind"] == "hurt_self")
    made = next(event for line in returns(PLACES) for event in line["events"] if event["kind"] == "hurt_self")
    assert made.keys() == recorded.keys()


def test_enough_changes_of_each_kind_are_asked_for() -> None:
    to_and_fro = returns(PLACES)
    assert len(blows(to_and_fro)) >= LEAST_COUNT
    # The first arrival finds no texts.
    assert len(arrivals(to_and_fro)) - 1 >= LEAST_COUNT
    assert len(arrivals(new_places(PLACES))) >= LEAST_COUNT


def test_nothing_is_held_back_by_the_director() -> None:
    settings = DirectorSettings()
    fight_s = settings.combat_hold_s + settings.combat_fade_out_ms / 1000
    assert settings.dwell_s < RETURN_S < NEW_PLACE_S
    assert all(after - before > fight_s * 1000 for before, after in pairwise(blows(returns(PLACES))))


def test_new_places_are_new_and_out_of_sight() -> None:
    lines = new_places(PLACES)
    stays = [lines[0], *(line for line in lines if line["events"])]
    keys = [line["biome"]["key"] for line in stays]
    assert len(set(keys)) == len(keys)
    assert all(abs(after["pos"]["x"] - before["pos"]["x"]) > 100 for before, after in pairwise(stays))
    assert all(line["events"][0]["kind"] == "forced_move" for line in stays[1:])


def test_a_written_trace_can_be_read_line_by_line(tmp_path: Path) -> None:
    lines = make_trace(PLACES, [Stay("minecraft:forest", 3), Stay("minecraft:desert", 2)], blows_ms=[1_400])
    path = write_trace(tmp_path / "trace.jsonl", lines)
    assert [json.loads(text) for text in path.read_text(encoding="utf-8").splitlines()] == lines
    assert [len(line["events"]) for line in lines] == [0, 0, 1, 1, 0]


def test_making_a_trace_leaves_the_recorded_lines_alone() -> None:
    before = json.dumps(PLACES)
    make_trace(PLACES, [Stay("minecraft:forest", 2)], blows_ms=[500])
    assert json.dumps(PLACES) == before


def test_a_kind_of_change_that_never_came_is_missed() -> None:
    figure = latency_figure("combat", [])
    assert not figure.reached
    assert "no such change" in figure.cells[1]


def test_a_latency_is_the_95th_percentile_and_says_of_how_many() -> None:
    figure = latency_figure("combat", [float(value) for value in range(1, 21)])
    assert (figure.measured, figure.reached) == (19.0, True)
    assert figure.detail == "p50 10, greatest 20, 20 changes"
    assert "fewer than the 20 meant" in latency_figure("combat", [1.0]).detail
