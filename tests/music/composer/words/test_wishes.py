from __future__ import annotations

import pytest

from metabgm.music.composer.words.reader import read


@pytest.mark.parametrize(
    ("text", "silent", "plays"),
    [
        ("no vocals, harp", {"voice", "choir", "space_voice"}, ["harp"]),
        ("no strings but a cello", {"strings", "violin"}, ["cello"]),
        ("without brass", {"trumpet", "horn", "tuba"}, []),
        ("no bass", {"electric_bass", "contrabass", "synth_bass"}, []),
        ("no pads", {"warm_pad", "halo_pad", "pad"}, []),
    ],
)
def test_a_negated_family_is_silent_but_for_who_is_named(
    text: str, silent: set[str], plays: list[str]
) -> None:
    reading = read(text)
    assert silent <= reading.without
    assert not reading.without & set(plays)
    assert reading.instruments == plays


def test_what_is_named_wins_over_what_is_usual() -> None:
    assert read("celtic tune").instruments == ["fiddle", "harp"]
    assert read("celtic tune on a piano").instruments == ["piano"]
    assert read("celtic tune").mode == "dorian"
    assert read("celtic tune in a major key").mode == "major"
    assert read("a march").tempo == (96.0, 116.0)
    assert read("a march, adagio").tempo == (56.0, 70.0)
    assert read("a waltz in five-four").metre == "5/4"
    assert read("playful arpeggios").textures == ["arpeggio"]
    assert read("playful arpeggios").usual_textures == ["ostinato"]


@pytest.mark.parametrize(
    ("text", "low", "high"), [("not too fast", 70, 105), ("not slow", 80, 115), ("fast, not slow", 120, 160)]
)
def test_a_negated_tempo_leaves_the_other_side(text: str, low: float, high: float) -> None:
    tempo = read(text).tempo
    assert tempo is not None
    assert low <= tempo[0] < tempo[1] <= high


def test_values_turn_about_their_middle() -> None:
    loud, not_loud = read("loud").dynamics, read("not loud").dynamics
    assert loud is not None
    assert not_loud is not None
    assert loud > 0.9
    assert 0.2 < not_loud < 0.4


def test_a_word_for_arousal_leaves_valence_alone() -> None:
    assert read("slow piano").valence is None
    assert read("slow piano").arousal == -0.5


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("echoing cavern", "cave"),
        ("submerged choir", "water"),
        ("hellish drones", "nether"),
        ("pale towers in the End", "end"),
        ("an open field", "open"),
        ("a small chamber", "indoors"),
        ("chamber music", None),
        ("a cadence at the end", None),
    ],
)
def test_places(text: str, place: str | None) -> None:
    assert read(text).place == place


@pytest.mark.parametrize(
    ("text", "gesture"),
    [
        ("a short rising harp", "rise"),
        ("slow falling strings", "fall"),
        ("a tolling bell", "toll"),
        ("a brass fanfare", "fanfare"),
        ("a low rumble", "rumble"),
        ("a harp", None),
    ],
)
def test_gestures(text: str, gesture: str | None) -> None:
    assert read(text).gesture == gesture


def test_form_and_silence() -> None:
    reading = read("swelling strings, building, then fading, with long pauses")
    assert (reading.swell, reading.build, reading.fade) == (True, True, True)
    assert reading.silence == 0.55
    assert not read("never building").build


def test_it_says_which_words_set_what() -> None:
    reading = read("slow, gloomiest cello in D dorian, not happy, submerged, no drums")
    assert reading.sources["percussion"] == ["not drums"]
    assert reading.sources["tempo"] == ["slow"]
    assert reading.sources["tonic"] == ["D dorian"]
    assert reading.sources["instruments"] == ["cello"]
    assert reading.sources["place"] == ["submerged"]
    assert reading.sources["valence"] == ["gloomiest", "not happy", "submerged"]
    assert reading.used["gloomiest"].endswith("as 'gloomy'")
