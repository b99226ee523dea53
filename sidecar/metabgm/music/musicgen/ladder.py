"""Which step of the ladder a machine's speed gives: MusicGen, MusicGen with the composer, the composer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Step = Literal["musicgen", "musicgen with the composer", "composer"]

MOST_RTF = 0.8
"""Seconds of work for a second of music: a fifth is left for the game's own peaks."""

MOST_RTF_PREPARED = 4.0
"""A piece of a minute and a half takes six minutes to prepare: longer than a player stays in most places."""

# The window lets the cache grow from 200 to 400 steps, again and again.
_USUAL_STEPS = 300.0


@dataclass(frozen=True)
class Speed:
    """``steps_50``, ``steps_500``: of the decoder a second, so many steps into a piece, sampling included.

    ``codec``: seconds of work for a second of audio. ``frame_rate``: tokens a second of audio.
    """

    steps_50: float
    steps_500: float
    codec: float
    frame_rate: float

    @property
    def rtf(self) -> float:
        """Seconds of work for a second of music, minutes into a piece.

        The cache is then 300 steps long on average, and a step's time grows evenly with it.
        """
        early, late = 1.0 / self.steps_50, 1.0 / self.steps_500
        step_s = early + (late - early) * (_USUAL_STEPS - 50.0) / 450.0
        return self.frame_rate * step_s + self.codec


def step_for(rtf: float) -> tuple[Step, str]:
    """The step and, where it isn't the top one, one line that says why."""
    if rtf < MOST_RTF:
        return "musicgen", ""
    takes = f"MusicGen takes {rtf:.2f} s for a second of music"
    if rtf <= MOST_RTF_PREPARED:
        return "musicgen with the composer", f"{takes}: the composer plays what must be quick"
    return "composer", f"{takes}: too slow even for what is prepared"
