from __future__ import annotations

from typing import get_args

import pytest

from metabgm.music.composer.plan.palettes import LAYERS, palette, palettes
from metabgm.music.composer.randomness import stream
from metabgm.music.composer.sound.instruments import Layer, instruments


def test_every_player_of_every_palette_suits_its_layer() -> None:
    assert set(LAYERS) == set(get_args(Layer))
    for one in palettes():
        assert -1.0 <= one.valence <= 1.0
        assert -1.0 <= one.arousal <= 1.0
        for layer, names in one.players.items():
            for name in set(names) - {"-"}:
                suited = instruments()[name].layers
                assert ("lead" if layer == "counter" else layer) in suited, (layer, name)


@pytest.mark.parametrize(("valence", "arousal"), [(0.5, -0.6), (-0.5, -0.5), (0.6, 0.4), (-0.5, 0.8)])
def test_a_mood_has_many_palettes(valence: float, arousal: float) -> None:
    found = [palette(stream(seed, "palette"), valence, arousal, ()) for seed in range(60)]
    assert len({tuple(sorted(one.items())) for one in found}) >= 30
    assert len({one["lead"] for one in found}) >= 6
    assert len({one.get("accompaniment") for one in found}) >= 4
    assert len({one["bed"] for one in found}) >= 3


def test_moods_differ_in_their_palettes() -> None:
    calm = {palette(stream(seed, "palette"), 0.5, -0.6, ())["lead"] for seed in range(60)}
    fierce = {palette(stream(seed, "palette"), -0.5, 0.85, ())["lead"] for seed in range(60)}
    assert len(calm & fierce) <= 0.2 * len(calm | fierce)


@pytest.mark.parametrize("seed", range(60))
def test_forbidden_players_stay_out_and_voices_are_told_apart(seed: int) -> None:
    without = ("piano", "strings", "harp", "cello")
    found = palette(stream(seed, "palette"), -0.2, -0.4, without)
    assert not set(found.values()) & set(without)
    voices = [found[layer] for layer in ("lead", "counter", "sparkle") if layer in found]
    assert len(set(voices)) == len(voices)
