"""The bass: held where it is calm, walking where it is lively, in patterns of bars where it drives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

import numpy as np

from metabgm.music.composer.plan.parameters import Parameters
from metabgm.music.composer.plan.registers import band
from metabgm.music.composer.randomness import chance, pick, stream, weighted
from metabgm.music.composer.sound.instruments import Instrument
from metabgm.music.composer.theory.chords import scale_over
from metabgm.music.composer.theory.keys import Key
from metabgm.music.composer.theory.metre import Metre
from metabgm.music.composer.write.bed import LONGEST_HELD_S
from metabgm.music.composer.write.bedding.held import Holder, cut
from metabgm.music.composer.write.score import Note, Section, Span

Tone = Literal["root", "octave", "fifth", "approach"]
# Intensities: the calm bass enters, starts to walk, and walks where the mood is lively; combat's bass drives
# from the one on and fills the gaps of its pattern from the other on.
_ENTERS, _WALKS, _LIVELY_WALKS = 0.3, 0.65, 0.4
_DRIVES, _FILLS = 0.35, 0.75
_LIVELY = 0.35  # arousal
_TONES: tuple[tuple[Tone, float], ...] = (("root", 0.6), ("octave", 0.22), ("fifth", 0.18))
_VARIED = 0.3  # chance that a bar of a pattern differs from the first one at one place


@dataclass(frozen=True)
class Stroke:
    """``position``: beats into its bar. ``from_intensity``: as in Note."""

    position: float
    tone: Tone
    level: float
    from_intensity: float


def bass(parameters: Parameters, seed: int, plan: Sequence[Section], spans: Sequence[Span]) -> list[Note]:
    """The notes of the bass in all sections that have one."""
    bar = parameters.metre.beats
    pattern = drive(stream(seed, "bass pattern"), parameters.metre)
    notes: list[Note] = []
    for at, section in enumerate(plan):
        instrument = parameters.cast.turn("bass", at)
        if instrument is None or "bass" not in section.parts:
            continue
        begin = section.first_bar * bar
        inside = cut(spans, begin, begin + section.bars * bar)
        pitches = foundation(inside, instrument, parameters.register)
        longest = LONGEST_HELD_S * parameters.bpm / 60.0
        enters = 0.0 if parameters.role == "combat" or not parameters.cast.bed else _ENTERS
        held = _held(inside, pitches, Holder(instrument, longest, "bass", enters))
        closing = section is plan[-1]
        if closing:
            notes += held
        elif parameters.role == "combat":
            notes += _below(held, _DRIVES)
            notes += driven(section, inside, pitches, pattern, metre=parameters.metre, instrument=instrument)
        else:
            walks = _LIVELY_WALKS if parameters.arousal > _LIVELY else _WALKS
            rng = stream(seed, "bass", at)
            notes += _below(held, walks)
            stepping = walking(
                rng, inside, pitches, metre=parameters.metre, key=parameters.key, instrument=instrument
            )
            notes += [replace(note, from_intensity=walks) for note in stepping]
    return notes


def foundation(spans: Sequence[Span], instrument: Instrument, register: float) -> list[int]:
    """The bass tone of each chord, near the one before and near the middle of the bass's band."""
    low, high = band("bass", instrument, register)
    home = before = (low + high) // 2
    found: list[int] = []
    for span in spans:
        options = [pitch for pitch in range(low, high + 1) if pitch % 12 == span.chord.bass]
        before = min(options, key=lambda pitch: abs(pitch - before) + 0.5 * abs(pitch - home))
        found.append(before)
    return found


def _held(spans: Sequence[Span], pitches: Sequence[int], holder: Holder) -> list[Note]:
    return [
        note
        for span, pitch in zip(spans, pitches, strict=True)
        for note in holder.hold(span.beat, span.beats, pitch, level=0.5, voice=0)
    ]


def _below(notes: Sequence[Note], intensity: float) -> list[Note]:
    return [replace(note, below_intensity=intensity) for note in notes]


def walking(
    rng: np.random.Generator,
    spans: Sequence[Span],
    pitches: Sequence[int],
    *,
    metre: Metre,
    key: Key,
    instrument: Instrument,
) -> list[Note]:
    """The bass tone, on later accents another tone of the chord, and a step into the next chord."""
    notes: list[Note] = []
    for at, (span, pitch) in enumerate(zip(spans, pitches, strict=True)):
        onsets = [(span.beat, pitch)]
        beat = span.beat + 1.0
        while beat < span.end - 1e-6:
            if metre.weight(beat) >= 0.7:
                onsets.append((beat, _other(rng, span, pitch, instrument)))
            beat += 0.5
        if at + 1 < len(spans) and span.beats >= 2.0:
            step = _approach(span, pitches[at + 1], pitch, key, instrument)
            onsets = [one for one in onsets if one[0] < span.end - 1.0 + 1e-6] + [(span.end - 1.0, step)]
        ends = [beat for beat, _ in onsets[1:]] + [span.end]
        for (beat, tone), end in zip(onsets, ends, strict=True):
            if end - beat > 0.2:
                level = 0.42 + 0.1 * metre.weight(beat)
                notes.append(Note(beat, 0.95 * (end - beat), tone, level, "bass", instrument))
    return notes


