"""Decoding a piece's tokens while they come in, so that the audio is that of the whole decode."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from metabgm.music.musicgen.networks.codec_padding import pad_codes, paddings, tail_reach
from metabgm.music.musicgen.runtime import Audio, Codes
from metabgm.music.musicgen.shape import CodecShape

BLOCK = 50
"""Frames decoded at a time, a second: more would make the tail's arrays large (8 MB each for this one)."""

Features = NDArray[np.float32]
"""(batch, width, frames)."""


class Networks(Protocol):
    """EnCodec's decoder in two parts. Of stereo the two channels are a batch."""

    def head(self, codes: Codes) -> Features:
        """Codes (all codebooks, n + kernel - 1), each frame once and in order: its state is carried on."""

    def tail(self, features: Features) -> Audio:
        """n frames to (n * hop, channels), both ends padded."""


@dataclass(frozen=True)
class Reach:
    """How much around a frame its audio depends on, in frames."""

    head_before: int
    head_after: int
    tail: int

    @classmethod
    def of(cls, shape: CodecShape) -> Reach:
        before, after = paddings(shape.kernel)
        return cls(before, after, tail_reach(shape))

    @property
    def delay(self) -> int:
        """Frames by which the audio is behind the tokens."""
        return self.head_after + self.tail


class StreamedDecode:
    """A CodecStream on two networks. ``codebooks``: of the decoder, so twice the codec's in stereo."""

    def __init__(self, networks: Networks, shape: CodecShape, codebooks: int, channels: int) -> None:
        self._networks = networks
        self._shape = shape
        self._codebooks = codebooks
        self._silence: Audio = np.zeros((0, channels), np.float32)
        self._reach = Reach.of(shape)
        self._codes: Codes = np.zeros((codebooks, 0), np.int64)
        self._started = False
        self._finished = False
        self._features: Features | None = None
        self._before = 0

    def feed(self, codes: Codes) -> Audio:
        """Raises ValueError for codes that the codec does not have, or after ``finish``."""
        if self._finished:
            raise ValueError("codes for a stream that is finished")
        codes = checked_codes(codes, self._codebooks, self._shape.codes)
        blocks = (codes[:, at : at + BLOCK] for at in range(0, codes.shape[1], BLOCK))
        return self._joined([self._block(block) for block in blocks])

    def finish(self) -> Audio:
        """Raises ValueError if called twice."""
        if self._finished:
            raise ValueError("a stream that is finished is to be finished again")
        self._finished = True
        before = 0 if self._started else self._reach.head_before
        if self._codes.shape[1]:
            self._codes = self._padded(before, self._reach.head_after)
        return self._audio(self._run_head(), last=True)

    def _block(self, codes: Codes) -> Audio:
        self._codes = np.concatenate([self._codes, codes], axis=1)
        if not self._started:
            # Only now is it known what the start is reflected from.
            if self._codes.shape[1] <= max(self._reach.head_before, self._reach.head_after):
                return self._silence
            self._started = True
            self._codes = self._padded(self._reach.head_before, 0)
        return self._audio(self._run_head(), last=False)

    def _padded(self, before: int, after: int) -> Codes:
        return pad_codes(self._codes, before, after, padding=self._shape.padding, blank=self._shape.codes)

    def _run_head(self) -> Features | None:
        """Features of the frames that are certain; keeps what the next ones need."""
        around = self._reach.head_before + self._reach.head_after
        if self._codes.shape[1] <= around:
            return None
        features = self._networks.head(self._codes)
        self._codes = self._codes[:, self._codes.shape[1] - around :]
        return features

    def _audio(self, fresh: Features | None, *, last: bool) -> Audio:
        """``_features`` begins with ``_before`` frames whose audio is out already."""
        parts = [part for part in (self._features, fresh) if part is not None]
        if not parts:
            return self._silence
        features = np.concatenate(parts, axis=2)
        end = features.shape[2] - (0 if last else self._reach.tail)
        if end <= self._before:
            self._features = features
            return self._silence
        audio = self._networks.tail(features)[self._before * self._shape.hop : end * self._shape.hop]
        kept = max(0, end - self._reach.tail)
        self._features = features[:, :, kept:].copy()
        self._before = end - kept
        return audio

    def _joined(self, parts: list[Audio]) -> Audio:
        return np.concatenate([self._silence, *parts])


def checked_codes(codes: Codes, codebooks: int, size: int) -> Codes:
    """The codes as int64. Raises ValueError that names what is wrong with them."""
    codes = np.asarray(codes)
    if codes.ndim != 2 or codes.shape[0] != codebooks:
        raise ValueError(f"codes of shape {codes.shape}, expected ({codebooks}, frames)")
    if codes.dtype.kind not in "iu":
        raise ValueError(f"codes of type {codes.dtype}, expected whole numbers")
    wrong = np.argwhere((codes < 0) | (codes >= size))
    if len(wrong):
        book, frame = (int(at) for at in wrong[0])
        raise ValueError(
            f"code {int(codes[book, frame])} in codebook {book}, frame {frame} of the chunk: "
            f"expected 0 to {size - 1}"
        )
    return codes.astype(np.int64)
