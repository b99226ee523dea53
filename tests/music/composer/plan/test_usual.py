from __future__ import annotations

from collections import Counter

import pytest

from metabgm.music.composer.plan import usual
from metabgm.music.composer.plan.textures import BED_TEXTURES, FIGURE_TEXTURES, LINE_TEXTURES
from metabgm.music.composer.randomness import stream

SEEDS = range(200)
CALM, GRIM, FIGHT, GAY = (0.3, -0.6), (-0.6, -0.4), (-0.4, 0.8), (0.7, 0.3)


def figures(
    mood: tuple[float, float], hints: tuple[str, ...] = (), without: tuple[str, ...] = ()
) -> Counter[str]:
    return Counter(usual.figure(stream(seed, "t"), mood, hints, without, ()) for seed in SEEDS)


def test_moods_have_figures_of_their_own() -> None:
    assert figures(CALM).most_common(1)[0][0] in ("arpeggio", "roll")
    assert figures(FIGHT)["ostinato"] + figures(FIGHT)["pulse"] + figures(FIGHT)["tremolo"] > 150
    assert figures(GRIM)["tolling"] > figures(GAY)["tolling"]


def test_every_texture_comes_up_somewhere() -> None:
    moods = [(v / 4, a / 4) for v in range(-4, 5) for a in range(-4, 5)]
    rngs = [stream(at, "t") for at in range(10)]
    assert {usual.figure(r, m, (), (), ()) for m in moods for r in rngs} == set(FIGURE_TEXTURES)
    assert {usual.bed(r, m, (), ()) for m in moods for r in rngs} == set(BED_TEXTURES)
    assert {usual.line(r, m, (), alone=False) for m in moods for r in rngs} == set(LINE_TEXTURES)


def test_hints_are_likely_and_what_is_forbidden_absent() -> None:
    assert figures(CALM, hints=("music_box",))["music_box"] > 2 * figures(CALM)["music_box"]
    assert figures(CALM, without=("arpeggio", "roll"))["arpeggio"] == 0


def test_the_instrument_has_a_say() -> None:
    chosen = {usual.figure(stream(seed, "t"), CALM, (), (), ("tolling", "roll")) for seed in SEEDS}
    assert chosen == {"tolling", "roll"}


def test_who_plays_alone_has_no_second_line() -> None:
    assert {usual.line(stream(seed, "t"), GAY, (), alone=True) for seed in SEEDS} == {"solo"}


@pytest.mark.parametrize(
    ("mood", "gesture"), [((0.6, 0.8), "fanfare"), ((-0.8, 0.6), "rumble"), ((-0.7, -0.4), "fall")]
)
def test_gestures(mood: tuple[float, float], gesture: str) -> None:
    chosen = Counter(usual.gesture(stream(seed, "t"), mood) for seed in SEEDS)
    assert chosen.most_common(1)[0][0] == gesture


def test_odd_metres_are_never_usual() -> None:
    for role in ("base", "combat", "sting"):
        assert {usual.metre(stream(seed, "t"), role) for seed in SEEDS} <= {"4/4", "3/4", "6/8"}
