"""An engine that takes virtual time: silent pieces whose material is made ahead, without any waiting."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from metabgm.music.engine import Anchor, Brief, EngineName, Frames, Steering
from metabgm.music.musicgen.runtime import RuntimeFaultError
from tests.server.tones import RATE

CHUNK = 12_288
# What is made at a time, in seconds of music.
WORK_S = 0.08
# How much longer than it was asked to a piece goes on when it is told to end.
CLOSE_S = 1.5
USUAL_S = {"base": 60.0, "combat": 60.0, "sting": 4.0}


class Toil:
    """``pace``: seconds for a second of music, as it really is. ``spent``: since it was last taken.

    ``breaks_after``: so many seconds of music every call fails.
    """

    def __init__(self, pace: float) -> None:
        self.pace = pace
        self.spent = 0.0
        self.made = 0.0
        self.worked = 0.0
        self.breaks_after = float("inf")

    def make(self, seconds: float) -> None:
        if self.made >= self.breaks_after:
            raise RuntimeFaultError("the logits are not finite")
        self.spent += self.pace * seconds
        self.worked += self.pace * seconds
        self.made += seconds

    def take(self) -> float:
        spent, self.spent = self.spent, 0.0
        return spent


class SlowPiece:
    """Begins where it never waits, if the machine is as fast as the brief says. On a slow one all of its

    material is heard twice or three times.
    """

    def __init__(self, brief: Brief, toil: Toil) -> None:
        self._brief = brief
        self._toil = toil
        self._heard = 1 if brief.pace < 0.8 else 2 if brief.pace < 2.5 else 3
        self._made = 0.0
        self._given = 0

    @property
    def title(self) -> str:
        return "slow"

    @property
    def total_frames(self) -> int:
        return round(self._seconds * RATE)

    @property
    def parameters(self) -> dict[str, float]:
        return {"pace": self._brief.pace}

    @property
    def head_start(self) -> float:
        pace = 1.1 * self._brief.pace / self._heard
        return 0.0 if pace < 1.0 else self._seconds * (1.0 - 1.0 / pace)

    @property
    def ahead(self) -> float:
        return max(0.0, self._made - self._given / RATE)

    @property
    def _seconds(self) -> float:
        return self._brief.seconds or USUAL_S[self._brief.role]

    def anchor(self) -> Anchor:
        return Anchor("musicgen", "slow", None)

    def work(self) -> bool:
        self._make(self._made + WORK_S)
        return self._made < self._seconds

    def chunks(self, steering: Steering | None = None) -> Iterator[Frames]:
        steering, end = steering or Steering(), self.total_frames
        for first in range(0, self.total_frames, CHUNK):
            if steering.at(first).ending:
                end = min(end, first + round(CLOSE_S * RATE))
            if first >= end:
                return
            count = min(CHUNK, end - first)
            self._make((first + count) / RATE)
            self._given = first + count
            yield np.zeros((count, 2), np.float32)

    def _make(self, until: float) -> None:
        missing = min(until, self._seconds) - self._made
        if missing > 0.0:
            self._made += missing
            self._toil.make(missing / self._heard)


class SlowEngine:
    """Named as the one whose part it takes."""

    def __init__(self, name: EngineName, pace: float) -> None:
        self._name = name
        self.toil = Toil(pace)

    @property
    def name(self) -> EngineName:
        return self._name

    @property
    def sample_rate(self) -> int:
        return RATE

    def compose(self, brief: Brief) -> SlowPiece:
        return SlowPiece(brief, self.toil)
