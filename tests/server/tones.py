"""A small engine with real pieces, for tests of what is around engines: sine tones, a chunk at a time.

They follow what steers them: intensity is their loudness, an ending their end at the next chunk.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from metabgm.music.engine import Anchor, Brief, EngineName, Frames, Steering

RATE = 48_000
CHUNK_FRAMES = 4_800


class BrokenPieceError(Exception):
    """What a piece with "break" in its description raises in its middle."""


@dataclass(frozen=True)
class Tone:
    brief: Brief

    @property
    def title(self) -> str:
        return f"tone of {self.hertz} Hz"

    @property
    def total_frames(self) -> int:
        return round((self.brief.seconds or 20.0) * RATE)

    @property
    def parameters(self) -> dict[str, int]:
        return {"hertz": self.hertz}

    @property
    def hertz(self) -> int:
        anchor = self.brief.anchor
        before = anchor.material if anchor is not None and anchor.engine == "composer" else 200
        return int(before) + self.brief.seed % 50

    def anchor(self) -> Anchor:
        return Anchor("composer", self.title, self.hertz)

    def chunks(self, steering: Steering | None = None) -> Iterator[Frames]:
        steering = steering or Steering()
        for start in range(0, self.total_frames, CHUNK_FRAMES):
            controls = steering.at(start)
            if controls.ending:
                return
            if "break" in self.brief.description and start > 0:
                raise BrokenPieceError(f"broke at frame {start}")
            times = np.arange(start, min(start + CHUNK_FRAMES, self.total_frames)) / RATE
            wave = 0.4 * controls.intensity * np.sin(2 * np.pi * self.hertz * times)
            yield np.stack([wave, wave], axis=1).astype(np.float32)


class ToneEngine:
    @property
    def name(self) -> EngineName:
        return "composer"

    @property
    def sample_rate(self) -> int:
        return RATE

    def compose(self, brief: Brief) -> Tone:
        return Tone(brief)
