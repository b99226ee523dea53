"""A decoder small enough to be computed by hand: one layer of attention over its cache, in numpy."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from metabgm.music.musicgen.runtime import Chroma, Codes, Logits, States
from metabgm.music.musicgen.shape import CodecShape, DecoderShape, MusicGenShape, TextEncoderShape

WIDTH = 12


def small_shape(
    codebooks: int = 4, codes: int = 24, positions: int = 64, stereo: bool = False
) -> MusicGenShape:
    return MusicGenShape(
        TextEncoderShape(1, WIDTH, 1, WIDTH, WIDTH, 100),
        DecoderShape(1, WIDTH, 1, WIDTH, codebooks, codes, WIDTH, positions, stereo),
        # 50 frames a second, as the real one.
        CodecShape(400, 1, 4, 4, (4, 2), codebooks, codes, 7, 7, 3, 1, 2, 1, 2, False),
    )


@dataclass
class SmallDecoding:
    """``seen``: (position, step) of what is in the cache."""

    runtime: SmallRuntime
    conditions: list[NDArray[np.float32]]
    seen: list[tuple[int, NDArray[np.int64]]] = field(default_factory=list)
    position: int = 0

    @property
    def rows(self) -> int:
        return len(self.conditions)

    @property
    def length(self) -> int:
        return len(self.seen)

    def feed(self, steps: Codes) -> Logits:
        for step in steps.T:
            self.seen.append((self.position, step.copy()))
            self.position += 1
        self.runtime.calls.append((steps.shape[1], list(self.seen)))
        return self.runtime.logits(self.seen, self.conditions)

    def keep_last(self, steps: int) -> None:
        assert 0 <= steps < len(self.seen)
        self.seen = self.seen[len(self.seen) - steps :]
        if not steps:
            self.position = 0


class SmallRuntime:
    """``calls``: for every call of a decoder how many steps it was fed and what its cache held after it."""

    def __init__(self, shape: MusicGenShape, seed: int = 0) -> None:
        rng = np.random.default_rng(seed)
        decoder = shape.decoder
        self.shape = shape
        self.calls: list[tuple[int, list[tuple[int, NDArray[np.int64]]]]] = []
        self.encoded: list[str] = []
        self._tables = rng.normal(size=(decoder.codebooks, decoder.codes + 1, WIDTH)).astype(np.float32)
        self._positions = rng.normal(size=(decoder.positions, WIDTH)).astype(np.float32)
        self._keys, self._values, self._text = rng.normal(size=(3, WIDTH, WIDTH)).astype(np.float32) / 3
        self._heads = rng.normal(size=(decoder.codebooks, WIDTH, decoder.codes)).astype(np.float32)

    def logits(
        self, seen: list[tuple[int, NDArray[np.int64]]], conditions: list[NDArray[np.float32]]
    ) -> Logits:
        books = np.arange(len(self._tables))
        inner = np.array([self._tables[books, step].sum(axis=0) + self._positions[at] for at, step in seen])
        rows = []
        for condition in conditions:
            scores = inner @ self._keys @ inner[-1] / WIDTH
            share = np.exp(scores - scores.max())
            mixed = share @ (inner @ self._values) / share.sum() + condition @ self._text
            rows.append(np.einsum("w,kwc->kc", np.tanh(mixed), self._heads))
        return np.array(rows, np.float32)

    def encode_text(self, text: str) -> States:
        self.encoded.append(text)
        rng = np.random.default_rng(list(text.encode()))
        return rng.normal(size=(max(1, len(text.split())), WIDTH)).astype(np.float32)

    def decode(
        self, text: States, negative: States | None, *, guided: bool, melody: Chroma | None = None
    ) -> SmallDecoding:
        other = np.zeros(WIDTH, np.float32) if negative is None else negative.mean(axis=0)
        followed = text.mean(axis=0) if melody is None else text.mean(axis=0) + melody.mean(axis=0)
        return SmallDecoding(self, [followed, other] if guided else [followed])
