from __future__ import annotations

import numpy as np
import pytest

from metabgm.music.composer.sound.instruments import PERCUSSION, instruments
from metabgm.music.composer.sound.loudness import MIDDLE, VELOCITIES, LoudnessTable, energies, strength
from metabgm.music.composer.sound.measuring import measure, measured
from metabgm.music.composer.sound.orchestra import Orchestra

MEASURED = {"piano": 57, "harp": 60, "strings": 60, "choir": 67, "flute": 84, "taiko": 38, "drum kit": 38}


@pytest.mark.parametrize("name", MEASURED)
def test_the_table_is_what_the_banks_measure(orchestra: Orchestra, name: str) -> None:
    key = MEASURED[name]
    instrument = {**instruments(), **PERCUSSION}[name]
    found = measure(orchestra.tone(instrument, key, MIDDLE))[:3]
    listed = energies(instrument, key, MIDDLE)[:3]
    audible = listed > 1e-9
    assert np.abs(10 * np.log10(found[audible] / listed[audible])).max() < 2.5


def test_a_row_holds_from_its_key_to_the_next() -> None:
    flute = instruments()["flute"]
    rows = {"flute": {str(velocity): [[60, -20.0], [72, -30.0]] for velocity in VELOCITIES}}
    table = LoudnessTable(rows)
    assert [round(float(table.energies(flute, key, MIDDLE)[0]), 4) for key in (50, 60, 71, 72, 90)] == [
        0.01,
        0.01,
        0.01,
        0.001,
        0.001,
    ]
    assert not table.has(instruments()["harp"])


def test_measuring_tells_how_far_it_is(orchestra: Orchestra) -> None:
    told: list[float] = []
    rows = measured([PERCUSSION["shaker"]], orchestra.tone, lambda _what, done: told.append(done))
    assert told == [0.0, 1.0]
    assert rows["shaker"].keys() == {str(velocity) for velocity in VELOCITIES}


def test_what_everybody_has_was_measured() -> None:
    for instrument in (*instruments().values(), *PERCUSSION.values()):
        assert (
            max(strength(instrument, key, MIDDLE) for key in range(instrument.low, instrument.high + 1)) > 0.0
        )
