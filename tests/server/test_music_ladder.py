from __future__ import annotations

import pytest

from metabgm.server.music_ladder import FAULTS_S, LOADING, MusicLadder


class Machine:
    """Takes ``pace`` seconds for a second of music; ``changes``: step and pace as they were told."""

    def __init__(self) -> None:
        self.now = 0.0
        self.pace: float | None = None
        self.changes: list[tuple[str, float]] = []
        self.ladder = MusicLadder(lambda: self.now)
        self.ladder.on_change = lambda: self.changes.append((self.ladder.step, self.ladder.pace))

    def work(self, pace: float, seconds: int) -> None:
        self.pace = pace
        for _ in range(20 * seconds):
            self.now += 0.05
            self.ladder.review()

    def climb(self, pace: float) -> None:
        self.ladder.climb(pace, lambda: self.pace)


@pytest.fixture
def machine() -> Machine:
    return Machine()


def test_it_loads_and_then_stands_where_it_was_measured(machine: Machine) -> None:
    assert (machine.ladder.step, machine.ladder.reason) == ("composer", "")
    machine.ladder.loads("small: load", 0.0)
    assert (machine.ladder.reason, machine.ladder.loading) == (LOADING, {"small: load": 0.0})
    machine.climb(2.3)
    assert machine.changes[-1] == ("musicgen with the composer", 2.3)
    assert "2.30 s for a second of music: the composer plays what must be quick" in machine.ladder.reason
    assert machine.ladder.loading == {}


def test_what_is_observed_moves_it_and_wavering_does_not(machine: Machine) -> None:
    machine.climb(0.7)
    machine.work(0.75, 5)
    assert len(machine.changes) == 1
    machine.work(0.9, 5)
    assert machine.changes[1:] == [("musicgen with the composer", 0.9)]
    machine.work(0.78, 5)
    assert len(machine.changes) == 2, "not up again without something to spare"
    machine.work(0.6, 5)
    assert machine.changes[2:] == [("musicgen", 0.6)]
    machine.work(7.0, 5)
    assert machine.changes[3:] == [("composer", 7.0)]


def test_another_pace_on_the_same_step_is_told(machine: Machine) -> None:
    machine.climb(2.0)
    machine.work(2.2, 5)
    machine.work(3.0, 5)
    assert [pace for _, pace in machine.changes] == [2.0, 3.0]


def test_until_there_is_something_to_tell_it_stays(machine: Machine) -> None:
    machine.climb(2.0)
    for _ in range(5):
        machine.now += 2.0
        machine.ladder.review()
    assert len(machine.changes) == 1


def test_three_faults_within_a_minute_are_enough(machine: Machine) -> None:
    machine.climb(0.5)
    for _ in range(3):
        machine.ladder.fault("the logits are not finite")
        machine.now += FAULTS_S / 2
    assert machine.changes == [("musicgen", 0.5)]
    machine.now += FAULTS_S
    for _ in range(3):
        machine.ladder.fault("the logits are not finite")
    assert machine.changes[-1][0] == "composer"
    assert machine.ladder.reason.endswith("(the logits are not finite)")
    machine.work(0.5, 5)
    assert machine.ladder.step == "composer", "it isn't asked again"


def test_the_player_knows_why_the_composer_is_heard_though_musicgen_keeps_up(machine: Machine) -> None:
    machine.climb(0.5)
    assert machine.ladder.reason_for("musicgen") == ""
    assert machine.ladder.reason_for("composer")
