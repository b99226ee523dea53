from __future__ import annotations

import json
import subprocess
import sys

import numpy as np
import pyloudnorm
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from metabgm.music.composer import Composer
from metabgm.music.composer.sound.mastering import CEILING
from metabgm.music.composer.sound.render import RATE
from metabgm.music.engine import Brief, Engine, Frames, Piece, Role

BASE = (
    "",
    "calm sparse solo piano, slow",
    "gentle strings and choir, swelling",
    "very quiet music box lullaby",
    "loud fast orchestra with drums and timpani",
    "dark drone in a deep cave, low contrabass",
    "twinkling high celesta and bells",
    "solo flute, dry",
    "electric bass and electronic drums",
    "distorted guitar and banjo",
    "kalimba ostinato with shaker in 7/8",
    "harpsichord waltz",
)
CLIPS: tuple[tuple[str, Role, float], ...] = (
    *((text, "base", 22.0) for text in BASE),
    ("", "combat", 18.0),
    ("no drums, strings", "combat", 18.0),
    ("quiet slow piano", "combat", 18.0),
)


def rendered(composer: Composer, text: str, role: Role, seconds: float | None, seed: int = 1) -> Frames:
    return np.concatenate(list(composer.compose(Brief(text, seed, role, seconds)).chunks()))


@pytest.mark.parametrize(("text", "role", "seconds"), CLIPS)
def test_a_piece_sounds_as_it_should(composer: Composer, text: str, role: Role, seconds: float) -> None:
    audio = rendered(composer, text, role, seconds).astype(np.float64)
    assert -20.0 <= pyloudnorm.Meter(RATE).integrated_loudness(audio) <= -16.0
    assert np.abs(audio).max() <= CEILING + 1e-6
    assert np.abs(audio[0]).max() < 1e-4
    assert np.abs(audio[: RATE // 1000]).max() < 0.05
    assert np.abs(audio[-RATE // 20 :]).max() < 1e-3
    assert _share_of_energy(audio, 80.0, 5000.0) > 0.5
    assert np.abs(audio.mean(axis=0)).max() < 0.01


def _share_of_energy(audio: NDArray[np.float64], low: float, high: float) -> float:
    power = (np.abs(np.fft.rfft(audio, axis=0)) ** 2).sum(axis=1)
    hertz = np.fft.rfftfreq(len(audio), 1 / RATE)
    return float(power[(hertz >= low) & (hertz < high)].sum() / power.sum())


def test_no_chunk_seam_clicks(composer: Composer) -> None:
    piece = composer.compose(Brief("calm strings, choir and flute", 4, "base", 20.0))
    chunks = list(piece.chunks())
    audio = np.concatenate(chunks).astype(np.float64)
    steps = np.abs(np.diff(audio, n=2, axis=0)).max(axis=1)
    seams = np.cumsum([len(chunk) for chunk in chunks])[:-1]
    for seam in seams:
        around = np.delete(steps[seam - 2000 : seam + 2000], slice(1997, 2001))
        assert steps[seam - 2 : seam + 1].max() <= 1.5 * around.max() + 1e-5


@pytest.mark.parametrize("role", ["base", "combat", "sting"])
def test_seeds_are_heard(composer: Composer, role: Role) -> None:
    clips = [rendered(composer, "calm", role, 6.0, seed)[: 3 * RATE].mean(axis=1) for seed in range(4)]
    for at, one in enumerate(clips):
        for other in clips[:at]:
            alike = np.dot(one, other) / np.sqrt(np.dot(one, one) * np.dot(other, other))
            assert abs(alike) < 0.5


@pytest.mark.parametrize(("role", "low", "high"), [("base", 80, 100), ("combat", 54, 68), ("sting", 3, 7)])
def test_usual_lengths(composer: Composer, role: Role, low: float, high: float) -> None:
    for seed in range(12):
        assert low <= composer.compose(Brief("", seed, role)).total_frames / RATE <= high


def test_the_engine_is_what_the_rest_expects(composer: Composer) -> None:
    engine: Engine = composer
    piece: Piece = engine.compose(Brief("slow harp in D dorian", 9))
    assert (engine.name, engine.sample_rate) == ("composer", 48_000)
    assert piece.title.endswith("harp in D dorian")
    assert len(piece.title.split()) <= 7
    parameters = dict(piece.parameters)
    assert json.loads(json.dumps(parameters)) == parameters
    assert parameters["words"]["harp"] == "instrument harp"


@given(
    text=st.text(max_size=400),
    seed=st.integers(0, 2**63 - 1),
    role=st.sampled_from(["base", "combat", "sting"]),
)
@settings(max_examples=40, deadline=None)
def test_any_text_makes_a_piece(composer: Composer, text: str, seed: int, role: Role) -> None:
    piece = composer.compose(Brief(text, seed, role, 10.0))
    assert len(next(piece.chunks())) > 0
    assert len(piece.title) < 80
    json.dumps(dict(piece.parameters))


@pytest.mark.parametrize(
    "text", ["calm " * 10_000, "\x00\x1b[31m", "静かな音楽", "🎵" * 500, "7/8 " * 500, "no " * 3000]
)
def test_odd_texts(composer: Composer, text: str) -> None:
    piece = composer.compose(Brief(text, 1, "base", 10.0))
    assert len(json.dumps(dict(piece.parameters))) < 10_000


@pytest.mark.parametrize(
    ("brief", "message"),
    [
        (Brief("", -1), "seed: -1, expected 0 <= seed"),
        (Brief("", 2**63), "seed: 9223372036854775808"),
        (Brief("", 1, "base", 0.0), "seconds: 0.0, expected"),
        (Brief("", 1, "base", float("nan")), "seconds: nan"),
        (Brief("", 1, "base", float("inf")), "seconds: inf"),
    ],
)
def test_a_wrong_brief_is_named(composer: Composer, brief: Brief, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        composer.compose(brief)


def test_nothing_heavy_is_imported() -> None:
    script = "import sys, metabgm.music.composer as c; c.Composer(); print(*sys.modules)"
    modules = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    ).stdout.split()
    assert not {"scipy", "torch", "pretty_midi", "mido", "symusic", "requests"} & set(modules)
