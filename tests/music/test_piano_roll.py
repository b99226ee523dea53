from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from matplotlib import image

from metabgm.music.composer import Composer
from metabgm.music.composer.theory.chords import numeral
from metabgm.music.composer.theory.keys import MODES, Key
from metabgm.music.engine import Brief, Controls, Role, Steering
from metabgm.music.piano_roll import chord_name, draw

RATE = 48_000


@pytest.mark.parametrize(("role", "seconds"), [("base", 60.0), ("combat", 20.0), ("sting", 4.0)])
def test_a_picture_with_the_notes_in_it(
    composer: Composer, tmp_path: Path, role: Role, seconds: float
) -> None:
    piece = composer.compose(Brief("calm strings, harp and flute", 1, role, seconds))
    path = tmp_path / "roll.png"
    draw(path, piece, piece.played(), [-20.0] * 10)
    pixels = image.imread(path)
    assert pixels.shape[0] > 400
    assert pixels.shape[1] > 900
    assert _share(pixels, (0xD5, 0x5E, 0x00)) > 1e-4  # the lead
    assert _share(pixels, (0xBB, 0xBB, 0xBB)) > 1e-4  # the loudness
    assert [file.name for file in tmp_path.iterdir()] == ["roll.png"]


def test_a_steered_piece_is_drawn_as_it_was_played(composer: Composer, tmp_path: Path) -> None:
    piece = composer.compose(Brief("calm strings and harp", 1, "base", 60.0))
    draw(tmp_path / "whole.png", piece, piece.played(), [])
    steering = Steering((10 * RATE, Controls(ending=True)))
    draw(tmp_path / "short.png", piece, piece.played(steering), [])
    whole, short = (image.imread(tmp_path / name) for name in ("whole.png", "short.png"))
    assert not np.array_equal(whole, short)


@pytest.mark.parametrize(
    ("numeral_text", "colour", "name"),
    [
        ("1", "triad", "D"),
        ("7", "triad", "C#°"),
        ("7o", "triad", "C#°/E"),
        ("2", "seventh", "Em"),
        ("5/5", "triad", "E"),
        ("4m", "triad", "Gm"),
        ("1", "open", "D5"),
        ("1", "suspended fourth", "Dsus4"),
    ],
)
def test_chords_have_their_names(numeral_text: str, colour: str, name: str) -> None:
    key = Key(2, MODES["major"])
    assert chord_name(numeral(key, numeral_text, colour), key) == name


def test_a_bass_that_is_not_the_root_stands_behind_a_slash() -> None:
    key = Key(9, MODES["minor"])
    assert chord_name(numeral(key, "1").over(0), key) == "Am/C"
    assert chord_name(numeral(key, "5M").over(8), key) == "E/G#"


def _share(pixels: np.ndarray, colour: tuple[int, int, int]) -> float:
    """How much of a picture is near a colour, over white."""
    away = np.abs(pixels[..., :3] - np.array(colour) / 255.0).max(axis=-1)
    return float(np.mean(away < 0.12))
