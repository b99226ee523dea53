"""How a piece's tokens are drawn."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

GUIDANCE = (1.0, 15.0)
"""1 follows the description alone. Beyond 15 softmax has long become a choice of the best one."""
TEMPERATURE = (0.0, 5.0)
"""0 takes the most likely token. At 5 tokens are noise already."""
PROMPT_SECONDS = (0.0, 4.0)
"""A prompt of more than 4 s would fill the window that is left after a trim (200 steps)."""


def _within(name: str, value: float, limits: tuple[float, float]) -> None:
    if not (math.isfinite(value) and limits[0] <= value <= limits[1]):
        raise ValueError(f"{name}: {value}, expected {limits[0]} to {limits[1]}")


@dataclass(frozen=True)
class Sampling:
    """``top_k``: so many most likely tokens are left, 0: all. ``top_p``: the fewest that make up this

    probability are left, 0 or 1: all. ``temperature`` 0: the most likely one. Raises ValueError.
    """

    temperature: float = 1.0
    top_k: int = 250
    top_p: float = 0.0

    def __post_init__(self) -> None:
        _within("temperature", self.temperature, TEMPERATURE)
        _within("top_p", self.top_p, (0.0, 1.0))
        if self.top_k < 0:
            raise ValueError(f"top_k: {self.top_k}, expected 0 or more")


@dataclass(frozen=True)
class Options:
    """``guidance``: 1 costs one row instead of two, but descriptions are followed less (the paper: 3).

    ``negative``: what the music should not be; None: guidance leads away from no text at all. It does nothing
    where guidance is 1. ``prompt_seconds``: of the last piece's tokens. ``melody``: a melody model follows
    that of the last piece. Raises ValueError.
    """

    guidance: float = 3.0
    negative: str | None = None
    prompt_seconds: float = 1.5
    melody: bool = True
    sampling: Sampling = field(default_factory=Sampling)

    def __post_init__(self) -> None:
        _within("guidance", self.guidance, GUIDANCE)
        _within("prompt_seconds", self.prompt_seconds, PROMPT_SECONDS)

    @property
    def guided(self) -> bool:
        """Whether the decoder runs two rows."""
        return self.guidance > 1.0
