from __future__ import annotations

import numpy as np
import pytest

from metabgm.protocol.fields import SampleFormat
from metabgm.stream.audio_format import AudioFormat
from metabgm.stream.pcm import encode_pcm

FRAMES = np.array([[0.0, 1.0], [-1.0, 0.5], [0.25, -0.25]], dtype=np.float32)


def test_f32le_stereo_is_the_frames_to_the_bit() -> None:
    assert np.array_equal(
        np.frombuffer(encode_pcm(FRAMES, AudioFormat(48000, 2, "f32le")), "<f4").reshape(-1, 2), FRAMES
    )


def test_s16le_reaches_full_scale_and_never_wraps() -> None:
    loud = np.array([[1.5, -1.5], [1.0, -1.0]], dtype=np.float32)
    assert np.frombuffer(encode_pcm(loud, AudioFormat(48000, 2, "s16le")), "<i2").tolist() == [
        32767,
        -32768,
        32767,
        -32767,
    ]


@pytest.mark.parametrize(("sample_format", "dtype"), [("s16le", "<i2"), ("f32le", "<f4")])
def test_mono_is_the_mean(sample_format: SampleFormat, dtype: str) -> None:
    data = encode_pcm(FRAMES, AudioFormat(48000, 1, sample_format))
    scale = 32767.0 if sample_format == "s16le" else 1.0
    assert np.allclose(np.frombuffer(data, dtype) / scale, [0.5, -0.25, 0.0], atol=1e-4)
