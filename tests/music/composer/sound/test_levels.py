"""Whole pieces as they leave the engine: loudness, peaks, balance."""

from __future__ import annotations

import numpy as np
import pyloudnorm
import pytest
from numpy.typing import NDArray

from metabgm.music.composer import Composer
from metabgm.music.composer.sound.render import RATE
from metabgm.music.engine import Brief, Place, Role
from tests.music.composer.sound.spectra import true_peak

PIECES: tuple[tuple[str, Role, Place, float], ...] = (
    ("calm sparse solo piano, slow", "base", "open", 16.0),
    ("gentle strings and choir, swelling", "base", "cave", 20.0),
    ("very quiet music box lullaby", "base", "indoors", 16.0),
    ("loud fast orchestra with drums and timpani", "base", "open", 16.0),
    ("dark drone, low contrabass", "base", "nether", 18.0),
    ("twinkling high celesta and bells", "base", "end", 18.0),
    ("flute and harp over warm pads", "base", "water", 18.0),
    ("distorted guitar and banjo", "base", "open", 15.0),
    ("", "combat", "cave", 15.0),
    ("no drums, strings", "combat", "open", 15.0),
    ("quiet slow piano", "combat", "nether", 16.0),
)
STINGS = ("rising harp and celesta, bright", "tolling bell, night", "fanfare on horns", "low rumble, boss")
TRUE_PEAK = 10 ** (-1 / 20)


def rendered(
    composer: Composer, text: str, role: Role, place: Place, seconds: float | None
) -> NDArray[np.float32]:
    piece = composer.compose(Brief(text, 7, role, seconds, place=place))
    return np.concatenate(list(piece.chunks())).T


def loudness(audio: NDArray[np.float32]) -> float:
    return float(pyloudnorm.Meter(RATE).integrated_loudness(audio.T.astype(np.float64)))


@pytest.mark.parametrize(("text", "role", "place", "seconds"), PIECES)
def test_a_piece_is_as_loud_as_all_others(
    composer: Composer, text: str, role: Role, place: Place, seconds: float
) -> None:
    audio = rendered(composer, text, role, place, seconds)
    assert loudness(audio) == pytest.approx(-18.0, abs=1.0)
    assert true_peak(audio, 4) < TRUE_PEAK
    left, right = (audio.astype(np.float64) ** 2).sum(axis=1)
    assert abs(10 * np.log10(left / right)) < 1.3
    mono = 2.0 * (audio.mean(axis=0, dtype=np.float64) ** 2).sum()
    assert 10 * np.log10(mono / (left + right)) > -3.0
    assert np.abs(audio.mean(axis=1)).max() < 0.0005


@pytest.mark.parametrize("text", STINGS)
def test_a_sting_is_nearly_as_loud(composer: Composer, text: str) -> None:
    audio = rendered(composer, text, "sting", "open", None)
    heard = np.flatnonzero(np.abs(audio).max(axis=0) > 0.01 * np.abs(audio).max())
    assert loudness(audio[:, heard[0] : heard[-1] + 1]) == pytest.approx(-18.0, abs=2.0)
    assert true_peak(audio, 4) < TRUE_PEAK
