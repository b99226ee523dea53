from __future__ import annotations

import numpy as np
import pytest

from metabgm.music.composer.plan.parameters import decide
from metabgm.music.composer.words.reading import read
from metabgm.music.composer.write.form import TAIL_S
from metabgm.music.composer.write.performance import Performance, perform
from metabgm.music.composer.write.writer import write
from metabgm.music.engine import Brief, Role


def performed(text: str, seed: int = 0, role: Role = "base") -> tuple[Performance, float, float]:
    """The performance, beats a minute and the beats of the piece."""
    parameters = decide(Brief(text, seed, role), read(text))
    score = write(parameters, seed)
    return perform(score, parameters, seed), parameters.bpm, score.beats


@pytest.mark.parametrize("seed", range(10))
def test_no_strike_hangs(seed: int) -> None:
    for role in ("base", "combat", "sting"):
        performance, _, _ = performed("strings, harp, choir and drums", seed, role)
        onsets = [strike.onset_s for strike in performance.strikes]
        assert onsets == sorted(onsets)
        assert onsets[0] >= 0.0
        for strike in performance.strikes:
            assert strike.held_s > strike.attack_s > 0.0
            assert strike.onset_s + strike.held_s < performance.seconds
            assert 0.0 < strike.gain < 300.0


@pytest.mark.parametrize("seed", range(10))
def test_tempo_is_the_plans_apart_from_the_end(seed: int) -> None:
    performance, bpm, beats = performed("calm piano at 72 bpm", seed)
    assert bpm == 72.0
    through = 4 * int(0.7 * beats)
    assert performance.clock[through] / (through / 4) == pytest.approx(60.0 / bpm, rel=0.04)
    last = performance.clock[-1] - performance.clock[-5]
    assert last > 60.0 / bpm * 1.05
    assert np.diff(performance.clock).min() > 0.0


def test_combat_keeps_strict_time() -> None:
    performance, bpm, beats = performed("", role="combat")
    assert performance.clock[-1] == pytest.approx(beats * 60.0 / bpm)
    assert performance.seconds == pytest.approx(performance.clock[-1] + TAIL_S["combat"])


def test_players_are_neither_together_nor_equal() -> None:
    performance, _, _ = performed("calm piano arpeggios")
    piano = [strike for strike in performance.strikes if strike.instrument.name == "piano"]
    offsets = [strike.onset_s % (60.0 / 72.0) for strike in piano]
    assert len({round(offset, 3) for offset in offsets}) > len(offsets) // 2
    assert len({round(strike.gain, 4) for strike in piano}) > len(piano) // 2


def test_words_move_the_dynamics() -> None:
    def velocities(text: str) -> float:
        return float(np.mean([strike.velocity for strike in performed(text, 2)[0].strikes]))

    assert velocities("very loud forte piano") > velocities("quiet pianissimo piano") + 20


def test_swells_belong_to_long_notes() -> None:
    performance, _, _ = performed("slow strings, solo")
    swelling = [strike for strike in performance.strikes if strike.swell is not None]
    assert swelling
    assert all(strike.held_s > 2.0 and strike.instrument.sustained for strike in swelling)
    assert len({strike.swell[0] for strike in swelling if strike.swell is not None}) > 1
