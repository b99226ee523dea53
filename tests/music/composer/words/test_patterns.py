from __future__ import annotations

import pytest

from metabgm.music.composer.words.patterns import read_figures


@pytest.mark.parametrize(
    ("text", "tempo"),
    [
        ("calm at 72 bpm", (72.0, 72.0)),
        ("96.5 BPM", (96.5, 96.5)),
        ("120 beats per minute", (120.0, 120.0)),
        ("tempo of 66", (66.0, 66.0)),
        ("tempo 160, fast", (160.0, 160.0)),
        ("bpm: 88", (88.0, 88.0)),
        ("65bpm", (65.0, 65.0)),
        ("around 70 bpm", (70.0, 70.0)),
        ("70-80 bpm", (70.0, 80.0)),
        ("60 to 70 beats per minute", (60.0, 70.0)),
        ("between 110 and 100 bpm", (100.0, 110.0)),
        ("at 120", (120.0, 120.0)),
        ("at around 96, in D dorian", (96.0, 96.0)),
        ("at 7:30", None),
        ("at 120 metres", None),
        ("at 80% volume", None),
        ("999 bpm", None),
        ("12 bpm", None),
        ("in 1972 a song", None),
    ],
)
def test_tempo(text: str, tempo: tuple[float, float] | None) -> None:
    assert read_figures(text).tempo == tempo


@pytest.mark.parametrize(
    ("text", "metre"),
    [
        ("in 3/4", "3/4"),
        ("a 7 / 8 groove", "7/8"),
        ("5/8", "5/4"),
        ("2/2", "2/4"),
        ("4/0", None),
        ("13/16", None),
    ],
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
        ("A minor key melody", None, None),
        ("A minor-key melody", None, None),
        ("A major chord", None, None),
        ("in F#m", 6, "minor"),
        ("in Am", 9, "minor"),
        ("I Am here", None, None),
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
    figures = read_figures("calm harp in D dorian at 72 bpm in 5/8")
    assert figures.rest.split() == ["calm", "harp", "in", "at", "in"]
    assert figures.found == {"72 bpm": "tempo", "5/8": "metre, as 5/4", "D dorian": "key"}
