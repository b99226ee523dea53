"""Which step of the ladder a machine's speed gives: MusicGen, MusicGen with the composer, the composer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Step = Literal["musicgen", "musicgen with the composer", "composer"]

MOST_RTF = 0.8
"""Seconds of work for a second of music: a fifth is left for the game's own peaks."""

MOST_RTF_PREPARED = 6.0
"""A piece of a minute that repeats its own material takes five minutes to prepare: longer than a player stays
in most places."""

_STEPS: tuple[Step, ...] = ("musicgen", "musicgen with the composer", "composer")
_LIMITS = tuple(enumerate((MOST_RTF, MOST_RTF_PREPARED)))
# What is observed wavers by a tenth and more.
_SPARE = 0.85
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
    step = next_step(None, rtf)
    return step, reason_of(step, rtf)


def next_step(now: Step | None, rtf: float) -> Step:
    """From the step that it stands on, None: from none. Up it goes only with something to spare."""
    return _STEPS[sum(rtf >= limit * (_SPARE if _below(now, place) else 1.0) for place, limit in _LIMITS)]


def reason_of(step: Step, rtf: float) -> str:
    """One line for the player; empty for the top step."""
    takes = f"MusicGen takes {rtf:.2f} s for a second of music"
    if step == "musicgen with the composer":
        return f"{takes}: the composer plays what must be quick"
    return f"{takes}: too slow even for what is prepared" if step == "composer" else ""


def _below(now: Step | None, place: int) -> bool:
    """Whether a step lies below the limit at that place."""
    return now is not None and _STEPS.index(now) > place
