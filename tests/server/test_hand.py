from __future__ import annotations

from metabgm.server.hand import FIRST_S, LEAST_S, LEAST_SOUND_S, Hand


def told(*hands: tuple[float, float]) -> list[bool]:
    """Second by second, of what is sound and what is ahead."""
    hand = Hand()
    return [hand.falters(float(now), *seconds) for now, seconds in enumerate(hands)]


def test_what_had_plenty_is_told_once_before_it_runs_dry() -> None:
    least = LEAST_S - 3.0
    hands = [(3.0, 17.0), (3.0, 9.0), (3.0, least), (3.0, least - 0.1), (3.0, 0.0), (1.0, 0.0)]
    assert told(*hands) == [False, False, False, True, False, False]


def test_what_begins_with_little_has_time_to_gain() -> None:
    sound = [0.0, 0.5, 0.8, 1.0, 1.5, 2.0, 3.0, 3.0]
    assert not any(told(*((seconds, 0.0) for seconds in sound)))


def test_what_loses_half_of_the_little_it_had_is_told() -> None:
    assert told((0.0, 0.0), (1.0, 1.0), (1.0, 0.5), (0.9, 0.0)) == [False, False, False, True]


def test_material_that_does_not_become_sound_is_no_help() -> None:
    assert told((3.0, 20.0), (LEAST_SOUND_S, 20.0), (1.4, 20.0)) == [False, False, True]


def test_what_stays_silent_is_told() -> None:
    silent = told(*[(0.0, 20.0)] * (round(FIRST_S) + 2))
    assert silent == [False] * (round(FIRST_S) + 1) + [True]
