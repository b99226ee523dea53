"""What MusicGen plays and what the composer, as the machine's speed allows."""

from __future__ import annotations

import pytest

from metabgm.director.actions import DiscardOpening, KeepMusic, PieceOrder, PrepareOpening, Steer
from metabgm.director.inputs import Faltering, MusicKept, MusicSeen, OpeningLost, OpeningReady
from metabgm.director.settings import DirectorSettings
from metabgm.music.engine import KeptMaterial
from metabgm.music.musicgen.ladder import step_for
from tests.director.stage import Stage, settled

FOREST, PLAINS, DESERT = "minecraft:forest", "minecraft:plains", "minecraft:desert"
DWELL = DirectorSettings().dwell_s
NEVER_ENDING_S = 30.0


def see(stage: Stage, pace: float) -> None:
    step, reason = step_for(pace)
    stage.give(MusicSeen(step=step, pace=pace, reason=reason))


def on_a_machine_of(pace: float) -> Stage:
    stage = Stage()
    see(stage, pace)
    stage.scene(FOREST)
    stage.wait(12)
    return stage


def prepared(stage: Stage) -> list[PieceOrder]:
    """MusicGen's pieces that have been asked for and not taken back, the latest last."""
    gone = {action.order for _, action in stage.of(DiscardOpening)}
    orders = [action.order for _, action in stage.of(PrepareOpening)]
    return [order for order in orders if order.engine == "musicgen" and order.order not in gone]


def engines(stage: Stage) -> list[str]:
    return [start.order.engine for _, start in stage.starts()]


def make_ready(stage: Stage) -> PieceOrder:
    order = prepared(stage)[-1]
    stage.give(OpeningReady(order=order.order))
    return order


def test_what_can_be_kept_of_the_music_that_plays_is_kept_with_its_texts_and_place() -> None:
    stage = on_a_machine_of(0.5)
    order = stage.starts()[0][1].order
    music = KeptMaterial("tiny", 4, bytes(2000))
    stage.give(MusicKept(order=order.order + 50, music=music))
    assert stage.of(KeepMusic) == []
    stage.give(MusicKept(order=order.order, music=music))
    ((_, kept),) = stage.of(KeepMusic)
    assert (kept.texts, kept.music) == (order.texts, music)
    assert kept.describe.signature is not None
    assert kept.describe.signature.biome == FOREST
    assert not kept.describe.combat


def test_without_a_word_of_musicgen_all_is_the_composers() -> None:
    stage = settled()
    stage.event("hurt", "zombie")
    stage.event("advancement", "a")
    stage.wait(60)
    assert engines(stage) == ["composer"]
    assert prepared(stage) == []
    assert {start.order.pace for _, start in stage.starts()} == {0.0}


def test_on_a_fast_machine_musicgen_makes_the_base_at_once_and_the_composer_what_is_quick() -> None:
    stage = on_a_machine_of(0.5)
    stage.event("hurt", "zombie")
    stage.event("boss_seen", "warden")
    assert engines(stage) == ["musicgen"]
    assert stage.starts()[0][1].order.pace == 0.5
    quick = [start.order for role in ("combat", "sting") for _, start in stage.starts(role)]
    assert [(order.engine, order.pace) for order in quick] == [("composer", 0.0)] * 2


def test_on_a_very_fast_machine_musicgen_makes_everything() -> None:
    stage = on_a_machine_of(0.2)
    stage.event("hurt", "zombie")
    stage.event("boss_seen", "warden")
    stage.near_end(stage.starts("combat")[0][1].track)
    starts = [start for role in ("base", "combat", "sting") for _, start in stage.starts(role)]
    assert [start.order.engine for start in starts] == ["musicgen"] * 4


