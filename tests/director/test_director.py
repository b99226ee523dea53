from __future__ import annotations

import copy
import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from metabgm.director.actions import (
    Announce,
    DiscardOpening,
    Fade,
    JudgeTexts,
    PrepareOpening,
    RequestTexts,
    StopTrack,
)
from metabgm.director.director import Director
from metabgm.director.inputs import Tick
from metabgm.director.settings import DirectorSettings
from tests.director.stage import Stage, plain_template, settled

FOREST, PLAINS = "minecraft:forest", "minecraft:plains"


def test_toggle_fades_everything_out_and_brings_it_back() -> None:
    stage = settled()
    stage.event("hurt", "zombie")
    stage.command("toggle")
    fades = {(fade.track, fade.gain, fade.ms, fade.stop) for _, fade in stage.of(Fade)}
    toggle_ms = DirectorSettings().toggle_fade_ms
    assert fades == {(1, 0.0, toggle_ms, True), (2, 0.0, toggle_ms, True)}
    stage.wait(3)
    assert {stop.track for _, stop in stage.of(StopTrack)} == {1, 2}
    before = len(stage.decisions)
    stage.scene(PLAINS)
    stage.wait(10)
    assert len(stage.decisions) == before, "nothing is decided while the music is off"
    stage.command("toggle")
    stage.wait(3)
    assert stage.starts()[-1][1].cause.kind == "command"
    assert [announce.playing for _, announce in stage.of(Announce)] == [False, True]


def test_regenerate_takes_prepared_texts_at_once() -> None:
    stage = settled()
    stage.wait(DirectorSettings().spare_after_s + 10)
    pressed = stage.now
    stage.command("regenerate")
    (_, before), (at, after) = stage.starts()
    assert at == pressed
    assert after.order.texts != before.order.texts
    assert after.order.seed != before.order.seed
    assert after.cause.kind == "command"


def test_regenerate_without_prepared_texts_waits_for_new_ones() -> None:
    stage = settled(describing_s=1.0)
    stage.wait(1)
    pressed = stage.now
    stage.command("regenerate")
    stage.command("regenerate")
    stage.wait(2)
    at, start = stage.starts()[-1]
    assert len(stage.starts()) == 2
    assert 0.9 < at - pressed < 1.2
    assert not start.cause.prepared


def test_skip_keeps_the_texts() -> None:
    stage = settled()
    stage.command("skip")
    (_, before), (_, after) = stage.starts()
    assert after.order.texts == before.order.texts
    assert after.order.seed != before.order.seed
    assert after.order.anchor == before.order.order


def test_disliked_texts_never_come_back() -> None:
    stage = settled()
    disliked = stage.starts()[-1][1].order.texts
    stage.command("dislike")
    stage.wait(20)
    for _ in range(4):
        stage.command("regenerate")
        stage.wait(30)
    later = [start.order.texts for _, start in stage.starts()[1:]]
    assert later
    assert disliked not in later


def test_liked_texts_serve_again() -> None:
    stage = settled()
    liked = stage.starts()[-1][1].order.texts
    stage.command("like")
    stage.scene(PLAINS)
    stage.wait(15)
    stage.scene(FOREST)
    stage.wait(5)
    assert stage.starts()[-1][1].order.texts == liked


def test_what_the_player_thinks_of_texts_is_handed_on_with_their_place() -> None:
    stage = settled(FOREST)
    heard = stage.starts()[0][1].order.texts
    stage.command("like")
    stage.command("dislike")
    judged = [action for _, action in stage.of(JudgeTexts)]
    assert [(action.texts, action.liked) for action in judged] == [(heard, True), (heard, False)]
    for action in judged:
        assert action.describe.signature is not None
        assert action.describe.signature.biome == FOREST


def test_what_keeps_the_music_waiting_says_how_long_it_can_wait() -> None:
    stage = settled(FOREST)
    stage.command("regenerate")
    urgent = [request.describe.patience_s for _, request in stage.of(RequestTexts) if request.urgent]
    idle = [request.describe.patience_s for _, request in stage.of(RequestTexts) if not request.urgent]
    assert len(urgent) == 2
    for patience in urgent:
        assert patience is not None
        assert 0 < patience < DirectorSettings().patience_s
    assert idle
    assert set(idle) == {None}


def test_a_change_that_dwells_leaves_the_describer_that_time() -> None:
    stage = Stage(describing_s=None)
    stage.scene(FOREST)
    stage.wait(4)
    stage.scene(PLAINS)
    urgent = [request.describe.patience_s for _, request in stage.of(RequestTexts) if request.urgent]
    first, patience = urgent
    assert first is not None
    assert patience is not None
    assert patience > first
    assert patience <= DirectorSettings().dwell_s


def test_kept_texts_serve_a_place_but_not_its_spare_nor_regenerate() -> None:
    stage = settled(FOREST)
    stage.wait(DirectorSettings().spare_after_s)
    stage.command("regenerate")
    stage.command("regenerate")
    requests = [request.describe for _, request in stage.of(RequestTexts)]
    forest = [describe.fresh for describe in requests if not describe.combat]
    assert forest == [False, True, True]
    assert {describe.fresh for describe in requests if describe.combat} == {False}


def test_nightfall_is_described_before_it_comes() -> None:
    ahead_s = DirectorSettings().hour_ahead_s
    dusk = 11_400
    stage = Stage()
    stage.scene(FOREST, ticks=dusk - 20 * (ahead_s + 30))
    stage.wait(15)
    assert not any(_hour(request) == "Dusk" for _, request in stage.of(RequestTexts))
    stage.scene(FOREST, ticks=dusk - 20 * (ahead_s - 5))
    stage.wait(15)
    (asked,) = [request for _, request in stage.of(RequestTexts) if _hour(request) == "Dusk"]
    assert not asked.urgent
    assert asked.describe.elements["Time"]["Dusk"] == 100.0
    stage.scene(FOREST, time="Dusk", ticks=dusk + 1.0)
    assert stage.starts()[-1][0] == stage.now
    assert stage.starts()[-1][1].cause.prepared


