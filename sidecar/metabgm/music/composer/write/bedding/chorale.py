"""Chorales: four voices that move together, with suspensions, passing and neighbour notes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from metabgm.music.composer.randomness import chance, weighted
from metabgm.music.composer.theory.chords import scale_over
from metabgm.music.composer.theory.keys import Key
from metabgm.music.composer.theory.voice_leading import parallel
from metabgm.music.composer.theory.voicing import Voicing
from metabgm.music.composer.write.bedding.held import Holder
from metabgm.music.composer.write.score import Note, Span

_SUSPENDED, _ORNAMENTED = 0.45, 0.4  # chances of a change of chord where one can be had
_SHORTEST_CHORD = 2.0  # beats that a chord needs for an ornament
_LONGEST_SUSPENSION = 2.0
_BREATH = 0.35  # beats by which the last chord of a phrase is shorter
_TOP_LEVEL, _LEVEL = 0.52, 0.44
# Intervals above the bass, semitones, that a suspension resolves downwards from: 9-8, 4-3, 7-6.
_DISSONANCES = frozenset({1, 2, 5, 10, 11})


@dataclass
class _Tone:
    """A stretch of one voice, in beats."""

    begin: float
    end: float
    pitch: int


def chorale(
    rng: np.random.Generator, spans: Sequence[Span], voicings: Sequence[Voicing], key: Key, holder: Holder
) -> list[Note]:
    """A chord for each span. Suspensions where the style is functional: prepared, and resolved by step."""
    count = len(voicings[0])
    lines = [
        [_Tone(span.beat, span.end, voicing[place]) for span, voicing in zip(spans, voicings, strict=True)]
        for place in range(count)
    ]
    for line in lines:
        for span, tone in zip(spans, line, strict=True):
            tone.end -= _BREATH if span.cadence is not None else 0.0
    extra: list[list[_Tone]] = [[] for _ in range(count)]
    for at in range(len(spans) - 1):
        if spans[at].cadence is not None:
            continue
        suspended = _suspend(rng, spans, voicings, lines, at)
        _ornament(rng, spans, voicings, lines, at, key=key, but=suspended, extra=extra)
    notes: list[Note] = []
    for place in range(count):
        level = _TOP_LEVEL if place == count - 1 else _LEVEL
        for tone in (*lines[place], *extra[place]):
            length = tone.end - tone.begin
            notes += holder.hold(tone.begin, length, tone.pitch, level=level, voice=count - 1 - place)
    return notes


def _suspend(
    rng: np.random.Generator,
    spans: Sequence[Span],
    voicings: Sequence[Voicing],
    lines: list[list[_Tone]],
    at: int,
) -> int | None:
    """Holds a voice that falls by step into the next chord; says which."""
    there = spans[at + 1]
    if there.style != "functional" or there.beats < _SHORTEST_CHORD:
        return None
    old, new = voicings[at], voicings[at + 1]
    options = [
        place
        for place in range(1, len(old))
        if old[place] - new[place] in (1, 2)
        and old[place] % 12 not in there.chord.tones
        and (old[place] - new[0]) % 12 in _DISSONANCES
        and all(abs(old[place] - pitch) > 1 for other, pitch in enumerate(new) if other != place)
        and not any(new[other] % 12 == new[place] % 12 for other in range(1, len(new)) if other != place)
    ]
    if not options or not chance(rng, _SUSPENDED):
        return None
    place = weighted(rng, [(one, 1.0 + one) for one in options])
    length = min(_LONGEST_SUSPENSION, there.beats / 2)
    lines[place][at].end += length
    lines[place][at + 1].begin += length
    return place


def _ornament(
    rng: np.random.Generator,
    spans: Sequence[Span],
    voicings: Sequence[Voicing],
    lines: list[list[_Tone]],
    at: int,
    *,
    key: Key,
    but: int | None,
    extra: list[list[_Tone]],
) -> None:
    """A passing or neighbour note on the last beat of a chord, where it makes no parallels."""
    span = spans[at]
    if span.beats < _SHORTEST_CHORD or not chance(rng, _ORNAMENTED):
        return
    old, new = voicings[at], voicings[at + 1]
    scale = scale_over(key, span.chord)
    short = min(1.0, span.beats / 3)
    options: list[tuple[tuple[int, int], float]] = []
    for place in range(len(old)):
        if place == but or lines[place][at].end - short - lines[place][at].begin < 1.0:
            continue
        for pitch, weight in _between(old[place], new[place], scale, upper=place > 0):
            moved = [(old[other], new[other]) for other in range(len(old)) if other not in (place, but)]
            into = (pitch, new[place])
            if any(parallel(*sorted((into, other))) for other in moved):
                continue
            if all(abs(pitch - one) > 1 for other, one in enumerate(old) if other != place):
                options.append(((place, pitch), weight))
    if options:
        place, pitch = weighted(rng, options)
        extra[place].append(_Tone(span.end - short, span.end, pitch))
        lines[place][at].end = span.end - short


def _between(old: int, new: int, scale: frozenset[int], *, upper: bool) -> list[tuple[int, float]]:
    """Passing notes fill a third; neighbours, of the upper voices only, leave a held pitch and come back."""
    if abs(new - old) in (3, 4):
        inside = range(min(old, new) + 1, max(old, new))
        return [(one, 1.0) for one in inside if one % 12 in scale][:1]
    if old == new and upper:
        above = next(one for one in range(old + 1, old + 4) if one % 12 in scale)
        below = next(one for one in range(old - 1, old - 4, -1) if one % 12 in scale)
        return [(above, 0.35), (below, 0.35)]
    return []
