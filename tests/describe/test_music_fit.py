"""Descriptions that suit their scene, and that don't."""

from __future__ import annotations

import pytest

from metabgm.describe.moods import Mood
from metabgm.describe.music_fit import music_faults, too_calm


@pytest.mark.parametrize(
    ("mood", "description"),
    [
        ("battle", "A furious rush of drums and low brass in D minor."),
        ("calm", "A gentle flute over warm strings in F major."),
        ("dark", "An uneasy cello melody in a minor key over soft celesta notes."),
        ("deep", "A slow, hollow marimba pattern over a low synth pad, from minor to major."),
        ("dark", "A slow march for cello and muffled drums."),
        ("cold", "Sparse celesta notes drift over still strings."),
        ("strange", "An eerie choir over a low organ in B phrygian."),
    ],
)
def test_what_suits(mood: Mood, description: str) -> None:
    assert music_faults(description, mood) == []


@pytest.mark.parametrize(
    ("mood", "description", "fault"),
    [
        ("battle", "A drowsy lullaby for harp and drums, fast and furious.", "says 'drowsy'"),
        ("battle", "A calm, peaceful piano melody.", "has arousal -0.6, expected 0.1 to 1.0 for battle"),
        ("calm", "Furious, savage drums and brass.", "has arousal 0.9, expected -1.0 to 0.4 for calm"),
        ("dark", "A joyful, happy flute tune.", "has valence 0.8, expected -1.0 to 0.4 for dark"),
        ("deep", "A slow harp melody over fast drums.", "asks for 'slow' and 'fast'"),
        (
            "dark",
            "A harp in E flat minor, low brass in D minor.",
            "asks for 'E flat minor' and 'D minor'",
        ),
        ("calm", "A soft, tender melody in a gentle rhythm.", "names no instrument"),
    ],
)
def test_what_does_not(mood: Mood, description: str, fault: str) -> None:
    assert fault in music_faults(description, mood)


def test_a_change_of_key_is_not_two_keys() -> None:
    assert music_faults("A slow harp in D minor that turns to D major at its end.", "dark") == []


def test_a_fight_is_calm_by_its_words_or_by_how_they_read() -> None:
    assert too_calm("A drowsy harp.") == "says 'drowsy'"
    assert too_calm("A slow, still piano.").startswith("reads as calm")
    assert too_calm("Pounding drums.") == ""
