from __future__ import annotations

import pytest

from metabgm.music.composer.words.patterns import read_figures


@pytest.mark.parametrize(
    ("text", "bpm"),
    [
        ("calm at 72 bpm", 72.0),
        ("96.5 BPM", 96.5),
        ("120 beats per minute", 120.0),
        ("tempo of 66", 66.0),
        ("999 bpm", None),
        ("12 bpm", None),
        ("in 1972 a song", None),
    ],
)
def test_tempo(text: str, bpm: float | None) -> None:
    assert read_figures(text).bpm == bpm


@pytest.mark.parametrize(
    ("text", "metre"), [("in 3/4", "3/4"), ("a 7 / 8 groove", "7/8"), ("4/0", None), ("13/16", None)]
)
def test_metre(text: str, metre: str | None) -> None:
    assert read_figures(text).metre == metre


@pytest.mark.parametrize(
    ("text", "tonic", "mode"),
    [
        ("in D dorian", 2, "dorian"),
        ("C# minor throughout", 1, "minor"),
        ("E flat major", 3, "major"),
        ("e-flat minor", 3, "minor"),
        ("Bb mixolydian", 10, "mixolydian"),
        ("F♯ harmonic minor", 6, "harmonic minor"),
        ("in a minor", 9, "minor"),
        ("A minor waltz", 9, "minor"),
        ("in a minor key", None, None),
        ("a minor chord", None, None),
        ("the key of G", 7, None),
        ("in E", 4, None),
        ("in Each", None, None),
        ("plan b major", 11, "major"),
        ("nothing", None, None),
    ],
)
def test_key(text: str, tonic: int | None, mode: str | None) -> None:
    figures = read_figures(text)
    assert (figures.tonic, figures.mode) == (tonic, mode)


def test_what_was_read_is_taken_out() -> None:
    assert read_figures("calm harp in D dorian at 72 bpm in 3/4").rest.split() == [
        "calm",
        "harp",
        "in",
        "at",
        "in",
    ]
