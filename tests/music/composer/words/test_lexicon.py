from __future__ import annotations

from collections.abc import Container

from metabgm.music.composer.plan.textures import FIGURE_TEXTURES as FIGURES
from metabgm.music.composer.sound.instruments import instruments
from metabgm.music.composer.theory.keys import MODES
from metabgm.music.composer.theory.metre import METRES
from metabgm.music.composer.words.lexicon import LONGEST_PHRASE, entries, look_up
from metabgm.music.composer.words.patterns import FASTEST_BPM, SLOWEST_BPM
from metabgm.music.composer.write.rhythm import KINDS

TEXTURES = {*FIGURES, "pad", "drone", "chorale", "sparkle"}
UNIT = {"density", "dynamics", "space"}
FLAGS = {"swell", "build", "solo", "filler"}


def test_every_row_means_something_the_composer_knows() -> None:
    for phrase, effects in entries().items():
        assert phrase == phrase.lower()
        assert len(phrase.split()) <= LONGEST_PHRASE
        for kind, value in effects:
            if kind == "mood":
                valence, arousal = (float(part) for part in value.split(","))
                assert -1.0 <= valence <= 1.0
                assert -1.0 <= arousal <= 1.0
            elif kind == "tempo":
                low, high = (float(part) for part in value.split("-"))
                assert SLOWEST_BPM <= low < high <= FASTEST_BPM
            elif kind in UNIT:
                assert 0.0 <= float(value) <= 1.0
            elif kind == "register":
                assert -1.0 <= float(value) <= 1.0
            elif kind in FLAGS:
                assert value == "1"
            else:
                known: dict[str, Container[str]] = {
                    "metre": METRES,
                    "mode": MODES,
                    "instrument": instruments(),
                    "texture": TEXTURES,
                    "percussion": KINDS,
                }
                assert value in known[kind], phrase


def test_every_instrument_and_percussion_can_be_asked_for() -> None:
    asked = {(kind, value) for effects in entries().values() for kind, value in effects}
    assert {name for name in instruments() if ("instrument", name) not in asked} == {
        "halo_pad",
        "sweep_pad",
        "space_voice",
    }
    assert {kind for kind in KINDS if ("percussion", kind) not in asked} == set()


def test_endings() -> None:
    for word, stem in [
        ("harps", "harp"),
        ("gently", "gentle"),
        ("droning", "drone"),
        ("dreaminess", "dreamy"),
    ]:
        assert look_up(word) == look_up(stem), word
        assert look_up(stem) is not None
    assert look_up("xylograph") is None
