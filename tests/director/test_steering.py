from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metabgm.director.actions import PrepareOpening, Steer
from metabgm.director.helm import FALL_REST_S, FALL_STEP, LEAST_CHANGE
from metabgm.director.settings import DirectorSettings
from metabgm.director.tension import CALM_S, MOURNING, MOURNING_S, UNDER_A_FIGHT
from tests.director.stage import Stage, settled
from tests.scenes import pair

FOREST, PLAINS = "minecraft:forest", "minecraft:plains"
HOLD = DirectorSettings().combat_hold_s
RUN: dict[str, Any] = {"Movement": pair("Sprinting", 100.0)}
MOBS: dict[str, Any] = {"Hostile Entity": {"Count": 4.0, "Nearest": 5.0}}
STEALTH: dict[str, Any] = {"Movement": pair("Sneaking", 100.0)}


def steers_of(stage: Stage, track: int) -> list[tuple[float, float]]:
    return [(at, s.controls.intensity) for at, s in stage.of(Steer) if s.track == track]


def endings(stage: Stage) -> list[tuple[float, int]]:
    return [(at, steer.track) for at, steer in stage.of(Steer) if steer.controls.ending]


def test_ordinary_scenes_steer_nothing() -> None:
    stage = settled()
    for _ in range(6):
        stage.scene(FOREST, reason="interval")
        stage.wait(10)
    assert stage.of(Steer) == []


def test_danger_is_followed_with_the_scene_itself() -> None:
    stage = settled()
    stage.scene(FOREST, reason="interval", labels=MOBS)
    [(at, steer)] = stage.of(Steer)
    assert at == stage.now
    assert steer.track == stage.starts()[-1][1].track
    assert steer.controls.intensity > 0.7
    assert not steer.controls.ending


def test_calm_is_believed_after_a_while_and_comes_in_steps() -> None:
    stage = settled()
    stage.scene(FOREST, reason="interval", labels=MOBS)
    stage.wait(1)
    stage.scene(FOREST, reason="interval")
    calm = stage.now
    stage.wait(CALM_S + 10)
    (_, high), *falls = steers_of(stage, 1)
    assert falls[0][0] == pytest.approx(calm + CALM_S, abs=0.06)
    assert falls[-1][1] == 0.5
    levels = [high, *(level for _, level in falls)]
    assert all(0 < before - after <= FALL_STEP + 1e-9 for before, after in pairwise(levels))


def test_scenes_that_alternate_do_not_flutter() -> None:
    stage = settled()
    for _ in range(12):
        stage.scene(FOREST, reason="interval", labels=RUN)
        stage.wait(5)
        stage.scene(FOREST, reason="interval")
        stage.wait(5)
    assert [level for _, level in steers_of(stage, 1)] == [0.6]


def test_a_piece_begins_as_the_scene_asks() -> None:
    stage = Stage()
    stage.scene(FOREST, labels=STEALTH)
    stage.wait(15)
    assert stage.starts()[0][1].order.controls.intensity == pytest.approx(0.35)
    assert stage.of(Steer) == []


def test_opening_is_prepared_for_the_room_and_the_mood_ahead() -> None:
    stage = settled()
    stage.scene(FOREST, ahead={"minecraft:lush_caves": 0.9}, reason="interval", labels=RUN)
    stage.wait(20)
    order = stage.of(PrepareOpening)[0][1].order
    assert order.place == "cave"
    assert order.controls.intensity == pytest.approx(0.6)


def test_the_base_is_its_bed_alone_under_a_fight_and_comes_back_after_it() -> None:
    stage = settled()
    stage.event("hurt", "zombie")
    stage.wait(HOLD + 1)
    during = steers_of(stage, 1)
    assert min(level for _, level in during) == UNDER_A_FIGHT
    assert steers_of(stage, 1)[-1][1] == 0.5