def test_on_a_slow_machine_the_composer_begins_and_musicgen_takes_over_when_it_is_ready() -> None:
    stage = on_a_machine_of(2.3)
    assert engines(stage) == ["composer"]
    [begun] = stage.starts()
    [waiting] = prepared(stage)
    assert waiting.texts == begun[1].order.texts
    assert (waiting.anchor, waiting.pace) == (begun[1].order.order, 2.3)
    assert waiting.seconds == 60.0
    stage.wait(60)
    assert engines(stage) == ["composer"], "nothing is begun that isn't ready"
    make_ready(stage)
    at, start = stage.starts()[-1]
    assert (at, start.order.engine, start.cause.kind) == (stage.now, "musicgen", "continue")
    assert [steer.track for _, steer in stage.of(Steer) if steer.controls.ending] == [begun[1].track]


def test_what_is_ready_too_soon_waits_for_the_dwell() -> None:
    stage = Stage(DirectorSettings(dwell_s=20.0))
    see(stage, 2.3)
    stage.scene(FOREST)
    stage.wait(12)
    make_ready(stage)
    began = stage.starts()[0][0]
    assert engines(stage) == ["composer"]
    stage.wait(12)
    assert stage.starts()[-1][0] == pytest.approx(began + 20.0, abs=0.06)
    assert engines(stage) == ["composer", "musicgen"]


def test_musicgens_next_piece_is_prepared_while_it_plays_and_continues_it() -> None:
    stage = on_a_machine_of(2.3)
    first = make_ready(stage)
    stage.wait(NEVER_ENDING_S)
    second = make_ready(stage)
    assert second.anchor == first.order
    stage.wait(NEVER_ENDING_S)
    assert engines(stage) == ["composer", "musicgen"], "a piece that is ready waits for the end of the last"
    stage.near_end(stage.starts()[-1][1].track)
    assert stage.starts()[-1][1].order == second


def test_where_the_next_piece_is_not_ready_at_the_end_the_composer_continues() -> None:
    stage = on_a_machine_of(2.3)
    make_ready(stage)
    stage.wait(NEVER_ENDING_S)
    stage.near_end(stage.starts()[-1][1].track)
    assert engines(stage) == ["composer", "musicgen", "composer"]
    assert stage.starts()[-1][1].cause.kind == "continue"
    stage.wait(DWELL + 1)
    make_ready(stage)
    assert engines(stage)[-1] == "musicgen", "what was prepared is not lost"


def test_prepared_music_is_kept_for_the_player_who_comes_back() -> None:
    stage = on_a_machine_of(2.3)
    forest = prepared(stage)[-1]
    stage.scene(PLAINS)
    stage.wait(20)
    assert engines(stage) == ["composer", "composer"], "a change is never waited for"
    plains = prepared(stage)[-1]
    stage.give(OpeningReady(order=forest.order))
    assert prepared(stage) == [forest, plains]
    stage.scene(FOREST)
    stage.wait(2)
    assert stage.starts()[-1][1].order == forest


def test_no_more_than_two_are_kept() -> None:
    stage = on_a_machine_of(2.3)
    forest = prepared(stage)[-1]
    for place in (PLAINS, DESERT):
        stage.scene(place)
        stage.wait(20)
    assert len(prepared(stage)) == 2
    assert forest not in prepared(stage)


def test_the_likely_next_place_is_prepared_when_this_one_is_ready() -> None:
    stage = on_a_machine_of(2.3)
    stage.scene(FOREST, ahead={PLAINS: 0.8}, reason="interval")
    stage.wait(20)
    [forest] = prepared(stage)
    make_ready(stage)
    stage.wait(5)
    next_of_forest = prepared(stage)[-1]
    assert next_of_forest != forest
    stage.give(OpeningReady(order=next_of_forest.order))
    stage.wait(5)
    plains = prepared(stage)[-1]
    assert plains.elements["Scene"]["biome"] == {PLAINS: 100.0}
    stage.give(OpeningReady(order=plains.order))
    stage.scene(PLAINS)
    stage.wait(10)
    assert stage.starts()[-1][1].order == plains


