from __future__ import annotations

import tracemalloc
from math import ceil

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metabgm.music.composer.sound.instruments import instruments
from metabgm.music.composer.sound.render import RATE, STEERING_MARGIN_FRAMES
from metabgm.music.composer.write.performance import Performance
from metabgm.music.composer.write.player import Entry, Release
from metabgm.music.composer.write.score import Note
from metabgm.music.engine import Controls, Role
from tests.music.composer.write.performing import all_played, alone, performance, playing

TEXTS = ("calm piano and strings", "harp and choir, 7/8", "drums and brass, fast")


def begun(entries: tuple[Entry, ...], before_s: float) -> list[Entry]:
    return [entry for entry in entries if entry.strike.onset_s < before_s]


@given(
    text=st.sampled_from(TEXTS),
    seed=st.integers(0, 50),
    intensities=st.lists(st.floats(0.0, 1.0), min_size=1, max_size=5),
    steps_s=st.lists(st.floats(0.05, 6.0), min_size=1, max_size=20),
)
@settings(max_examples=25, deadline=None)
def test_how_far_each_call_goes_changes_nothing(
    text: str, seed: int, intensities: list[float], steps_s: list[float]
) -> None:
    of = performance(text, seed, seconds=30.0)
    steers = [(3.7 * at, Controls(intensity)) for at, intensity in enumerate(intensities)]
    steers.append((18.3, Controls(ending=True)))
    whole = playing(of, *steers).play(60.0)
    stepped, until = playing(of, *steers), 0.0
    starts: list[Entry] = []
    releases: list[Release] = []
    for step in [*steps_s, 60.0]:
        until += step
        cues = stepped.play(until)
        starts += cues.starts
        releases += cues.releases
    assert tuple(starts) == whole.starts
    assert {(one.strike, one.seconds) for one in releases} == {
        (one.strike, one.seconds) for one in whole.releases
    }


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("text", TEXTS)
def test_nothing_before_the_next_beat_knows_what_is_steered(text: str, seed: int) -> None:
    of = performance(text, seed, seconds=40.0)
    frame = int(np.random.default_rng(seed).integers(5 * RATE, 25 * RATE))
    margin_s = STEERING_MARGIN_FRAMES / RATE
    length = of.parameters.metre.beats
    beats = np.arange(0.0, of.score.beats, length)
    bars = [of.clock.at(beat) for beat in beats]
    every_beat = [of.clock.at(beat + step) for beat in beats for step in range(ceil(length - 1e-6))]
    after = min(one for one in every_beat if one >= frame / RATE + margin_s)
    plain = all_played(of)
    for controls in (Controls(0.0), Controls(1.0), Controls(ending=True)):
        steered = all_played(of, (frame / RATE, controls))
        for known, other in zip(begun(plain.entries, after - margin_s), steered.entries, strict=False):
            assert known.strike.onset_s == other.strike.onset_s
            assert known.strike.gain == other.strike.gain
            assert known.end_s == other.end_s or other.end_s >= after - 1e-9
        bar = min((one for one in bars if one >= after), default=0.0)
        changed = {entry.strike for entry in steered.entries} ^ {entry.strike for entry in plain.entries}
        if not controls.ending and bar < 30.0:
            assert any(strike.onset_s < bar + 4.0 for strike in changed)


def test_windows_choose_the_notes() -> None:
    of = performance("calm piano and strings", 2)
    for intensity in (0.0, 0.2, 0.5, 0.7, 1.0):
        for entry in all_played(of, (0.0, Controls(intensity))).entries:
            assert entry.note.from_intensity <= intensity < entry.note.below_intensity


def test_held_notes_leave_at_the_bar_and_come_back_late() -> None:
    of = performance("calm piano in 4/4", 5)
    held = Note(4.0, 10.0, 50, 0.5, "bed", instruments()["strings"], from_intensity=0.3)
    of = Performance(alone(of.score, [held], of.parameters), of.parameters, 5)
    middle, bar = of.clock.at(5.0), of.clock.at(8.0)
    (cut,) = all_played(of, (middle, Controls(0.0))).entries
    assert cut.end_s == pytest.approx(bar)
    (late,) = all_played(of, (0.0, Controls(0.0)), (middle, Controls(0.5))).entries
    assert late.strike.onset_s == pytest.approx(bar)
    assert late.end_s == pytest.approx(of.clock.at(14.0), abs=0.2)
    _, again = all_played(of, (middle, Controls(0.0)), (of.clock.at(9.0), Controls(0.5))).entries
    assert again.strike.onset_s == pytest.approx(of.clock.at(12.0))
    assert all_played(of, (0.0, Controls(0.0))).entries == ()


@pytest.mark.parametrize("role", ["base", "combat", "sting"])
@pytest.mark.parametrize("seed", range(6))
def test_an_ending_comes_home_soon(role: Role, seed: int) -> None:
    of = performance("", seed, role)
    asked = 0.4 * of.clock.at(of.score.beats)
    played = all_played(of, (asked, Controls(ending=True)))
    if played.ending is None:
        assert of.clock.at(of.score.beats) - asked < 5.0
        return
    beat_s = 60.0 / of.parameters.bpm
    begin = of.clock.at(played.ending.spans[0].beat)
    final = played.ending.clock.at(played.ending.spans[-1].beat)
    assert begin - asked < max(1.0, beat_s) + beat_s + 0.1
    assert final - begin <= max(2.3 * beat_s, 1.2)
    home = {(of.parameters.key.tonic + step) % 12 for step in of.parameters.key.mode.harmony[:5:2]}
    last = [entry for entry in played.entries if entry.strike.onset_s > final - 0.06]
    assert last
    assert {entry.note.pitch % 12 for entry in last if entry.note.part != "percussion"} <= home
    assert all(entry.end_s <= begin + 1e-6 for entry in played.entries if entry.strike.onset_s < begin - 0.06)
    assert max(entry.end_s for entry in played.entries) < played.seconds
    assert played.seconds - begin < 11.0


def test_an_ending_waits_for_a_bar_that_is_near() -> None:
    of = performance("fast piano, 4/4 at 120 bpm", 1)
    bar = of.clock.at(20.0)
    played = all_played(of, (bar - 0.8, Controls(ending=True)))
    assert played.ending is not None
    assert played.ending.spans[0].beat == 20.0
    early = all_played(of, (bar - 1.9, Controls(ending=True)))
    assert early.ending is not None
    assert early.ending.spans[0].beat == 17.0


def test_an_ending_near_the_end_leaves_the_written_one() -> None:
    of = performance("calm piano", 1)
    played = all_played(of, (of.clock.at(of.score.beats) - 2.0, Controls(ending=True)))
    assert played.ending is None
    assert played == all_played(of)


def test_an_ending_before_anything_was_heard_still_sounds() -> None:
    for seed in range(10):
        played = all_played(performance("calm piano", seed), (0.0, Controls(ending=True)))
        assert played.entries
        assert played.seconds < 13.0


def test_an_hour_is_played_as_it_is_asked_for() -> None:
    of = performance("gentle strings and harp", 1, seconds=3600.0)
    player = playing(of)
    assert len(player.play(1.0).starts) < 60
    assert len(of.score.notes) > 5000
    tracemalloc.start()
    held = []
    for minute in range(2, 22):
        player.play(60.0 * minute)
        held.append(tracemalloc.get_traced_memory()[0])
    tracemalloc.stop()
    assert max(held[5:]) < held[4] + 100_000