def _other(rng: np.random.Generator, span: Span, pitch: int, instrument: Instrument) -> int:
    options = [
        one
        for one in range(max(instrument.low, pitch - 7), min(instrument.high, pitch + 12) + 1)
        if one % 12 in span.chord.tones and one != pitch and abs(one - pitch) in (5, 7, 12)
    ]
    return pick(rng, options) if options else pitch


def _approach(span: Span, target: int, pitch: int, key: Key, instrument: Instrument) -> int:
    """The step into the next bass tone from the side where this one lies."""
    scale = scale_over(key, span.chord)
    below = next(one for one in range(target - 1, target - 4, -1) if one % 12 in scale)
    above = next(one for one in range(target + 1, target + 4) if one % 12 in scale)
    first, second = (below, above) if pitch <= target else (above, below)
    return first if instrument.low <= first <= instrument.high else second


def drive(rng: np.random.Generator, metre: Metre) -> list[list[Stroke]]:
    """The strokes of two or four bars, the last of which leads on."""
    first = _bar(rng, metre)
    bars = [first, *(_varied(rng, first) for _ in range(pick(rng, (1, 3))))]
    last = 1.0 / metre.division
    lead_on = Stroke(metre.beats - last, "approach", 0.6, _DRIVES)
    bars[-1] = [one for one in bars[-1] if one.position < lead_on.position - 1e-6] + [lead_on]
    return bars


def _bar(rng: np.random.Generator, metre: Metre) -> list[Stroke]:
    strokes: list[Stroke] = []
    for at in range(round(metre.beats * metre.division)):
        position = at / metre.division
        weight = metre.weight(position)
        struck = weight >= 0.7 or chance(rng, 0.35 + 0.6 * weight)
        tone: Tone = "root" if weight >= 0.7 else weighted(rng, _TONES)
        strokes.append(Stroke(position, tone, 0.4 + 0.3 * weight, _DRIVES if struck else _FILLS))
    return strokes


def _varied(rng: np.random.Generator, bar: Sequence[Stroke]) -> list[Stroke]:
    return [
        replace(one, tone=weighted(rng, _TONES)) if one.position > 0.0 and chance(rng, _VARIED) else one
        for one in bar
    ]


def driven(
    section: Section,
    spans: Sequence[Span],
    pitches: Sequence[int],
    pattern: Sequence[Sequence[Stroke]],
    *,
    metre: Metre,
    instrument: Instrument,
) -> list[Note]:
    """The pattern, over and over from the start of the section, on the tones of the chords."""
    notes: list[Note] = []
    bounds = [span.beat for span in spans] + [spans[-1].end]
    for bar in range(section.bars):
        begin = (section.first_bar + bar) * metre.beats
        for stroke in pattern[bar % len(pattern)]:
            beat = begin + stroke.position
            at = next(k for k, (low, high) in enumerate(pairwise(bounds)) if low - 1e-6 <= beat < high - 1e-6)
            following = pitches[min(at + 1, len(pitches) - 1)]
            pitch = _struck(stroke.tone, spans[at], pitches[at], following, instrument)
            beats = 0.84 / metre.division
            heard = stroke.from_intensity
            notes.append(Note(beat, beats, pitch, stroke.level, "bass", instrument, from_intensity=heard))
    return notes


def _struck(tone: Tone, span: Span, pitch: int, following: int, instrument: Instrument) -> int:
    fifth = (pitch - pitch % 12) + (span.chord.root + 7) % 12
    wanted = {"root": pitch, "octave": pitch + 12, "fifth": fifth, "approach": pitch}[tone]
    if tone == "fifth" and wanted % 12 not in span.chord.tones:
        wanted = pitch
    if tone == "approach" and following != pitch:
        between = [one for one in range(instrument.low, instrument.high + 1) if one % 12 in span.chord.tones]
        wanted = min(between, key=lambda one: abs(one - following) + 12 * (one == following))
    return wanted if instrument.low <= wanted <= instrument.high else pitch
