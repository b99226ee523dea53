"""How a piece is laid out where the machine is slower than the music: what repeats, what is made before.

The material is cut into sections. After some of them the music goes back by about a section and is heard once
or twice more before it goes on, in which time the machine makes the next. What that doesn't make up for is
made before the piece begins.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from metabgm.music.musicgen.ladder import MOST_RTF

FREEDOM_S = 1.5
"""A loop may be so much shorter or longer than planned: any bar of up to 3 s fits into it a whole time."""
CONTEXT_S = 3.0
"""Music before a loop, by which two places are held against each other."""

_SECTION_S = 10.0
_SHORTEST_SECTION_S = 8.0
_LEAD_S = CONTEXT_S + FREEDOM_S
_CODA_S = 3.0
_MOST_REPEATS = 2
# A machine that is busy with a game as well is slower at times.
_MARGIN = 1.1
# Of the work for a second of music: what the codec takes, which isn't done ahead.
_CODEC_SHARE = 0.15
# Codec, resampler and the last steps of the delay pattern.
_LATENCY_S = 0.6
# Of material. More repeats are planned only where more than this had to be made before the piece begins.
_USUAL_HEAD_START_S = 15.0


@dataclass(frozen=True)
class LoopPoint:
    """After ``at`` seconds of material the music goes back by about ``length`` seconds, ``times`` >= 1."""

    at: float
    length: float
    times: int


@dataclass(frozen=True)
class Form:
    """``seconds``: heard. ``material``: seconds that are needed for it at most. ``head_start``: seconds that

    must be there to be heard when the piece begins, so that it never waits at the pace it was made for.
    """

    seconds: float
    material: float
    loops: tuple[LoopPoint, ...] = ()
    head_start: float = 0.0


def form_for(seconds: float, pace: float) -> Form:
    """Of a piece of ``seconds`` > 0 on a machine that works ``pace`` >= 0 seconds for a second of music."""
    if pace <= MOST_RTF:
        return Form(seconds, seconds)
    choices = [_planned(seconds, loops, pace) for loops in _layouts(seconds)]
    return next((form for form, enough in choices if enough), choices[-1][0])


def heard_of(loops: tuple[LoopPoint, ...], material: float) -> float:
    """Seconds that can be heard of so many seconds of material."""
    return material + sum(loop.times * loop.length for loop in loops if loop.at <= material)


def _layouts(seconds: float) -> list[tuple[LoopPoint, ...]]:
    """Those possible, from nothing heard again to all of it as often as may be."""
    between = seconds - _LEAD_S - _CODA_S
    sections = round(between / _SECTION_S)
    if sections < 2 or between / sections < _SHORTEST_SECTION_S:
        return [()]
    length = between / sections
    most = sections * _MOST_REPEATS // (1 + _MOST_REPEATS)
    return [_layout(length, sections - repeats, repeats) for repeats in range(most + 1)]


def _layout(length: float, sections: int, repeats: int) -> tuple[LoopPoint, ...]:
    """The repeats spread evenly over the sections, the first of them first."""
    done = [ceil(number * repeats / sections) for number in range(sections + 1)]
    return tuple(
        LoopPoint(_LEAD_S + number * length, length, done[number] - done[number - 1])
        for number in range(1, sections + 1)
        if done[number] > done[number - 1]
    )


def _planned(seconds: float, loops: tuple[LoopPoint, ...], pace: float) -> tuple[Form, bool]:
    """The form, and whether its head start is no more than usual."""
    # All loops together are off by no more than the last one, since each makes up for those before.
    off = FREEDOM_S * max((loop.times for loop in loops), default=0)
    material = seconds - sum(loop.times * loop.length for loop in loops) + off
    ends = [*(loop.at for loop in loops), material]
    missing, repeated = 0.0, 0.0
    for at, loop in zip(ends, [*loops, None], strict=True):
        heard = min(seconds, at + max(0.0, repeated - off))
        missing = max(missing, at + _LATENCY_S - heard / (_MARGIN * pace))
        repeated += 0.0 if loop is None else loop.times * loop.length
    missing /= 1.0 - _CODEC_SHARE
    ahead = max(missing, _USUAL_HEAD_START_S) if loops else missing
    head_start = min(seconds, heard_of(loops, min(ahead, material)))
    return Form(seconds, material, loops, head_start), missing <= _USUAL_HEAD_START_S
