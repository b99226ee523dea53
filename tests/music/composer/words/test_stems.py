from __future__ import annotations

import pytest

from metabgm.music.composer.words.stems import opposites, stems


@pytest.mark.parametrize(
    ("word", "stem"),
    [
        ("melodies", "melody"),
        ("gently", "gentle"),
        ("plucking", "pluck"),
        ("humming", "hum"),
        ("gloominess", "gloomy"),
        ("driven", None),
        ("starlit", "star"),
        ("awesome", "awe"),
        ("is", None),
    ],
)
def test_stems(word: str, stem: str | None) -> None:
    assert stem in stems(word) if stem else not set(stems(word)) & {"drive", "i"}


@pytest.mark.parametrize(
    ("word", "opposite"),
    [("unhappy", "happy"), ("drumless", "drum"), ("nonmetric", "metric"), ("under", None), ("bless", None)],
)
def test_opposites(word: str, opposite: str | None) -> None:
    assert list(opposites(word)) == ([opposite] if opposite else [])
