from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from metabgm.music.composer.sound import loudplan
from metabgm.music.composer.sound.instruments import instruments
from metabgm.music.composer.sound.leveller import BIN_S
from metabgm.music.composer.sound.loudness import MIDDLE, strength
from metabgm.music.composer.sound.rooms import room
from metabgm.music.composer.sound.strike import Strike
from metabgm.music.composer.sound.weighting import integrated

OPEN = room("open", 0.6)
DRY = dataclasses.replace(OPEN, wet=0.0)


def strike(onset_s: float, gain: float = 1.0, name: str = "flute") -> Strike:
    player = instruments()[name]
    return Strike(onset_s, 4.0, 0.5, 0.1, 72, MIDDLE, gain / strength(player, 72, MIDDLE), player, None)


def loudness(*strikes: Strike, seconds: float = 5.0) -> float:
    foretold = loudplan.foretell(strikes, seconds, DRY)
    return integrated(foretold.left + foretold.right, BIN_S)


def test_a_held_note_of_strength_one_lies_near_full_scale() -> None:
    assert loudness(strike(0.0), seconds=4.0) == pytest.approx(-2.2, abs=2.0)


def test_notes_and_gains_add_their_energy() -> None:
    one = loudness(strike(0.0))
    assert loudness(strike(0.0, 0.1)) == pytest.approx(one - 20.0)
    assert loudness(strike(0.0), strike(0.0)) == pytest.approx(one + 3.01, abs=0.01)


def test_energy_lies_where_the_note_lies() -> None:
    foretold = loudplan.foretell([strike(3.0)], 12.0, DRY)
    whole = foretold.left + foretold.right
    assert len(whole) >= 120
    assert not whole[:30].any()
    assert whole[32:68].min() > 0.2 * whole.max()
    assert whole[75:].max() < 1e-6 * whole.max()


def test_a_room_adds_its_own_energy_and_rings_on() -> None:
    foretold = loudplan.foretell([strike(0.0)], 12.0, OPEN)
    wet = foretold.wet_left + foretold.wet_right
    assert wet[:40].sum() > 0.0
    assert wet[45] > 0.0
    louder = loudplan.foretell([strike(0.0)], 12.0, room("open", 1.0))
    assert (louder.wet_left + louder.wet_right).sum() > 1.5 * wet.sum()


@pytest.mark.parametrize("target", [-23.0, -18.0])
def test_the_gain_brings_it_to_the_target(target: float) -> None:
    master = loudplan.master([strike(0.0), strike(2.0), strike(6.0, 0.3)], 12.0, OPEN, target)
    assert integrated(master.planned, BIN_S) == pytest.approx(target, abs=0.05)


def test_left_and_right_are_brought_into_balance() -> None:
    violin = strike(0.0, name="violin")
    assert violin.instrument.pan < 0.0
    master = loudplan.master([violin], 5.0, OPEN, -18.0)
    foretold = loudplan.foretell([violin], 5.0, OPEN)
    left, right = foretold.left * master.left**2, foretold.right * master.right**2
    assert left.sum() == pytest.approx(right.sum(), rel=0.01)
    assert left.sum() + right.sum() == pytest.approx((foretold.left + foretold.right).sum(), rel=0.01)


def test_nothing_is_silent() -> None:
    master = loudplan.master([], 5.0, OPEN, -18.0)
    assert (master.gain, master.left, master.right) == (1.0, 1.0, 1.0)
    assert not np.any(master.planned > 0.0)
