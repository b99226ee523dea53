from __future__ import annotations

import pytest

from metabgm.director.actions import CancelTexts, Fade, RequestTexts, Steer, StopTrack
from metabgm.director.settings import DirectorSettings
from tests.director.stage import Stage, settled

FOREST, PLAINS, DESERT = "minecraft:forest", "minecraft:plains", "minecraft:desert"
DWELL = DirectorSettings().dwell_s


def test_first_scene_is_described_and_then_starts_the_base() -> None:
    stage = Stage(describing_s=1.0)
    stage.scene(FOREST)
    stage.wait(3)
    [(at, start)] = stage.starts()
    assert at == pytest.approx(1.0)
    assert start.cause.kind == "start"
    assert start.order.texts.describer == "llama"
    assert start.order.anchor is None


def test_without_texts_in_time_the_template_starts_the_base() -> None:
    stage = Stage(describing_s=None)
    stage.scene(FOREST)
    stage.wait(5)
    [(at, start)] = stage.starts()
    assert at == pytest.approx(DirectorSettings().patience_s)
    assert start.order.texts.describer == "template"
    assert not start.cause.prepared


def test_unprepared_change_waits_for_both_stages_only() -> None:
    stage = settled(describing_s=1.4)
    entered = stage.now
    stage.scene(PLAINS)
    stage.wait(3)
    at, start = stage.starts()[-1]
    assert at - entered == pytest.approx(1.4, abs=0.06)
    assert (start.cause.kind, start.cause.held_ms, start.cause.prepared) == ("scene", 0, False)


def test_prepared_change_starts_with_the_scene_itself() -> None:
    stage = settled()
    stage.scene(FOREST, ahead={PLAINS: 0.8}, reason="interval")
    stage.wait(20)
    entered = stage.now
    stage.scene(PLAINS)
    at, start = stage.starts()[-1]
    assert at == entered
    assert start.cause.prepared


def test_each_piece_grows_from_the_last() -> None:
    stage = settled()
    stage.scene(PLAINS)
    stage.wait(12)
    stage.near_end(stage.starts()[-1][1].track)
    orders = [start.order for _, start in stage.starts()]
    assert [order.anchor for order in orders] == [None, orders[0].order, orders[1].order]
    assert stage.starts()[-1][1].cause.kind == "continue"


def test_base_dwells_before_it_changes_again() -> None:
    stage = settled()
    stage.scene(PLAINS)
    stage.wait(5)
    second = stage.starts()[-1][0]
    stage.scene(DESERT)
    stage.wait(10)
    at, start = stage.starts()[-1]
    assert at == pytest.approx(second + DWELL, abs=0.06)
    assert start.cause.held_ms > 0
    assert start.cause.prepared, "the texts were ready when the dwell was over"


def test_player_who_returns_during_the_fade_hears_the_old_piece_again() -> None:
    stage = settled()
    forest = stage.starts()[-1][1].track
    stage.scene(PLAINS)
    stage.wait(2)
    plains = stage.starts()[-1][1].track
    stage.scene(FOREST)
    fades = [fade for _, fade in stage.of(Fade)]
    assert [(fade.track, fade.gain, fade.stop) for fade in fades] == [
        (forest, 1.0, False),
        (plains, 0.0, False),
    ]
    stage.wait(9)
    assert [stop.track for _, stop in stage.of(StopTrack)] == [plains]
    assert len(stage.starts()) == 2
    assert not any(steer.controls.ending for _, steer in stage.of(Steer))


def test_walking_on_a_border_does_not_wobble() -> None:
    stage = settled()
    for _ in range(20):
        stage.scene(PLAINS)
        stage.wait(1.0)
        stage.scene(FOREST)
        stage.wait(1.5)
    assert len(stage.starts()) <= 2
    assert len(stage.of(Fade)) <= 2


def test_restless_place_is_believed_after_a_whole_dwell() -> None:
    stage = settled()
    stage.scene(PLAINS)
    stage.wait(2)
    stage.scene(FOREST)
    stage.wait(4)
    returned = stage.now
    stage.scene(PLAINS)
    stage.wait(DWELL + 1)
    assert stage.starts()[-1][0] == pytest.approx(returned + DWELL, abs=0.06)


def test_old_piece_is_stopped_once_its_fade_is_over() -> None:
    stage = settled()
    forest = stage.starts()[-1][1].track
    stage.scene(PLAINS)
    stage.wait(10)
    [(at, stop)] = stage.of(StopTrack)
    assert stop.track == forest
    assert at >= stage.starts()[-1][0] + DirectorSettings().base_fade_out_ms / 1000


def test_fast_teleports_ask_only_for_the_last_place() -> None:
    stage = settled(describing_s=1.5)
    for place in (PLAINS, DESERT, "minecraft:swamp", "minecraft:jungle"):
        stage.scene(place)
        stage.wait(0.3)
    stage.wait(4)
    urgent = [request for _, request in stage.of(RequestTexts) if request.urgent]
    cancelled = {cancel.request for _, cancel in stage.of(CancelTexts)}
    assert len(urgent) == 5
    assert cancelled == {request.request for request in urgent[1:4]}
    assert len(stage.starts()) == 2


def test_night_and_rain_do_not_change_the_music_under_the_earth() -> None:
    stage = settled("minecraft:deep_dark")
    stage.scene("minecraft:deep_dark", time="Night", weather="Rain", reason="weather")
    stage.wait(12)
    assert len(stage.starts()) == 1


def test_nightfall_changes_the_music_of_the_same_biome() -> None:
    stage = settled()
    stage.scene(FOREST, time="Night", reason="interval")
    stage.wait(5)
    assert len(stage.starts()) == 2


def test_coming_back_counts_as_a_change_too() -> None:
    stage = settled()
    stage.scene(PLAINS)
    stage.wait(2)
    stage.scene(FOREST)
    returned = stage.now
    stage.wait(1)
    stage.scene(DESERT)
    stage.wait(DWELL + 2)
    assert stage.starts()[-1][0] == pytest.approx(returned + DWELL, abs=0.06)