def test_fight_begins_and_rises_with_its_danger_at_once() -> None:
    stage = settled()
    stage.event("hurt", "zombie")
    fight = stage.starts("combat")[0][1]
    before = stage.now
    stage.scene(FOREST, reason="interval", labels=MOBS, targeting=100.0)
    stage.event("boss_seen", "minecraft:wither")
    steers = steers_of(stage, fight.track)
    assert [at for at, _ in steers] == [before, before]
    assert fight.order.controls.intensity < steers[0][1] < steers[1][1]


def test_a_pause_in_the_fight_lets_it_sink() -> None:
    stage = settled()
    stage.scene(FOREST, targeting=100.0, reason="combat")
    track = stage.starts("combat")[0][1].track
    for _ in range(4):
        stage.event("hurt", "zombie")
        stage.wait(0.5)
    high = steers_of(stage, track)[-1][1]
    stage.wait(15)
    assert steers_of(stage, track)[-1][1] < high


def test_after_a_death_nothing_hurries_for_a_while() -> None:
    stage = settled()
    stage.event("hurt", "warden")
    stage.wait(1)
    stage.event("death")
    stage.wait(MOURNING_S - 1)
    assert steers_of(stage, 1)[-1][1] <= MOURNING
    stage.wait(2)
    assert steers_of(stage, 1)[-1][1] == 0.5


def test_piece_that_is_left_ends_once_it_can_not_come_back() -> None:
    stage = settled()
    stage.scene(PLAINS)
    stage.wait(3)
    changed = stage.starts()[-1][0]
    [(at, track)] = endings(stage)
    assert track == 1
    assert at == pytest.approx(changed + DirectorSettings().return_s, abs=0.06)


def test_piece_that_was_told_to_end_is_not_turned_round() -> None:
    stage = settled()
    stage.scene(PLAINS)
    stage.wait(4)
    stage.scene(FOREST)
    stage.wait(DirectorSettings().dwell_s)
    assert len(stage.starts()) == 3
    assert stage.starts()[-1][1].order.anchor == stage.starts()[-2][1].order.order


@pytest.mark.parametrize("command", ["skip", "regenerate"])
def test_piece_that_the_player_is_tired_of_ends_at_once(command: str) -> None:
    stage = settled()
    stage.wait(DirectorSettings().spare_after_s + 5)
    stage.command(command)
    assert endings(stage) == [(stage.now, 1)]


def test_piece_that_runs_out_ends_by_itself() -> None:
    stage = settled()
    stage.near_end(1)
    stage.wait(10)
    assert len(stage.starts()) == 2
    assert endings(stage) == []


def test_piece_that_runs_out_while_it_is_left_does_not_come_back() -> None:
    stage = settled()
    stage.scene(PLAINS)
    stage.wait(1.5)
    stage.near_end(1)
    stage.scene(FOREST)
    stage.wait(DirectorSettings().dwell_s + 1)
    assert len(stage.starts()) == 3


def test_near_end_of_a_piece_that_ends_starts_nothing() -> None:
    stage = settled()
    stage.scene(PLAINS)
    stage.wait(4)
    stage.near_end(1)
    stage.wait(4)
    assert len(stage.starts()) == 2


calm_or_not = st.lists(
    st.tuples(st.sampled_from([{}, RUN, MOBS, STEALTH]), st.floats(0, 12)),
    max_size=15,
)


@settings(max_examples=40, deadline=None)
@given(calm_or_not)
def test_steers_of_a_base_are_seldom_and_worth_it(plan: list[tuple[dict[str, Any], float]]) -> None:
    stage = settled()
    for labels, pause in plan:
        stage.scene(FOREST, reason="interval", labels=labels)
        stage.wait(pause)
    asked = [(0.0, stage.starts()[0][1].order.controls)]
    asked += [(at, steer.controls) for at, steer in stage.of(Steer)]
    for (earlier, before), (later, after) in pairwise(asked):
        assert later - earlier >= FALL_REST_S - 1e-6
        change = max(abs(after.intensity - before.intensity), abs(after.warmth - before.warmth))
        assert change >= LEAST_CHANGE - 1e-9
