"""Musica ficta: lines take the accidentals of the chords that they sound over."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from metabgm.music.composer.theory import chords
from metabgm.music.composer.theory.chords import scale_over
from metabgm.music.composer.theory.keys import Key
from metabgm.music.composer.write.score import Note, Span, chord_at

_SHORTEST = 0.1  # beats


def inflected(notes: Iterable[Note], key: Key, spans: Sequence[Span]) -> list[Note]:
    """The notes of a line as the altered chords want them.

    A note held into a chord that alters it stops where that chord begins.
    """
    altered = [span for span in spans if scale_over(key, span.chord) != key.collection]
    found: list[Note] = []
    for note in notes:
        pitch = chords.inflected(note.pitch, key, chord_at(spans, note.beat))
        beats = note.beats
        for span in altered:
            inside = note.beat + _SHORTEST < span.beat < note.beat + beats
            if inside and chords.inflected(pitch, key, span.chord) != pitch:
                beats = span.beat - note.beat
        changed = (pitch, beats) != (note.pitch, note.beats)
        found.append(replace(note, pitch=pitch, beats=beats) if changed else note)
    return found