def test_no_hour_is_awaited_where_there_is_no_sky() -> None:
    stage = Stage()
    stage.scene("minecraft:lush_caves", ticks=11_300.0)
    stage.wait(15)
    assert {_hour(request) for _, request in stage.of(RequestTexts)} == {""}


def _hour(request: RequestTexts) -> str:
    assert request.describe.signature is not None
    return request.describe.signature.time


def test_style_reaches_every_later_request() -> None:
    stage = settled()
    stage.command("style", text="only bells")
    stage.wait(30)
    requests = [request for _, request in stage.of(RequestTexts)]
    styles = [request.describe.style for request in requests]
    first = styles.index("only bells")
    assert set(styles[:first]) == {""}
    assert set(styles[first:]) == {"only bells"}


def test_likely_next_biome_gets_its_texts_and_its_opening_in_idle_time() -> None:
    stage = settled()
    here = {"Scene": {"tags": ["minecraft:is_forest"], "precipitation": "rain"}}
    stage.scene(FOREST, ahead={PLAINS: 0.7, "minecraft:river": 0.1}, reason="interval", labels=here)
    stage.wait(15)
    [(_, opening)] = stage.of(PrepareOpening)
    assert opening.order.anchor == stage.starts()[-1][1].order.order
    there = opening.order.elements["Scene"]
    assert list(there["biome"]) == [PLAINS]
    assert there["tags"] == []
    assert "precipitation" not in there
    stage.scene(PLAINS)
    assert stage.starts()[-1][1].order == opening.order


def test_opening_that_no_longer_fits_is_discarded() -> None:
    stage = settled()
    stage.scene(FOREST, ahead={PLAINS: 0.7}, reason="interval")
    stage.wait(15)
    stage.command("skip")
    stage.wait(0.1)
    stage.scene(PLAINS, reason="biome")
    first = stage.of(PrepareOpening)[0][1]
    assert first.order.order in {discard.order for _, discard in stage.of(DiscardOpening)}


def test_idle_requests_leave_the_machine_a_rest() -> None:
    stage = settled()
    stage.wait(120)
    idle = [at for at, request in stage.of(RequestTexts) if not request.urgent]
    gaps = [later - earlier for earlier, later in itertools.pairwise(idle)]
    assert all(gap >= DirectorSettings().idle_rest_s for gap in gaps)
    assert len(idle) <= 3, "one place needs its fight and its spare, not more"


steps = st.lists(
    st.one_of(
        st.tuples(st.just("scene"), st.sampled_from([FOREST, PLAINS, "minecraft:deep_dark"]), st.booleans()),
        st.tuples(st.just("hurt"), st.sampled_from(["zombie", ""]), st.just(False)),
        st.tuples(
            st.just("command"),
            st.sampled_from(["toggle", "regenerate", "skip", "like", "dislike", "style"]),
            st.just(False),
        ),
        st.tuples(st.just("near_end"), st.integers(0, 9).map(str), st.just(False)),
        st.tuples(st.just("wait"), st.sampled_from(["0.1", "1", "7", "25"]), st.just(False)),
    ),
    max_size=25,
)


def _play(stage: Stage, plan: list[tuple[str, str, bool]]) -> None:
    for what, detail, flag in plan:
        if what == "scene":
            stage.scene(detail, ahead={PLAINS: 0.9} if flag else {}, targeting=50.0 if flag else 0.0)
        elif what == "hurt":
            stage.event("hurt", detail)
        elif what == "command":
            stage.command(detail)
        elif what == "near_end":
            stage.near_end(int(detail))
        else:
            stage.wait(float(detail))


@settings(max_examples=60, deadline=None)
@given(steps)
def test_same_inputs_at_the_same_times_give_the_same_decisions(plan: list[tuple[str, str, bool]]) -> None:
    stage = Stage()
    _play(stage, plan)
    again = Director(DirectorSettings(), 7, plain_template)
    decisions = [(at, action) for at, entry in stage.inputs for action in again.handle(at, entry)]
    assert decisions == stage.decisions


@settings(max_examples=60, deadline=None)
@given(steps)
def test_a_tick_without_decisions_changes_nothing(plan: list[tuple[str, str, bool]]) -> None:
    stage = Stage()
    _play(stage, plan)
    without_idle_ticks = Director(DirectorSettings(), 7, plain_template)
    decided_at = {at for at, _ in stage.decisions}
    replayed = [
        (at, action)
        for at, entry in copy.copy(stage.inputs)
        if not isinstance(entry, Tick) or at in decided_at
        for action in without_idle_ticks.handle(at, entry)
    ]
    assert replayed == stage.decisions


@settings(max_examples=60, deadline=None)
@given(steps)
def test_at_most_two_bases_and_one_fight_sound_at_once(plan: list[tuple[str, str, bool]]) -> None:
    stage = Stage()
    _play(stage, plan)
    sounding: dict[str, list[int]] = {"base": [], "combat": []}
    roles = {start.track: start.order.role for _, start in stage.starts() + stage.starts("combat")}
    for _, action in stage.decisions:
        if isinstance(action, StopTrack):
            # A sting, which is neither, is stopped as well when the music is switched off.
            if action.track in roles:
                sounding[roles[action.track]].remove(action.track)
        elif action in [start for _, start in stage.starts() + stage.starts("combat")]:
            track = action.track
            sounding[roles[track]].append(track)
            assert len(sounding["base"]) <= 2
            assert len(sounding["combat"]) <= 2