def test_other_words_make_what_was_prepared_from_the_old_ones_worthless() -> None:
    for command in ("dislike", "regenerate"):
        stage = on_a_machine_of(2.3)
        old = prepared(stage)[-1]
        stage.command(command)
        assert old not in prepared(stage)
    stage = on_a_machine_of(2.3)
    stage.command("style", text="chiptune")
    assert prepared(stage) == []


def test_skip_begins_what_is_prepared() -> None:
    stage = on_a_machine_of(2.3)
    first = make_ready(stage)
    stage.wait(20)
    second = make_ready(stage)
    stage.command("skip")
    assert [start.order for _, start in stage.starts()][-2:] == [first, second]


def test_without_music_nothing_is_prepared() -> None:
    stage = on_a_machine_of(2.3)
    stage.command("toggle")
    assert prepared(stage) == []
    stage.wait(20)
    assert prepared(stage) == []


def test_prepared_piece_that_broke_off_is_asked_for_anew() -> None:
    stage = on_a_machine_of(2.3)
    lost = prepared(stage)[-1]
    stage.give(OpeningLost(order=lost.order))
    [again] = prepared(stage)
    assert again.order != lost.order


def test_on_a_machine_that_is_too_slow_the_composer_plays_alone() -> None:
    stage = on_a_machine_of(7.0)
    stage.wait(60)
    assert engines(stage) == ["composer"]
    assert prepared(stage) == []


@pytest.mark.parametrize("pace", [0.5, 2.3])
def test_the_composer_takes_over_from_what_falters(pace: float) -> None:
    stage = on_a_machine_of(pace)
    if pace > 1.0:
        make_ready(stage)
    faltering = stage.starts()[-1][1].track
    assert engines(stage)[-1] == "musicgen"
    stage.wait(20)
    stage.give(Faltering(track=faltering))
    at, start = stage.starts()[-1]
    assert (at, start.order.engine, start.cause.kind) == (stage.now, "composer", "continue")
    assert [steer.track for _, steer in stage.of(Steer) if steer.controls.ending][-1] == faltering


def test_a_fight_that_falters_goes_on_with_the_composer() -> None:
    stage = on_a_machine_of(0.2)
    stage.event("hurt", "zombie")
    [(_, fight)] = stage.starts("combat")
    stage.give(Faltering(track=fight.track))
    assert [start.order.engine for _, start in stage.starts("combat")] == ["musicgen", "composer"]


def test_a_track_that_was_left_may_falter() -> None:
    stage = on_a_machine_of(0.5)
    left = stage.starts()[-1][1].track
    stage.scene(PLAINS)
    stage.wait(3)
    decided = len(stage.decisions)
    stage.give(Faltering(track=left))
    assert len(stage.decisions) == decided


def test_musicgen_goes_on_with_the_composers_piece_once_it_is_loaded() -> None:
    stage = settled()
    see(stage, 0.5)
    composers, musicgens = (start.order for _, start in stage.starts())
    assert musicgens.engine == "musicgen"
    assert (musicgens.texts, musicgens.anchor) == (composers.texts, composers.order)


def test_after_it_has_faltered_musicgen_waits_for_the_end_of_the_composers_piece() -> None:
    stage = on_a_machine_of(0.5)
    stage.give(Faltering(track=stage.starts()[-1][1].track))
    stage.wait(60)
    assert engines(stage) == ["musicgen", "composer"]
    stage.near_end(stage.starts()[-1][1].track)
    assert engines(stage)[-1] == "musicgen"


def test_a_machine_that_grows_slower_loses_what_was_prepared() -> None:
    stage = on_a_machine_of(2.3)
    make_ready(stage)
    stage.wait(20)
    waiting = prepared(stage)[-1]
    see(stage, 7.0)
    assert waiting not in prepared(stage)
    stage.near_end(stage.starts()[-1][1].track)
    stage.wait(30)
    assert engines(stage) == ["composer", "musicgen", "composer"]
