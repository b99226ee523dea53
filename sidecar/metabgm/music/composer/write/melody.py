"""The melody: phrases that state the motif, answer it, and leave room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from metabgm.music.composer.randomness import chance, pick
from metabgm.music.composer.sound.instruments import Instrument
from metabgm.music.composer.theory.chords import Chord
from metabgm.music.composer.theory.keys import Key
from metabgm.music.composer.theory.metre import Metre
from metabgm.music.composer.write.motif import Motif, diminished, fragment, inverted, reversed_
from metabgm.music.composer.write.score import Note, Section, Span, chord_at

# What each bar of a phrase holds: M motif, V varied motif, F fragment of it, H its last note held on,
# R rest, C close (a long note, then rest). By density: sparse, middling, dense.
_PLANS = (
    ("MRVC", "MHRC", "RMRC", "MRFC"),
    ("MVFC", "MFMC", "MRVC", "MHVC"),
    ("MVMC", "MVFC", "MFVC"),
)
_REACH = 5  # scale steps the melody moves to either side of its middle
_AVOID_COST, _TENSION_COST, _LEAP_COST, _REACH_COST = 1.4, 0.25, 0.16, 0.5


@dataclass
class Melodist:
    """Writes the lead part phrase by phrase; remembers where the line is and what it last said."""

    rng: np.random.Generator
    key: Key
    metre: Metre
    motif: Motif
    density: float
    register: float
    last_degree: int = 0

    def phrase(
        self, section: Section, spans: Sequence[Span], instrument: Instrument, *, question: bool
    ) -> list[Note]:
        """The notes of one section's melody."""
        tier = 0 if self.density < 0.34 else 1 if self.density < 0.67 else 2
        plan = pick(self.rng, _PLANS[tier])[: section.bars - 1] + "C"
        if "M" not in plan:  # too short a section for more than the motif
            plan = "M" + plan[1:]
        notes: list[Note] = []
        bar = 0
        while bar < len(plan):
            begin = (section.first_bar + bar) * self.metre.beats
            chord = chord_at(spans, begin)
            code = plan[bar]
            if code == "C":
                notes += self._close(begin, chord, instrument, question)
                bar += 1
            elif code in "MVF":
                motif = self._form(code)
                while motif.beats > (len(plan) - bar) * self.metre.beats:
                    motif = diminished(motif)
                notes += self._state(motif, begin, chord, instrument, section)
                bar += max(1, -(-int(motif.beats * 100) // int(self.metre.beats * 100)))
            else:
                if code == "H" and notes:
                    notes[-1] = _longer(notes[-1], self.metre.beats * 0.5)
                bar += 1
        return notes

    def statement(self, beat: float, chord: Chord, instrument: Instrument, section: Section) -> list[Note]:
        """The motif by itself, as it is."""
        return self._state(self.motif, beat, chord, instrument, section)

    def _form(self, code: str) -> Motif:
        if code == "M":
            return self.motif
        if code == "F":
            return fragment(self.motif)
        change = pick(self.rng, (inverted, reversed_, _sequence, _sequence, _turned))
        return diminished(self.motif) if self.motif.beats > self.metre.beats else change(self.motif)

    def _middle(self, instrument: Instrument) -> int:
        """MIDI pitch of degree 0: the tonic nearest to the middle of where the line should lie."""
        low, high = instrument.low + 9, instrument.high - 9
        target = min(max(70 + 9 * self.register, low), max(low, high))
        return min((self.key.tonic + 12 * octave for octave in range(11)), key=lambda p: abs(p - target))

    def _state(
        self, motif: Motif, begin: float, chord: Chord, instrument: Instrument, section: Section
    ) -> list[Note]:
        zero = self._middle(instrument)
        start = self._best_start(motif, chord, zero, instrument)
        notes = []
        beat = begin
        for at, (step, beats) in enumerate(zip(motif.steps, motif.lengths, strict=True)):
            arc = np.sin(np.pi * (at + 1) / (len(motif.steps) + 1))
            level = 0.42 + 0.18 * arc + 0.14 * self.metre.weight(beat) + 0.2 * (section.intensity - 0.5)
            pitch = self.key.pitch(start + step, zero)
            notes.append(Note(beat, beats * 0.96, pitch, float(level), "lead", instrument))
            beat += beats
        self.last_degree = start + motif.steps[-1]
        return notes

    def _best_start(self, motif: Motif, chord: Chord, zero: int, instrument: Instrument) -> int:
        """The degree for the first note that suits the chord, the line so far and the instrument."""
        best, best_cost = 0, float("inf")
        for start in range(-_REACH - 2, _REACH + 3):
            pitches = [self.key.pitch(start + step, zero) for step in motif.steps]
            if min(pitches) < instrument.low or max(pitches) > instrument.high:
                continue
            beat, cost = 0.0, _LEAP_COST * abs(start - self.last_degree) + 0.2 * self.rng.random()
            for step, pitch, beats in zip(motif.steps, pitches, motif.lengths, strict=True):
                cost += _clash(pitch, chord) * (0.3 + self.metre.weight(beat)) * min(beats, 2.0)
                cost += _REACH_COST * max(0, abs(start + step) - _REACH)
                beat += beats
            if cost < best_cost:
                best, best_cost = start, cost
        return best

    def _close(self, begin: float, chord: Chord, instrument: Instrument, question: bool) -> list[Note]:
        """A long chord tone: the tonic for an answer where it can be had, another one for a question."""
        zero = self._middle(instrument)
        near = [d for d in range(self.last_degree - 3, self.last_degree + 4) if abs(d) <= _REACH + 2]
        near = [d for d in near if instrument.low <= self.key.pitch(d, zero) <= instrument.high]
        tones = [d for d in near if self.key.pitch(d, zero) % 12 in chord.tones]
        home = [d for d in tones if (self.key.pitch(d, zero) % 12 == self.key.tonic) != question]
        degree = min(home or tones or [0], key=lambda d: (abs(d - self.last_degree), d))
        beats = self.metre.beats * (0.6 + 0.25 * self.rng.random())
        late = 1.0 / self.metre.division if self.density < 0.4 and chance(self.rng, 0.3) else 0.0
        self.last_degree = degree
        return [Note(begin + late, beats, self.key.pitch(degree, zero), 0.45, "lead", instrument)]


def _clash(pitch: int, chord: Chord) -> float:
    if pitch % 12 in chord.tones:
        return 0.0
    return _AVOID_COST if (pitch - 1) % 12 in chord.tones else _TENSION_COST


def _sequence(motif: Motif) -> Motif:
    """Unchanged: the harmony moves it to another degree."""
    return motif


def _turned(motif: Motif) -> Motif:
    """The last note goes the other way."""
    last = 2 * motif.steps[-2] - motif.steps[-1]
    return Motif((*motif.steps[:-1], last), motif.lengths)


def _longer(note: Note, beats: float) -> Note:
    return Note(note.beat, note.beats + beats, note.pitch, note.level, note.part, note.instrument)
