from __future__ import annotations

from itertools import pairwise

import pytest

from metabgm.music.composer.plan.palettes import LAYERS, palette
from metabgm.music.composer.plan.registers import Band, band
from metabgm.music.composer.randomness import stream
from metabgm.music.composer.sound.instruments import Layer, instruments
from metabgm.music.composer.write.idioms import idiom


def middle(one: Band) -> float:
    return (one[0] + one[1]) / 2


@pytest.mark.parametrize("name", instruments())
@pytest.mark.parametrize("layer", LAYERS)
def test_a_band_is_an_octave_or_more_that_its_player_plays_with_ease(name: str, layer: Layer) -> None:
    ways = idiom(name)
    for register in (-1.0, 0.0, 1.0):
        for lead in (None, "flute", "cello"):
            low, high = band(layer, instruments()[name], register, instruments()[lead] if lead else None)
            assert ways.low <= low
            assert high <= ways.high
            assert high - low >= 12


@pytest.mark.parametrize("register", [-0.5, -0.2, 0.0, 0.4, 1.0])
def test_layers_lie_one_above_the_other(register: float) -> None:
    known = instruments()
    lead = known["violin"]
    order: tuple[tuple[Layer, str], ...] = (
        ("bass", "contrabass"),
        ("bed", "strings"),
        ("accompaniment", "harp"),
        ("counter", "clarinet"),
        ("lead", "violin"),
        ("sparkle", "celesta"),
    )
    middles = [middle(band(layer, known[name], register, lead)) for layer, name in order]
    assert all(after > before for before, after in pairwise(middles))
    assert middles[4] - middles[2] >= 8


@pytest.mark.parametrize("low_lead", ["cello", "bassoon", "trombone"])
def test_a_low_melody_is_accompanied_from_above(low_lead: str) -> None:
    lead = instruments()[low_lead]
    melody = middle(band("lead", lead, -0.5))
    assert middle(band("accompaniment", instruments()["harp"], -0.5, lead)) >= melody + 9


def test_registers_move_with_the_register() -> None:
    for layer in LAYERS:
        bands = [middle(band(layer, instruments()["piano"], at)) for at in (-0.8, 0.0, 0.8)]
        assert bands == sorted(bands)


def test_layers_of_palettes_seldom_share_a_band() -> None:
    apart = 0
    for seed in range(200):
        rng = stream(seed, "registers")
        valence, arousal, register = (float(one) for one in rng.uniform(-0.8, 0.8, 3))
        cast = {layer: instruments()[name] for layer, name in palette(rng, valence, arousal, ()).items()}
        lead = cast["lead"]
        middles = [middle(band(layer, cast[layer], register, lead)) for layer in LAYERS if layer in cast]
        middles.sort()
        apart += min(after - before for before, after in pairwise(middles)) >= 2.0
    assert apart >= 150
