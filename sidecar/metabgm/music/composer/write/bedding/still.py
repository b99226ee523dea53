"""Drones and halos: beds of few notes, low and lasting, or high and single."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from metabgm.music.composer.randomness import chance
from metabgm.music.composer.theory.chords import Chord
from metabgm.music.composer.theory.keys import Key
from metabgm.music.composer.write.bedding.held import Holder
from metabgm.music.composer.write.score import Note, Span

_LOWEST_DRONE = 38
_COLOURED, _MOVED = 0.75, 0.5  # chances that a colour sounds over a chord, that it goes on to the next one
_HALO = (69, 93)  # MIDI range where the instrument reaches it
_HALO_LEVEL, _SECOND_HALO, _HALO_RESTS = 0.4, 0.55, 0.3


def drone(spans: Sequence[Span], key: Key, holder: Holder, rng: np.random.Generator) -> list[Note]:
    """Tonic and fifth without end, and above them a colour that changes slowly with the chords."""
    begin, end = spans[0].beat, spans[-1].end
    low = max(holder.instrument.low, _LOWEST_DRONE)
    tonic = low + (key.tonic - low) % 12
    fifth = tonic + (7 if (key.tonic + 7) % 12 in key.collection else 12)
    notes: list[Note] = []
    for voice, pitch in ((3, tonic), (2, fifth), (1, tonic + 12)):
        if pitch <= holder.instrument.high:
            notes += holder.hold(begin, end - begin, pitch, level=0.4 + 0.03 * voice, voice=voice)
    return notes + _colours(spans, (tonic + 14, min(tonic + 28, holder.instrument.high)), holder, rng)


def _colours(
    spans: Sequence[Span], bounds: tuple[int, int], holder: Holder, rng: np.random.Generator
) -> list[Note]:
    notes: list[Note] = []
    pitch = sum(bounds) // 2
    for span in spans[:-1]:
        stays = pitch % 12 in span.chord.tones and not chance(rng, _MOVED)
        pitch = pitch if stays else _nearest(span.chord, pitch, bounds, rng)
        if chance(rng, _COLOURED):
            late = 0.25 * span.beats * float(rng.random())
            notes += holder.hold(span.beat + late, span.beats - late, pitch, level=0.38, voice=0)
    return notes


def halo(spans: Sequence[Span], holder: Holder, rng: np.random.Generator) -> list[Note]:
    """One high note at a time, at times a second one beside it, entering and leaving by themselves."""
    instrument = holder.instrument
    low = min(_HALO[0], instrument.high - 14)
    bounds = (max(low, instrument.low), min(_HALO[1], instrument.high))
    notes: list[Note] = []
    pitch = sum(bounds) // 2
    at = 0
    while at < len(spans):
        span = spans[at]
        pitch = _nearest(span.chord, pitch, bounds, rng)
        end = at + 1
        while end < len(spans) and pitch % 12 in spans[end].chord.tones and chance(rng, _MOVED):
            end += 1
        begin = span.beat + 0.3 * span.beats * float(rng.random())
        leaves = spans[end - 1].end - 0.15 * span.beats * float(rng.random())
        notes += holder.hold(begin, leaves - begin, pitch, level=_HALO_LEVEL, voice=0)
        if chance(rng, _SECOND_HALO):
            below = [one for one in range(bounds[0], pitch - 2) if one % 12 in span.chord.tones]
            enters = begin + 0.3 * (span.end - begin)
            if below:
                other = below[-1] if len(below) < 2 or chance(rng, 0.6) else below[-2]
                notes += holder.hold(enters, span.end - enters, other, level=_HALO_LEVEL - 0.05, voice=1)
        at = end + (1 if chance(rng, _HALO_RESTS) and end + 1 < len(spans) else 0)
    return notes


def _nearest(one: Chord, before: int, bounds: tuple[int, int], rng: np.random.Generator) -> int:
    """A tone of the chord near the one before, another one where that can be."""
    options = [pitch for pitch in range(bounds[0], bounds[1] + 1) if pitch % 12 in one.tones]
    return min(
        options, key=lambda pitch: abs(pitch - before) + (3.0 if pitch == before else 2.5 * rng.random())
    )
