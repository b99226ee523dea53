"""A small network of real arithmetic behind the Runtime protocol: recurrent, random, the same everywhere."""

from __future__ import annotations

import time
import zlib

import numpy as np
from numpy.typing import NDArray

from metabgm.music.musicgen.runtime import (
    Audio,
    Chroma,
    CodecStream,
    Codes,
    Decoding,
    Logits,
    RuntimeFaultError,
    States,
)
from metabgm.music.musicgen.shape import CodecShape, DecoderShape, MusicGenShape, TextEncoderShape

WIDTH = 16
SHAPE = MusicGenShape(
    text=TextEncoderShape(layers=1, width=WIDTH, heads=2, head_width=8, ff_width=32, vocabulary=99),
    decoder=DecoderShape(
        layers=1,
        width=WIDTH,
        heads=2,
        ff_width=32,
        codebooks=4,
        codes=64,
        text_width=WIDTH,
        positions=2048,
    ),
    codec=CodecShape(
        rate=32_000,
        channels=1,
        filters=4,
        width=8,
        ratios=(8, 5, 4, 4),
        codebooks=4,
        codes=64,
        kernel=7,
        last_kernel=7,
        residual_kernel=3,
        residual_layers=1,
        compress=2,
        lstm_layers=1,
        dilation_growth=2,
        causal=False,
    ),
)


class NumpyRuntime:
    """``loudness``: of its audio, linear. ``fails_at``: the step whose logits are NaN, of every decoding.

    ``bad_audio_at``: the codec's call whose audio is NaN.
    """

    def __init__(
        self, loudness: float = 0.2, fails_at: int | None = None, bad_audio_at: int | None = None
    ) -> None:
        draws = np.random.default_rng(5)
        self._fails_at, self._bad_audio_at = fails_at, bad_audio_at
        self._tables = draws.standard_normal((4, 65, WIDTH)).astype(np.float32)
        self._mixing = (draws.standard_normal((WIDTH, WIDTH)) / 4.0).astype(np.float32)
        self._heads = draws.standard_normal((4, WIDTH, 64)).astype(np.float32)
        hop = SHAPE.codec.hop
        at = np.arange(2 * hop) / SHAPE.codec.rate
        tones = np.sin(2.0 * np.pi * draws.uniform(80.0, 2000.0, (4, 64, 1)) * at)
        self._grains = (loudness * np.hanning(2 * hop) * tones).astype(np.float32)
        self.decodings = 0
        self.texts: list[str] = []

    @property
    def shape(self) -> MusicGenShape:
        return SHAPE

    def encode_text(self, text: str) -> States:
        self.texts.append(text)
        draws = np.random.default_rng(zlib.crc32(text.encode()))
        return draws.standard_normal((1 + len(text.split()), WIDTH)).astype(np.float32)

    def decode(
        self, text: States, negative: States | None, *, guided: bool, melody: Chroma | None = None
    ) -> Decoding:
        self.decodings += 1
        rows = [text] if not guided else [text, np.zeros((1, WIDTH)) if negative is None else negative]
        biases = np.stack([row.mean(axis=0) for row in rows]).astype(np.float32)
        if melody is not None:
            biases[0, : melody.shape[1]] += melody.mean(axis=0)
        return _Decoding(biases, self._tables, self._mixing, self._heads, self._fails_at)

    def codec_stream(self) -> CodecStream:
        return _Codec(self._grains, self._bad_audio_at)

    def encode_audio(self, audio: Audio) -> Codes:
        raise RuntimeFaultError(f"no encoder for audio of shape {audio.shape}")


class SlowRuntime(NumpyRuntime):
    """Takes a tenth of a second for a step: five times as long as the music."""

    def decode(
        self, text: States, negative: States | None, *, guided: bool, melody: Chroma | None = None
    ) -> Decoding:
        return _SlowDecoding(super().decode(text, negative, guided=guided, melody=melody))


class _SlowDecoding:
    def __init__(self, decoding: Decoding) -> None:
        self._decoding = decoding
        self.keep_last = decoding.keep_last

    @property
    def rows(self) -> int:
        return self._decoding.rows

    @property
    def length(self) -> int:
        return self._decoding.length

    def feed(self, steps: Codes) -> Logits:
        time.sleep(0.1)
        return self._decoding.feed(steps)


class _Decoding:
    def __init__(
        self,
        biases: NDArray[np.float32],
        tables: NDArray[np.float32],
        mixing: NDArray[np.float32],
        heads: NDArray[np.float32],
        fails_at: int | None,
    ) -> None:
        self._biases, self._tables, self._mixing, self._heads = biases, tables, mixing, heads
        self._state = np.zeros_like(biases)
        self._fails_at = fails_at
        self._fed = 0
        self._length = 0

    @property
    def rows(self) -> int:
        return len(self._biases)

    @property
    def length(self) -> int:
        return self._length

    def feed(self, steps: Codes) -> Logits:
        for step in steps.T:
            heard = self._tables[np.arange(4), step].sum(axis=0)
            self._state = np.tanh(self._state @ self._mixing + heard + self._biases)
        self._fed += steps.shape[1]
        self._length += steps.shape[1]
        logits = np.einsum("rw,kwc->rkc", self._state, self._heads)
        failed = self._fails_at is not None and self._fed > self._fails_at
        return np.full_like(logits, np.nan) if failed else logits

    def keep_last(self, steps: int) -> None:
        self._length = min(self._length, steps)


class _Codec:
    """Each token sounds for two frames, overlapping its neighbours: the second half waits for the next."""

    def __init__(self, grains: NDArray[np.float32], bad_at: int | None) -> None:
        self._grains, self._bad_at = grains, bad_at
        self._hop = grains.shape[2] // 2
        self._carried = np.zeros(self._hop, np.float32)
        self._calls = 0

    def feed(self, codes: Codes) -> Audio:
        self._calls += 1
        out = []
        for frame in codes.T:
            grain = self._grains[np.arange(4), frame].sum(axis=0)
            out.append(self._carried + grain[: self._hop])
            self._carried = grain[self._hop :]
        audio = np.concatenate(out) if out else np.zeros(0, np.float32)
        if self._bad_at is not None and self._calls > self._bad_at:
            audio = np.full_like(audio, np.nan)
        return audio[:, None]

    def finish(self) -> Audio:
        return np.zeros((0, 1), np.float32)
