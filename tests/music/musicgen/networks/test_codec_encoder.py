from __future__ import annotations

from typing import Any

import numpy as np
import pytest

pytest.importorskip("torch")
import torch

from metabgm.music.musicgen.runtime import Audio, Codes
from tests.music.musicgen.networks.codecs import AnyCodec, codec_on
from tests.music.musicgen.ov.codec_models import CODEBOOKS, CODES, HOP, SmallCodec, small_codec

RATE = 32_000
VARIANTS: dict[str, dict[str, Any]] = {
    "musicgen": {},
    "stereo": {"stereo": True},
    "audiocraft": {"padding": "constant"},
    "shortcut": {"shortcut": True, "residual_layers": 2},
    "all": {"stereo": True, "padding": "constant", "shortcut": True, "residual_layers": 2},
}
PAIRS = [
    *((variant, "openvino") for variant in ("musicgen", "stereo", "audiocraft", "shortcut")),
    *((variant, "torch") for variant in ("musicgen", "all")),
]
TIE = 1e-5


@pytest.fixture(scope="module", params=PAIRS)
def pair(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[SmallCodec, AnyCodec]:
    variant, runtime = request.param
    small = small_codec(**VARIANTS[variant])
    return small, codec_on(runtime, small, tmp_path_factory.mktemp("codec"))


def _audio(frames: int, channels: int) -> Audio:
    """A chord that swells, under noise."""
    rng = np.random.default_rng(frames)
    seconds = np.arange(frames)[:, None] / RATE
    pitches = rng.uniform(80, 2000, (5, channels))
    chord = sum(np.sin(2 * np.pi * pitch * seconds) for pitch in pitches)
    swell = 0.1 + np.sin(2 * np.pi * 0.7 * seconds) ** 2
    return np.asarray(0.1 * chord * swell + rng.normal(0, 0.2, (frames, channels)), np.float32)


def _unexplained(small: SmallCodec, audio: Audio, codes: Codes) -> list[tuple[int, int]]:
    """(codebook, frame) of codes that differ from the reference's though no distances tie.

    After the first that differs in a frame the rest are of another remainder: they are not looked at.
    """
    expected = small.encoded(audio)
    found = []
    for channel in range(small.channels):
        with torch.no_grad():
            embedded = small.model.encoder(torch.from_numpy(audio[:, channel].copy())[None, None])
        left = embedded[0].numpy().T.astype(np.float64)
        differs = np.zeros(len(left), bool)
        for book in range(CODEBOOKS):
            row = book * small.channels + channel
            vectors = small.tensor(f"audio_encoder.quantizer.layers.{book}.codebook.embed").astype(np.float64)
            distances = ((left[:, None] - vectors[None]) ** 2).sum(-1)
            frames = np.arange(len(left))
            gap = np.abs(distances[frames, codes[row]] - distances[frames, expected[row]])
            fresh = (codes[row] != expected[row]) & ~differs
            found += [(row, int(frame)) for frame in np.flatnonzero(fresh & (gap > TIE))]
            differs |= fresh
            left = left - vectors[expected[row]]
        assert differs.mean() <= 0.02, "ties are rare"
    return found


# A block of the front is 32,000 frames, fed with the tokens around it: ends about there.
@pytest.mark.parametrize(
    "frames",
    [
        640,
        641,
        650,
        719,
        720,
        1279,
        1280,
        1281,
        1920,
        2600,
        31_999,
        *range(32_000, 33_400, 93),
        61_437,
        64_640,
    ],
)
def test_codes_are_those_of_transformers(pair: tuple[SmallCodec, AnyCodec], frames: int) -> None:
    small, codec = pair
    audio = _audio(frames, small.channels)
    codes = codec.encode(audio)
    assert codes.shape == (small.codebooks, -(-frames // HOP))
    assert codes.dtype == np.int64
    assert _unexplained(small, audio, codes) == []


def test_thirty_seconds_use_all_that_the_codebooks_have(pair: tuple[SmallCodec, AnyCodec]) -> None:
    small, codec = pair
    audio = _audio(30 * RATE, small.channels)
    codes = codec.encode(audio)
    assert codes.shape == (small.codebooks, 1500)
    assert all(len(np.unique(row)) > CODES // 4 for row in codes), "few codes would hide errors"
    assert _unexplained(small, audio, codes) == []


def test_what_was_encoded_streams_back_as_in_transformers(pair: tuple[SmallCodec, AnyCodec]) -> None:
    small, codec = pair
    codes = codec.encode(_audio(20_000, small.channels))
    stream = codec.stream()
    audio = np.concatenate([stream.feed(codes), stream.finish()])
    np.testing.assert_allclose(audio, small.decoded(codes), rtol=0, atol=1e-4)


def test_audio_that_cannot_be_encoded_is_said(pair: tuple[SmallCodec, AnyCodec]) -> None:
    small, codec = pair
    fine = _audio(2000, small.channels)
    with pytest.raises(ValueError, match=rf"audio of shape \(2000,\), expected \(frames, {small.channels}\)"):
        codec.encode(fine[:, 0])
    with pytest.raises(ValueError, match=r"audio of shape \(2000, 3\)"):
        codec.encode(np.zeros((2000, 3), np.float32))
    for frames in (0, 639, 30 * RATE + 1):
        with pytest.raises(
            ValueError, match=rf"^{frames} frames of audio, expected 640 \(one token\) to 960000"
        ):
            codec.encode(np.zeros((frames, small.channels), np.float32))
    for value in (np.nan, np.inf):
        wrong = fine.copy()
        wrong[7] = value
        with pytest.raises(ValueError, match="not finite at frame 7"):
            codec.encode(wrong)
