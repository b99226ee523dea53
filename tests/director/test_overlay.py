from __future__ import annotations

import pytest

from metabgm.director.actions import Fade, Steer, StopTrack
from metabgm.director.settings import DirectorSettings
from tests.director.stage import settled

HOLD = DirectorSettings().combat_hold_s


def test_blow_starts_the_overlay_in_the_same_instant_and_ducks_the_base() -> None:
    stage = settled(describing_s=None)
    actions = stage.event("hurt", "zombie")
    [(at, start)] = stage.starts("combat")
    assert at == stage.now
    assert start in actions
    assert start.transition.duck_db == -12.0
    assert start.cause.kind == "event"
    assert start.order.texts.description == "fight in minecraft:forest"


def test_base_goes_on_under_the_fight() -> None:
    stage = settled()
    base = stage.starts()[-1][1].track
    stage.event("hurt", "zombie")
    stage.wait(HOLD + 6)
    assert len(stage.starts()) == 1
    assert base not in {stop.track for _, stop in stage.of(StopTrack)}


def test_overlay_lasts_until_the_hold_after_the_last_blow() -> None:
    stage = settled()
    stage.event("hurt", "zombie")
    stage.wait(4)
    stage.event("hurt", "zombie")
    last_blow = stage.now
    stage.wait(HOLD + 1)
    [(at, fade)] = stage.of(Fade)
    assert (fade.gain, fade.stop) == (0.0, False)
    assert at == pytest.approx(last_blow + HOLD, abs=0.06)


def test_fight_that_is_over_is_told_to_end_under_its_fade() -> None:
    stage = settled()
    stage.event("hurt", "zombie")
    fight = stage.starts("combat")[0][1].track
    stage.wait(HOLD + 1)
    [(faded_at, fade)] = stage.of(Fade)
    [(ended_at, end)] = [(at, steer) for at, steer in stage.of(Steer) if steer.controls.ending]
    assert (fade.track, end.track, ended_at) == (fight, fight, faded_at)


def test_next_blow_during_the_fade_starts_a_fight_that_grows_from_the_last() -> None:
    """A cadence is not taken back."""
    stage = settled()
    stage.event("hurt", "zombie")
    stage.wait(HOLD + 1)
    stage.event("hurt", "skeleton")
    (_, first), (at, second) = stage.starts("combat")
    assert at == stage.now
    assert second.order.anchor == first.order.order


def test_first_fight_grows_from_the_base_under_it() -> None:
    stage = settled()
    stage.event("hurt", "zombie")
    assert stage.starts("combat")[0][1].order.anchor == stage.starts()[-1][1].order.order
    stage.wait(HOLD + 20)
    stage.event("hurt", "zombie")
    assert stage.starts("combat")[1][1].order.anchor == stage.starts()[-1][1].order.order


def test_falls_and_fire_are_no_fight() -> None:
    stage = settled()
    stage.event("hurt", "")
    stage.wait(2)
    assert stage.starts("combat") == []


def test_target_holds_the_fight_without_blows() -> None:
    stage = settled()
    stage.scene(targeting=40.0, reason="combat")
    stage.wait(3 * HOLD)
    assert len(stage.starts("combat")) == 1
    assert stage.of(Fade) == []
    stage.scene(targeting=0.0, reason="combat")
    stage.wait(1)
    assert [fade.gain for _, fade in stage.of(Fade)] == [0.0]


def test_old_blows_in_an_interval_scene_do_not_prolong_the_fight() -> None:
    stage = settled()
    stage.event("hurt", "zombie")
    stage.wait(HOLD - 1)
    stage.scene(blows=1, reason="interval")
    stage.wait(2)
    assert [fade.gain for _, fade in stage.of(Fade)] == [0.0]


def test_death_ends_the_fight() -> None:
    stage = settled()
    stage.event("hurt", "warden")
    stage.wait(1)
    stage.event("death")
    assert [fade.gain for _, fade in stage.of(Fade)] == [0.0]


def test_texts_for_a_fight_here_are_prepared_in_idle_time() -> None:
    stage = settled(describing_s=1.0)
    stage.wait(5)
    stage.event("hurt", "zombie")
    start = stage.starts("combat")[0][1]
    assert start.order.texts.describer == "llama"
    assert start.cause.prepared


def test_fight_that_outlasts_its_piece_gets_another_one() -> None:
    stage = settled()
    stage.event("hurt", "zombie")
    first = stage.starts("combat")[0][1]
    stage.near_end(first.track)
    second = stage.starts("combat")[1][1]
    assert second.order.anchor == first.order.order


def test_volume_applies_to_this_fight_and_the_next() -> None:
    stage = settled()
    stage.event("hurt", "zombie")
    stage.command("volume", volume=0.25)
    stage.event("death")
    stage.wait(10)
    stage.event("hurt", "zombie")
    assert [fade.gain for _, fade in stage.of(Fade)] == [0.25, 0.0, 0.25]
