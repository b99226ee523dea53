"""Beds: what sounds on under everything. Pads, drones, chorales, and the bass below them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from metabgm.music.composer.randomness import chance
from metabgm.music.composer.sound.instruments import Instrument
from metabgm.music.composer.theory.chords import Voicing
from metabgm.music.composer.theory.keys import Key
from metabgm.music.composer.theory.metre import Metre
from metabgm.music.composer.write.score import Note, Span

_ENTRY_BEATS = 0.5  # after which the next voice of the first chord enters, lowest first
_PASSING = 0.35  # of chorale chords that are reached through a passing note


def pad(
    spans: Sequence[Span], voicings: Sequence[Voicing], instrument: Instrument, *, longest_beats: float
) -> list[Note]:
    """Each voice holds its pitch for as long as the chords let it; a longer one is renewed halfway."""
    notes: list[Note] = []
    for voice in range(len(voicings[0]) if voicings else 0):
        begin, beats = 0.0, 0.0
        for at, (span, voicing) in enumerate(zip(spans, voicings, strict=True)):
            if beats == 0.0:
                begin = span.beat + (_ENTRY_BEATS * voice if span.beat == 0.0 else 0.0)
            beats += span.beat + span.beats - max(begin, span.beat)
            if at + 1 < len(spans) and voicings[at + 1][voice] == voicing[voice]:
                continue
            notes += _renewed(
                begin, beats, voicing[voice], voice=voice, instrument=instrument, longest=longest_beats
            )
            beats = 0.0
    return notes


def _renewed(
    begin: float, beats: float, pitch: int, *, voice: int, instrument: Instrument, longest: float
) -> list[Note]:
    """One long note as overlapping shorter ones; the voices renew at different times."""
    parts = max(1, int(np.ceil(beats / longest)))
    stagger = 0.15 * (voice - 1.5) * beats / parts if parts > 1 else 0.0
    bounds = [begin, *(begin + beats * part / parts + stagger for part in range(1, parts)), begin + beats]
    return [
        Note(low, high - low, pitch, 0.5 - 0.03 * voice, "bed", instrument) for low, high in pairwise(bounds)
    ]


def drone(
    begin: float, beats: float, key: Key, instrument: Instrument, *, longest_beats: float
) -> list[Note]:
    """Tonic and fifth, renewed one after the other so that the sound never stops."""
    low = max(instrument.low, 38)
    tonic = low + (key.tonic - low) % 12
    fifth = tonic + (7 if (key.tonic + 7) % 12 in key.collection else 12)
    notes: list[Note] = []
    for voice, pitch in enumerate((tonic, fifth, tonic + 12)):
        if pitch <= instrument.high:
            notes += _renewed(begin, beats, pitch, voice=voice, instrument=instrument, longest=longest_beats)
    return notes


def chorale(
    rng: np.random.Generator,
    spans: Sequence[Span],
    voicings: Sequence[Voicing],
    *,
    key: Key,
    metre: Metre,
    instrument: Instrument,
) -> list[Note]:
    """Chords that move together, now and then with a passing note in the second voice from the top."""
    notes: list[Note] = []
    for at, (span, voicing) in enumerate(zip(spans, voicings, strict=True)):
        following = voicings[at + 1] if at + 1 < len(voicings) else voicing
        for voice, pitch in enumerate(voicing):
            level = 0.52 if voice == len(voicing) - 1 else 0.44
            between = _between(key, pitch, following[voice])
            if voice == len(voicing) - 2 and between is not None and chance(rng, _PASSING):
                short = min(1.0, metre.beats / 2)
                notes.append(Note(span.beat, span.beats - short, pitch, level, "bed", instrument))
                notes.append(Note(span.beat + span.beats - short, short, between, level, "bed", instrument))
            else:
                notes.append(Note(span.beat, span.beats, pitch, level, "bed", instrument))
    return notes


def _between(key: Key, pitch: int, following: int) -> int | None:
    """The scale tone between two pitches a third apart."""
    if abs(following - pitch) not in (3, 4):
        return None
    inside = range(min(pitch, following) + 1, max(pitch, following))
    return next((one for one in inside if one % 12 in key.collection), None)


def bass(
    rng: np.random.Generator,
    spans: Sequence[Span],
    metre: Metre,
    instrument: Instrument,
    *,
    driving: bool,
    longest_beats: float,
) -> list[Note]:
    """Roots in the low octave: held where it is calm; where it drives, struck on beats and between them."""
    notes: list[Note] = []
    before = instrument.low + 9
    for span in spans:
        options = range(instrument.low, min(instrument.high, 55) + 1)
        root = min((p for p in options if p % 12 == span.chord.root), key=lambda p: abs(p - before))
        before = (root + instrument.low + 9) // 2
        if not driving:
            notes.append(Note(span.beat, min(span.beats, longest_beats), root, 0.5, "bass", instrument))
            continue
        beat = 0.0
        while beat < span.beats - 1e-6:
            weight = metre.weight(span.beat + beat)
            pitch = root + 12 if weight < 0.4 and chance(rng, 0.25) and root + 12 <= instrument.high else root
            if weight >= 0.4 or chance(rng, 0.6):
                notes.append(Note(span.beat + beat, 0.42, pitch, 0.42 + 0.3 * weight, "bass", instrument))
            beat += 0.5
    return notes
