from __future__ import annotations

import pytest

from metabgm.music.composer.plan.textures import FIGURE_TEXTURES
from metabgm.music.composer.sound.instruments import instruments
from metabgm.music.composer.write.idioms import _idioms, idiom


def test_every_instrument_has_its_idiom_and_no_other() -> None:
    assert set(_idioms()) == set(instruments())


@pytest.mark.parametrize("name", instruments())
def test_an_idiom_lies_within_its_instrument(name: str) -> None:
    one, instrument = idiom(name), instruments()[name]
    assert instrument.low <= one.low < one.high <= instrument.high
    assert one.high - one.low >= 16  # room for an octave and a fourth
    assert 2 <= one.fastest_repeat_per_s <= 20
    assert 2 <= one.fastest_run_per_s <= 20
    assert one.polyphony >= 1
    assert one.reach >= 7 or one.polyphony == 1
    assert one.figures
    assert set(one.figures) <= set(FIGURE_TEXTURES)


@pytest.mark.parametrize("name", instruments())
def test_vibrato_and_breath_are_those_of_a_player(name: str) -> None:
    one = idiom(name)
    assert (one.vibrato_cents == 0) == (one.vibrato_hz == 0)
    if one.vibrato_cents:
        assert 4 <= one.vibrato_hz <= 7
        assert one.vibrato_cents <= 30
    assert one.breath_s is None or 3 <= one.breath_s <= 10
    if instruments()[name].sustained:
        assert not one.rings
        assert not one.pedal


def test_what_is_not_pitched_rings() -> None:
    assert idiom("taiko").rings
    assert idiom("taiko").vibrato_cents == 0
