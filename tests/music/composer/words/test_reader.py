from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metabgm.music.composer.words.reader import MAX_CHARACTERS, MAX_LISTED_WORDS, read


def test_a_whole_description() -> None:
    reading = read(
        "A calm, sparse piano piece with soft strings in D dorian at 66 bpm, no drums or percussion"
    )
    assert reading.tempo == (66.0, 66.0)
    assert (reading.tonic, reading.mode) == (2, "dorian")
    assert reading.instruments == ["piano", "strings"]
    assert reading.without == {"percussion"}
    assert reading.percussion == []
    assert reading.density is not None
    assert reading.density < 0.3
    assert reading.valence is not None
    assert reading.valence > 0.2
    assert reading.arousal is not None
    assert reading.arousal < -0.4


@pytest.mark.parametrize(
    "text",
    [
        "no drums",
        "without any drums",
        "drumless",
        "beatless ambient",
        "percussion-free",
        "not drums",
        "no loud drums",
        "without piano or drums",
        "no bass, no drums",
        "drums are absent: no percussion",
    ],
)
def test_negated_drums(text: str) -> None:
    reading = read(text)
    assert "percussion" in reading.without


@pytest.mark.parametrize(
    ("text", "instruments"),
    [
        ("no drums, soft piano", ["piano"]),
        ("no drums but harp", ["harp"]),
        ("no piano with harp", ["harp"]),
        ("no drums and soft strings", ["strings"]),
        ("harp without piano", ["harp"]),
        ("piano. No piano", []),
    ],
)
def test_how_far_a_negation_reaches(text: str, instruments: list[str]) -> None:
    assert read(text).instruments == instruments


def test_no_timpani_still_allows_other_drums() -> None:
    reading = read("taiko but no timpani")
    assert reading.percussion == ["taiko"]
    assert reading.without == {"timpani"}


def test_a_negated_mood_turns_half_way() -> None:
    happy, unhappy = read("happy").valence, read("not happy").valence
    assert happy is not None
    assert unhappy is not None
    assert unhappy == pytest.approx(-0.5 * happy)


@pytest.mark.parametrize(
    ("text", "low", "high"), [("very fast", 135, 190), ("slow", 54, 68), ("very slow", 40, 56)]
)
def test_degrees_of_tempo(text: str, low: float, high: float) -> None:
    tempo = read(text).tempo
    assert tempo is not None
    assert low <= tempo[0] < tempo[1] <= high


def test_the_longest_phrase_wins() -> None:
    assert read("music box").instruments == ["music_box"]
    assert read("synth bass").instruments == ["synth_bass"]
    assert read("harmonic minor").mode == "harmonic minor"


def test_words_are_accounted_for() -> None:
    reading = read("Gentle zorble harp with the glimwick")
    assert reading.ignored == ["zorble", "glimwick"]
    assert set(reading.used) == {"gentle", "harp"}


@given(st.text(max_size=300))
def test_any_text_can_be_read(text: str) -> None:
    reading = read(text)
    assert len(reading.ignored) <= MAX_LISTED_WORDS
    for value in (reading.valence, reading.arousal, reading.register):
        assert value is None or -1.0 <= value <= 1.0


def test_what_lies_beyond_the_limit_is_not_read() -> None:
    assert read("x" * MAX_CHARACTERS + " piano").instruments == []
    assert len(read(" ".join(f"w{n}" for n in range(10_000))).ignored) == MAX_LISTED_WORDS


def test_other_scripts_and_control_characters_say_nothing() -> None:
    reading = read("静かな音楽 \x00\x1b 🎵 тихая музыка")
    assert reading.used == {}
    assert reading.instruments == []
