import pytest

from journey.play import was_silent
from tests.scripts.player_log import PlayerLog, short_journey


@pytest.mark.parametrize(("seconds", "silent"), [(12.0, False), (12.1, True), (60.0, True)])
def test_silence_is_a_fault_once_there_was_time_for_music(seconds: float, silent: bool) -> None:
    log = PlayerLog().scene_sent(2_000, "minecraft:forest").finished(seconds)
    assert was_silent(log.read()) is silent


def test_a_game_that_told_nothing_may_be_silent() -> None:
    assert not was_silent(PlayerLog().event_sent(0, "death").finished(60).read())


def test_a_journey_with_music_is_not_silent() -> None:
    assert not was_silent(short_journey().read())
