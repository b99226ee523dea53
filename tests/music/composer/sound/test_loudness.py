from __future__ import annotations

from typing import get_args

import numpy as np
import pytest

from metabgm.music.composer.sound.instruments import PERCUSSION, Layer, instruments
from metabgm.music.composer.sound.loudness import MIDDLE, VELOCITIES, energies, measure, strength
from metabgm.music.composer.sound.sampler import Sampler
from metabgm.music.composer.sound.soundfont import SoundFont

RATE = 48_000


@pytest.mark.parametrize("name", ["piano", "harp", "strings", "choir", "flute", "taiko", "drum kit"])
def test_the_table_is_what_the_bank_measures(font: SoundFont, name: str) -> None:
    instrument = {**instruments(), **PERCUSSION}[name]
    key = 38 if name in PERCUSSION else instrument.low + 24
    measured = measure(Sampler(font, RATE), instrument, key, MIDDLE, RATE)
    listed = energies(instrument, key, MIDDLE)
    audible = listed > 1e-9
    assert np.abs(10 * np.log10(measured[audible] / listed[audible])).max() < 0.2


@pytest.mark.parametrize("name", instruments())
def test_every_instrument_has_a_strength_over_its_range(name: str) -> None:
    instrument = instruments()[name]
    for key in range(instrument.low, instrument.high + 1):
        for velocity in VELOCITIES:
            assert 1e-4 < strength(instrument, key, velocity) < 2.0, key


def test_the_instrument_table_is_sound() -> None:
    for instrument in instruments().values():
        assert set(instrument.layers) <= set(get_args(Layer))
        assert instrument.layers
        assert 21 <= instrument.low < instrument.high <= 108
        assert instrument.high - instrument.low >= 18
        assert 0.0 < instrument.attack_s < 1.0
        assert 0.1 < instrument.ring_s < 4.0
        assert -1.0 <= instrument.pan <= 1.0
        assert 0.0 < instrument.send < 1.0
