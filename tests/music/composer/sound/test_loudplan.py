from __future__ import annotations

import pytest

from metabgm.music.composer.sound.instruments import instruments
from metabgm.music.composer.sound.loudness import MIDDLE, strength
from metabgm.music.composer.sound.loudplan import foretold_lufs
from metabgm.music.composer.sound.strike import Strike


def strike(onset_s: float, gain: float = 1.0) -> Strike:
    strings = instruments()["strings"]
    weight = strength(strings, 60, MIDDLE)
    return Strike(onset_s, 4.0, 0.5, 0.1, 60, MIDDLE, gain / weight, strings, None)


def test_a_held_note_of_strength_one_lies_near_full_scale() -> None:
    dry = foretold_lufs([strike(0.0)], 4.0, reverb_energy=0.0, reverb_t60_s=1.0)
    assert dry == pytest.approx(-0.691, abs=1.0)


def test_gain_notes_and_room_add_their_energy() -> None:
    dry = foretold_lufs([strike(0.0)], 5.0, reverb_energy=0.0, reverb_t60_s=1.0)
    assert foretold_lufs([strike(0.0, 0.1)], 5.0, reverb_energy=0.0, reverb_t60_s=1.0) == pytest.approx(
        dry - 20.0
    )
    two = foretold_lufs([strike(0.0), strike(0.0)], 5.0, reverb_energy=0.0, reverb_t60_s=1.0)
    assert two == pytest.approx(dry + 3.01, abs=0.01)
    assert foretold_lufs([strike(0.0)], 5.0, reverb_energy=4.0, reverb_t60_s=1.0) > dry + 1.0


def test_nothing_is_silent() -> None:
    assert foretold_lufs([], 5.0, reverb_energy=1.0, reverb_t60_s=1.0) == float("-inf")
