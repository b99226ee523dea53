from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metabgm.music.engine import Frames
from metabgm.music.musicgen.resample import RATE, Resampler
from metabgm.music.musicgen.runtime import Audio


def noise(frames: int, channels: int = 1) -> Audio:
    return np.random.default_rng(3).standard_normal((frames, channels)).astype(np.float32) * 0.1


def streamed(audio: Audio, sizes: list[int], rate: int = 32_000) -> Frames:
    resampler, out, at = Resampler(rate, audio.shape[1]), [], 0
    for size in [*sizes, len(audio)]:
        out.append(resampler.feed(audio[at : at + size]))
        at += size
    return np.concatenate([*out, resampler.finish()])


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(0, 4000), max_size=12))
def test_however_it_is_cut_the_frames_are_the_same(sizes: list[int]) -> None:
    audio = noise(9601)
    assert np.array_equal(streamed(audio, sizes), streamed(audio, []))


def test_a_tone_keeps_its_pitch_level_and_length() -> None:
    at = np.arange(32_000)[:, None] / 32_000
    out = streamed(np.sin(2 * np.pi * 1000 * at).astype(np.float32), [640] * 50)
    assert out.shape == (RATE, 2)
    assert out.dtype == np.float32
    expected = np.sin(2 * np.pi * 1000 * np.arange(RATE) / RATE)
    assert np.abs(out[1000:-1000, 0] - expected[1000:-1000]).max() < 1e-4
    assert np.array_equal(out[:, 0], out[:, 1])


def test_the_sides_of_stereo_stay_apart() -> None:
    audio = noise(6400, 2)
    both = streamed(audio, [640] * 9)
    for side in (0, 1):
        alone = streamed(audio[:, side : side + 1], [640] * 9)
        assert np.allclose(both[:, side], alone[:, 0], atol=1e-6)


def test_at_the_games_own_rate_nothing_is_changed() -> None:
    audio = noise(5000, 2)
    assert np.array_equal(streamed(audio, [7, 100], RATE), audio)


@pytest.mark.parametrize(("rate", "channels"), [(0, 1), (32_000, 0), (32_000, 3)])
def test_what_can_not_be_resampled_is_named(rate: int, channels: int) -> None:
    with pytest.raises(ValueError, match=r"^(rate|channels): "):
        Resampler(rate, channels)


def test_audio_of_another_shape_is_named() -> None:
    with pytest.raises(ValueError, match=r"shape \(10, 2\), expected \(n, 1\)"):
        Resampler(32_000, 1).feed(noise(10, 2))
