from __future__ import annotations

import gc
from typing import Any

import numpy as np
import psutil
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metabgm.music.musicgen.networks.codec_stream import (
    Features,
    Networks,
    Reach,
    StreamedDecode,
    checked_codes,
)
from metabgm.music.musicgen.runtime import Audio, CodecStream, Codes
from tests.music.musicgen.networks.codecs import RUNTIMES, AnyCodec, codec_on
from tests.music.musicgen.ov.codec_models import CODES, HOP, SmallCodec, small_codec

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
TOLERANCE = 1e-4


@pytest.fixture(scope="module", params=PAIRS)
def pair(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[SmallCodec, AnyCodec]:
    variant, runtime = request.param
    small = small_codec(**VARIANTS[variant])
    return small, codec_on(runtime, small, tmp_path_factory.mktemp("codec"))


@pytest.fixture(scope="module", params=RUNTIMES)
def mono(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[SmallCodec, AnyCodec, Codes, Audio]:
    """With 60 frames of codes and their whole decode."""
    small = small_codec()
    codes = small.random_codes(60, seed=1)
    codec = codec_on(request.param, small, tmp_path_factory.mktemp("mono"))
    return small, codec, codes, small.decoded(codes)


def _streamed(stream: CodecStream, codes: Codes, sizes: list[int]) -> Audio:
    """In chunks of ``sizes``, and the rest in one."""
    parts, at = [], 0
    for size in sizes:
        parts.append(stream.feed(codes[:, at : at + size]))
        at += size
    parts += [stream.feed(codes[:, at:]), stream.finish()]
    return np.concatenate(parts)


@pytest.mark.parametrize("chunk", [1, 2, 3, 7, 25, 50, 130])
def test_chunks_of_any_size_join_to_the_whole_decode(pair: tuple[SmallCodec, AnyCodec], chunk: int) -> None:
    small, codec = pair
    codes = small.random_codes(130)
    expected = small.decoded(codes)
    audio = _streamed(codec.stream(), codes, [chunk] * (130 // chunk))
    assert audio.shape == expected.shape == (130 * HOP, small.channels)
    assert audio.dtype == np.float32
    assert expected.std() > 0.1, "quiet audio would hide errors"
    np.testing.assert_allclose(audio, expected, rtol=0, atol=TOLERANCE)


@pytest.mark.parametrize("frames", [1, 2, 3, 4, 5, 6, 7])
def test_the_shortest_pieces_are_whole(pair: tuple[SmallCodec, AnyCodec], frames: int) -> None:
    small, codec = pair
    codes = small.random_codes(frames)
    expected = small.decoded(codes)
    for sizes in ([frames], [1] * frames):
        audio = _streamed(codec.stream(), codes, sizes)
        assert audio.shape == expected.shape
        np.testing.assert_allclose(audio, expected, rtol=0, atol=TOLERANCE)


@settings(deadline=None, max_examples=25)
@given(frames=st.integers(0, 60), sizes=st.lists(st.integers(0, 20), max_size=40))
def test_random_chunks_join_to_the_whole_decode(
    mono: tuple[SmallCodec, AnyCodec, Codes, Audio], frames: int, sizes: list[int]
) -> None:
    small, codec, codes, whole = mono
    expected = whole if frames == 60 else small.decoded(codes[:, :frames]) if frames else whole[:0]
    audio = _streamed(codec.stream(), codes[:, :frames], sizes)
    assert audio.shape == expected.shape
    np.testing.assert_allclose(audio, expected, rtol=0, atol=TOLERANCE)


def test_audio_is_four_frames_behind_the_tokens(mono: tuple[SmallCodec, AnyCodec, Codes, Audio]) -> None:
    small, codec, codes, whole = mono
    assert Reach.of(small.shape.codec).delay == 4
    stream = codec.stream()
    heard = [len(stream.feed(codes[:, at : at + 1])) // HOP for at in range(8)]
    assert heard == [0, 0, 0, 0, 1, 1, 1, 1]
    # Half a second of tokens is enough for the first audio, and that is final.
    first = codec.stream().feed(codes[:, :25])
    np.testing.assert_allclose(first, whole[: 21 * HOP], rtol=0, atol=TOLERANCE)


def test_pieces_streamed_at_once_do_not_hear_each_other(
    mono: tuple[SmallCodec, AnyCodec, Codes, Audio],
) -> None:
    _, codec, codes, whole = mono
    streams = [codec.stream(), codec.stream()]
    parts: list[list[Audio]] = [[], []]
    for at in range(0, 60, 5):
        for which, part in enumerate((codes, codes[:, ::-1])):
            parts[which].append(streams[which].feed(part[:, at : at + 5]))
    parts[0].append(streams[0].finish())
    np.testing.assert_allclose(np.concatenate(parts[0]), whole, rtol=0, atol=TOLERANCE)


def test_nothing_fed_is_nothing_heard(mono: tuple[SmallCodec, AnyCodec, Codes, Audio]) -> None:
    assert mono[1].stream().finish().shape == (0, 1)


def test_a_finished_stream_takes_no_more(mono: tuple[SmallCodec, AnyCodec, Codes, Audio]) -> None:
    _, codec, codes, _ = mono
    stream = codec.stream()
    stream.finish()
    with pytest.raises(ValueError, match="codes for a stream that is finished"):
        stream.feed(codes)
    with pytest.raises(ValueError, match="finished again"):
        stream.finish()


def test_wrong_codes_are_named_and_leave_the_stream_as_it_was(
    mono: tuple[SmallCodec, AnyCodec, Codes, Audio],
) -> None:
    _, codec, codes, whole = mono
    stream = codec.stream()
    parts = [stream.feed(codes[:, :30])]
    for wrong, message in (
        (CODES, r"code 64 in codebook 2, frame 1 of the chunk: expected 0 to 63"),
        (-1, r"code -1 in codebook 2, frame 1 of the chunk: expected 0 to 63"),
    ):
        bad = codes[:, 30:].copy()
        bad[2, 1] = wrong
        with pytest.raises(ValueError, match=message):
            stream.feed(bad)
    parts += [stream.feed(codes[:, 30:]), stream.finish()]
    np.testing.assert_allclose(np.concatenate(parts), whole, rtol=0, atol=TOLERANCE)


@pytest.mark.parametrize(
    ("codes", "message"),
    [
        (np.zeros((3, 5), np.int64), r"codes of shape \(3, 5\), expected \(4, frames\)"),
        (np.zeros(4, np.int64), r"codes of shape \(4,\), expected \(4, frames\)"),
        (np.zeros((4, 5)), "codes of type float64, expected whole numbers"),
    ],
)
def test_what_are_no_codes_is_said(codes: Codes, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        checked_codes(codes, 4, CODES)


@pytest.mark.parametrize("mono", ["openvino"], indirect=True)
def test_memory_is_flat_over_two_thousand_chunks_and_a_hundred_pieces(
    mono: tuple[SmallCodec, AnyCodec, Codes, Audio],
) -> None:
    _, codec, codes, _ = mono
    process = psutil.Process()

    def chunks(count: int) -> None:
        stream = codec.stream()
        for at in range(count):
            stream.feed(codes[:, : 1 + at % 7])

    def pieces(count: int) -> None:
        for _ in range(count):
            codec.stream().feed(codes[:, :20])

    for work, count in ((chunks, 2000), (pieces, 100)):
        work(count // 4)
        gc.collect()
        before = process.memory_info().rss
        work(count)
        gc.collect()
        # 2,000 chunks are 8,000 frames: kept, their features alone would be 2 MB, their audio 20 MB.
        assert process.memory_info().rss - before < 8 << 20


def test_the_stream_is_what_the_runtime_promises(mono: tuple[SmallCodec, AnyCodec, Codes, Audio]) -> None:
    stream: CodecStream = mono[1].stream()
    assert isinstance(stream, StreamedDecode)


class Counting:
    """Networks that note what they are given."""

    def __init__(self, networks: Networks) -> None:
        self.networks = networks
        self.frames: list[int] = []

    def head(self, codes: Codes) -> Features:
        return self.networks.head(codes)

    def tail(self, features: Features) -> Audio:
        self.frames.append(features.shape[2])
        return self.networks.tail(features)


def test_many_frames_at_once_take_no_larger_arrays_than_a_second(
    mono: tuple[SmallCodec, AnyCodec, Codes, Audio],
) -> None:
    small, codec, _, _ = mono
    counting = Counting(codec.networks())
    stream = StreamedDecode(counting, small.shape.codec, 4, 1)
    codes = small.random_codes(300)
    audio = np.concatenate([stream.feed(codes), stream.finish()])
    assert max(counting.frames) == 52
    np.testing.assert_allclose(audio, small.decoded(codes), rtol=0, atol=TOLERANCE)
