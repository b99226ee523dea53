"""Which steps the decoder attends to, so that a step costs the same after minutes as after seconds."""

from __future__ import annotations

from dataclasses import dataclass

TRAINED = 1503
"""MusicGen was trained on 30 s, 1500 frames and their delay; its configuration has 2048 positions."""

SHORTEST = 16
"""A piece that begins late must have its delay pattern complete when it goes on: 1 + codebooks at most."""


@dataclass(frozen=True)
class Span:
    """The cache grows to ``most`` steps and is then cut to the last ``least``; SHORTEST <= least < most.

    8 s to 4 s of music by default: attention costs 10 ms a step at 500 steps and 27 ms at 1400, a cut 120 ms
    (measured on two cores). Raises ValueError.
    """

    most: int = 400
    least: int = 200

    def __post_init__(self) -> None:
        if not SHORTEST <= self.least < self.most:
            raise ValueError(
                f"window: {self.least} to {self.most} steps, expected {SHORTEST} <= least < most"
            )

    def within(self, positions: int) -> Span:
        """The same for a decoder of fewer ``positions`` (at least twice SHORTEST)."""
        if self.most <= positions:
            return self
        return Span(positions, min(self.least, positions // 2))


@dataclass(frozen=True)
class Feed:
    """Feed the next step."""


@dataclass(frozen=True)
class Trim:
    """Forget all but the last ``keep`` steps, then feed the next one."""

    keep: int


@dataclass(frozen=True)
class Restart:
    """Begin with an empty cache and positions from 0: feed the last ``steps``, the next one among them."""

    steps: int


Action = Feed | Trim | Restart


class Window:
    """Says before each step what to do, and takes it as done.

    Positions go on growing after a trim. A restart comes in the place of the trim after which they would pass
    what the decoder was trained on, so that no step pays for both.
    """

    def __init__(self, span: Span, positions: int) -> None:
        if positions < span.most:
            raise ValueError(
                f"window: {span.most} steps, expected at most {positions}, the decoder's positions"
            )
        self._span = span
        self._positions = positions
        self._length = 0
        self._position = 0

    @property
    def length(self) -> int:
        """Steps in the cache."""
        return self._length

    def begin(self, steps: int) -> None:
        """A decoder without past was fed ``steps``, 0 to the window's most."""
        if not 0 <= steps <= self._span.most:
            raise ValueError(f"steps: {steps}, expected 0 to {self._span.most}")
        self._length = self._position = steps

    def next(self) -> Action:
        """What to do with the next step."""
        if self._length < self._span.most and self._position < self._positions:
            self._length += 1
            self._position += 1
            return Feed()
        if self._position + self._span.most - self._span.least > self._positions:
            self.begin(self._span.least)
            return Restart(self._span.least)
        self._length = self._span.least + 1
        self._position += 1
        return Trim(self._span.least)
