from __future__ import annotations

import numpy as np
import pytest

from metabgm.music.composer.write.clock import closing_clock
from metabgm.music.composer.write.form import TAIL_S
from tests.music.composer.write.performing import performance


@pytest.mark.parametrize("seed", range(10))
def test_tempo_is_the_plans_apart_from_the_end(seed: int) -> None:
    of = performance("calm piano at 72 bpm", seed)
    beats = of.score.beats
    assert of.parameters.bpm == 72.0
    through = round(0.7 * beats)
    assert of.clock.at(through) / through == pytest.approx(60.0 / 72.0, rel=0.04)
    assert of.clock.at(beats) - of.clock.at(beats - 1) > 60.0 / 72.0 * 1.05
    steps = np.diff([of.clock.at(beat) for beat in np.arange(0.0, beats + 0.1, 0.25)])
    assert steps.min() > 0.8 * steps.max() / 1.3
    assert steps.min() > 0.0


def test_a_breath_is_taken_before_a_section() -> None:
    of = performance("calm piano at 72 bpm", 2)
    bar = of.parameters.metre.beats
    begins = [section.first_bar * bar for section in of.score.sections[1:-1]]
    longer = [of.clock.at(beat) - 2 * of.clock.at(beat - 1) + of.clock.at(beat - 2) for beat in begins]
    assert begins
    assert np.mean(longer) > 0.01


def test_combat_keeps_strict_time() -> None:
    of = performance("", role="combat")
    assert of.clock.at(of.score.beats) == pytest.approx(of.score.beats * 60.0 / of.parameters.bpm)
    assert of.seconds == pytest.approx(of.clock.at(of.score.beats) + TAIL_S["combat"])


def test_a_closing_clock_goes_on_where_the_other_stopped_and_slows_down() -> None:
    clock = closing_clock(7.5, 12.0, 4.0, 60.0)
    assert clock.at(7.5) == 12.0
    assert clock.at(8.5) - clock.at(7.5) > 1.0
    assert 1.1 < clock.at(11.5) - clock.at(10.5) < 1.2
