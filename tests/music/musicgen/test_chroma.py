from __future__ import annotations

import numpy as np
import pytest

from metabgm.music.musicgen.chroma import HOP, WINDOW, chromagram, filled, no_melody
from metabgm.music.musicgen.runtime import Audio, Chroma

RATE = 32_000


def tones(*hertz: float, seconds: float = 1.0) -> Audio:
    at = np.arange(int(seconds * RATE)) / RATE
    out = np.concatenate([np.sin(2 * np.pi * f * at) for f in hertz])
    return np.asarray(0.3 * out[:, None], np.float32)


def reference(audio: Audio) -> Chroma:
    """As transformers' MusicgenMelodyFeatureExtractor defines it; the class itself needs torchaudio."""
    torch = pytest.importorskip("torch")
    pytest.importorskip("transformers")
    from transformers.audio_utils import chroma_filter_bank  # noqa: PLC0415

    filters = torch.from_numpy(
        chroma_filter_bank(sampling_rate=RATE, num_frequency_bins=WINDOW, tuning=0, num_chroma=12)
    ).float()
    wave = torch.tensor(audio.mean(axis=1))
    missing = max(0, WINDOW - len(wave))
    wave = torch.nn.functional.pad(wave, (missing // 2, missing // 2 + missing % 2))
    spectrum = torch.stft(
        wave,
        WINDOW,
        HOP,
        window=torch.hann_window(WINDOW),
        center=True,
        pad_mode="reflect",
        return_complex=True,
    )
    raw = filters @ (spectrum.abs() ** 2 / (torch.hann_window(WINDOW) ** 2).sum())
    normal = torch.nn.functional.normalize(raw, p=float("inf"), dim=-2, eps=1e-6)
    return np.asarray(torch.nn.functional.one_hot(normal.argmax(0), 12).float().numpy())


@pytest.mark.parametrize("seconds", [0.1, 0.511, 5.0, 30.0])
@pytest.mark.parametrize("channels", [1, 2])
def test_it_is_that_of_transformers(seconds: float, channels: int) -> None:
    draws = np.random.default_rng(7)
    pitches = 110.0 * 2 ** (draws.integers(0, 36, max(1, int(4 * seconds))) / 12)
    melody = tones(*pitches, seconds=seconds / len(pitches))
    audio = melody * draws.uniform(0.5, 1.0, channels) + 0.02 * draws.standard_normal((len(melody), channels))
    found, expected = chromagram(audio.astype(np.float32), RATE), reference(audio.astype(np.float32))
    assert found.shape == expected.shape == (1 + max(len(audio), WINDOW) // HOP, 12)
    assert np.array_equal(found, expected)


def test_pitch_classes_are_counted_from_c() -> None:
    scale = {0: 261.63, 2: 293.66, 4: 329.63, 9: 440.0, 11: 493.88}
    for bin_, hertz in scale.items():
        for octave in (0.5, 1.0, 2.0):
            chroma = chromagram(tones(octave * hertz, seconds=2.0), RATE)
            # At the ends the mirrored tone has another phase.
            assert (chroma[2:-2].argmax(axis=1) == bin_).all()


def test_silence_is_no_melody() -> None:
    chroma = chromagram(np.zeros((RATE, 2), np.float32), RATE)
    assert np.array_equal(chroma, np.tile(no_melody(12), (len(chroma), 1)))


def test_no_more_than_half_a_minute_is_heard() -> None:
    audio = tones(220.0, 330.0, 262.0, seconds=11.0)
    assert len(audio) > 30 * RATE
    assert np.array_equal(chromagram(audio, RATE), chromagram(audio[: 30 * RATE], RATE))
    assert len(chromagram(audio, RATE)) == 235


@pytest.mark.parametrize(
    ("audio", "message"),
    [
        (np.zeros((0, 1), np.float32), r"shape \(0, 1\)"),
        (np.zeros(9, np.float32), r"shape \(9,\)"),
        (np.full((9, 1), np.nan, np.float32), "aren't finite"),
    ],
)
def test_what_is_no_sound_is_refused(audio: Audio, message: str) -> None:
    with pytest.raises(ValueError, match=f"melody: audio .*{message}"):
        chromagram(audio, RATE)


def test_a_short_melody_is_repeated_and_a_long_one_cut() -> None:
    melody = np.eye(12, dtype=np.float32)[[3, 5, 9]]
    assert np.array_equal(filled(melody, 7).argmax(axis=1), [3, 5, 9, 3, 5, 9, 3])
    assert np.array_equal(filled(melody, 2), melody[:2])
    with pytest.raises(ValueError, match=r"melody: shape \(0, 12\)"):
        filled(melody[:0], 7)
