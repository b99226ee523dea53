"""Pads and waves: chords that go over into each other, or come and go."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from metabgm.music.composer.randomness import chance
from metabgm.music.composer.theory.voicing import Voicing
from metabgm.music.composer.write.bedding.held import Holder, clipped
from metabgm.music.composer.write.score import Note, Span

_ENTRY_BEATS = 0.5  # after which the next voice of the first chord enters, lowest first
_LEVEL, _LOWER_LEVEL = 0.41, 0.03  # of the highest voice, more for each one below
# Shares of a wave: when the last voice has entered, when the first and the last one leave.
_RISEN, _EBBING, _EBBED = 0.32, 0.5, 0.7


def pad(spans: Sequence[Span], voicings: Sequence[Voicing], holder: Holder) -> list[Note]:
    """Each voice holds its pitch for as long as the chords let it."""
    notes: list[Note] = []
    count = len(voicings[0]) if voicings else 0
    for place in range(count):
        voice = count - 1 - place
        begin = spans[0].beat + _ENTRY_BEATS * place
        for at, (span, voicing) in enumerate(zip(spans, voicings, strict=True)):
            if at + 1 < len(spans) and voicings[at + 1][place] == voicing[place]:
                continue
            level = _LEVEL + _LOWER_LEVEL * voice
            notes += holder.hold(begin, span.end - begin, voicing[place], level=level, voice=voice)
            begin = span.end
    return notes


def breathing(
    rng: np.random.Generator, notes: Sequence[Note], spans: Sequence[Span], often: float, bar: float
) -> list[Note]:
    """A pad that now and then rests for the last bar of a phrase. ``often``: 0..1."""
    rests = [
        (max(span.beat, span.end - bar), span.end)
        for span in spans[:-1]
        if span.cadence is not None and chance(rng, often)
    ]
    edges = [float("-inf"), *(edge for rest in rests for edge in rest), float("inf")]
    return [
        note
        for begin, end in zip(edges[::2], edges[1::2], strict=True)
        for note in clipped(notes, begin, end)
    ]


def waves(
    rng: np.random.Generator,
    spans: Sequence[Span],
    voicings: Sequence[Voicing],
    holder: Holder,
    *,
    shortest: float,
) -> list[Note]:
    """Voices enter one after the other and leave in the same order; between waves there is silence.

    ``shortest``: beats that a wave lasts at least, its silence included.
    """
    notes: list[Note] = []
    first = 0
    for at in range(len(spans)):
        begin, beats = spans[first].beat, spans[at].end - spans[first].beat
        if beats < shortest and at + 1 < len(spans):
            continue
        swell = pad(spans[first : at + 1], voicings[first : at + 1], holder)
        count = len(voicings[at])
        order = rng.permutation(count) if chance(rng, 0.4) else np.arange(count)[::-1]
        last = at + 1 == len(spans)
        for turn, voice in enumerate(order.tolist()):
            share = turn / max(count - 1, 1)
            enters = begin + _RISEN * share * beats
            leaves = begin + (1.0 if last else _EBBING + (_EBBED - _EBBING) * share) * beats
            notes += clipped([note for note in swell if note.voice == voice], enters, leaves)
        first = at + 1
    return notes
