"""Echoes: in a piece without a bed a rest that grows too long is broken by one soft tone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from metabgm.music.composer.plan.parameters import Parameters
from metabgm.music.composer.write.score import Note, Span, chord_at

LONGEST_REST_S = 6.0  # a listener would take more for the end
_USUAL, _THINNED = 0.5, 0.2  # intensities at which the rests are looked at
_FIGURES_FROM = 0.3  # intensity below which only the melody is left
_LEVEL = 0.3


def echoes(notes: Sequence[Note], parameters: Parameters, spans: Sequence[Span]) -> list[Note]:
    """The tones that break long rests: the melody's last one again, as the chord has it."""
    if parameters.cast.bed:
        return []
    found: list[Note] = []
    for intensity, below in ((_USUAL, 1.1), (_THINNED, _FIGURES_FROM)):
        heard = [note for note in (*notes, *found) if note.from_intensity <= intensity < note.below_intensity]
        found += [
            replace(note, below_intensity=below)
            for note in _within_rests(sorted(heard, key=lambda note: note.beat), parameters, spans)
        ]
    return found


def _within_rests(notes: Sequence[Note], parameters: Parameters, spans: Sequence[Span]) -> list[Note]:
    longest = LONGEST_REST_S * parameters.bpm / 60.0
    found: list[Note] = []
    end = notes[0].beat if notes else 0.0
    last: Note | None = None
    for note in notes:
        count = int((note.beat - end) / longest)
        if last is not None and count:
            apart = (note.beat - end) / (count + 1)
            for at in range(count):
                beat = round(end + (at + 1) * apart)
                length = min(2.0, note.beat - beat, 0.8 * apart)
                found.append(_echo(last, beat, length, spans))
        end = max(end, note.beat + note.beats)
        last = note if note.part in ("lead", "counter") else last
    return found


def _echo(last: Note, beat: float, beats: float, spans: Sequence[Span]) -> Note:
    player, tones = last.instrument, chord_at(spans, beat).tones
    choices = [pitch for pitch in range(player.low, player.high + 1) if pitch % 12 in tones]
    pitch = min(choices, key=lambda one: abs(one - last.pitch))
    return Note(beat, beats, pitch, _LEVEL, "lead", player)
