"""What a figure adds now and then: sparkle, a glissando into a section, a mallet's roll."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

import numpy as np

from metabgm.music.composer.plan.registers import Band
from metabgm.music.composer.randomness import chance, pick
from metabgm.music.composer.sound.instruments import Instrument
from metabgm.music.composer.theory.keys import PitchClass
from metabgm.music.composer.theory.metre import Metre
from metabgm.music.composer.write.figures.stack import stacked
from metabgm.music.composer.write.score import Note, Section, Span, chord_at

_GLISSANDO_NOTES, _GLISSANDO_NOTE_S = 11, 0.07
_ROLL_PER_S, _LONGEST_ROLL_S = 9.0, 2.0


def sparkle(
    rng: np.random.Generator,
    section: Section,
    spans: Sequence[Span],
    *,
    metre: Metre,
    instrument: Instrument,
    band: Band,
    density: float,
    surely: bool = False,
) -> list[Note]:
    """Single chord tones high up, at moments nobody expects, now and then two or three that fall.

    ``surely``: there is one in the middle of the section, if chance brings none before it.
    """
    notes: list[Note] = []
    slots = round(metre.beats * metre.division)
    for bar in range(section.bars):
        begin = (section.first_bar + bar) * metre.beats
        for _ in range(1 + int(2 * density)):
            due = surely and not notes and bar >= section.bars // 2
            if not due and not chance(rng, 0.25 + 0.4 * density):
                continue
            slot = int(rng.random() * slots)
            tones = stacked(chord_at(spans, begin + slot / metre.division), band, 5)
            place = int(rng.random() * len(tones))
            falls = 1 + int(chance(rng, 0.25)) + int(chance(rng, 0.1))
            for at in range(min(falls, place + 1, slots - slot)):
                level = 0.35 + 0.2 * float(rng.random()) - 0.05 * at
                beat = begin + (slot + at) / metre.division
                notes.append(Note(beat, 1.0, tones[place - at], level, "sparkle", instrument))
    return notes


def glissando(
    begin: float, scale: Collection[PitchClass], instrument: Instrument, band: Band, beat_s: float
) -> list[Note]:
    """A run up the scale that arrives just before ``begin``, growing; none where there's no room."""
    step = _GLISSANDO_NOTE_S / beat_s
    strings = [pitch for pitch in range(band[0], instrument.high + 1) if pitch % 12 in scale]
    run = strings[:_GLISSANDO_NOTES]
    first = begin - len(run) * step
    if first < 0.0:
        return []
    return [
        Note(first + at * step, 6 * step, pitch, 0.2 + 0.02 * at, "accompaniment", instrument)
        for at, pitch in enumerate(run)
    ]


def mallet_rolls(rng: np.random.Generator, notes: Sequence[Note], beat_s: float) -> list[Note]:
    """The highest of the notes, long, as the fast repetition by which mallets hold a tone."""
    if not notes:
        return []
    top = max(notes, key=lambda note: note.pitch)
    step = 1.0 / (_ROLL_PER_S * beat_s)
    count = int(min(top.beats, _LONGEST_ROLL_S / beat_s) / step)
    rest = [note for note in notes if note is not top]
    loudest = pick(rng, (0.4, 0.7))
    strokes = [
        replace(
            top,
            beat=top.beat + at * step,
            beats=step,
            level=top.level - 0.18 * abs(at / max(count - 1, 1) - loudest),
        )
        for at in range(count)
    ]
    return [*rest, *strokes]
