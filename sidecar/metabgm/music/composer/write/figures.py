"""Figures: what moves between melody and bed. Arpeggio, ostinato, pulse, roll, sparkle."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from metabgm.music.composer.randomness import chance, pick
from metabgm.music.composer.sound.instruments import Instrument
from metabgm.music.composer.theory.chords import Chord
from metabgm.music.composer.theory.metre import Metre
from metabgm.music.composer.write.score import Note, Section, Span, chord_at

# Orders in which an arpeggio runs through the tones of its chord (indices wrap into the next octave).
_CONTOURS = ((0, 2, 1, 2), (0, 1, 2, 3), (0, 2, 4, 2), (0, 2, 3, 4), (0, 1, 2, 1), (0, 2, 1, 3))
TEXTURES = ("arpeggio", "ostinato", "pulse", "roll")
_HELD = 2.5  # figures let their notes ring for this many steps


@dataclass
class Figurant:
    """Writes the accompaniment of one piece; its contour and cell stay the same from section to section."""

    rng: np.random.Generator
    metre: Metre
    density: float
    register: float

    def __post_init__(self) -> None:
        self._contour = pick(self.rng, _CONTOURS)
        self._cell = self._ostinato_cell()

    def write(
        self, texture: str, section: Section, spans: Sequence[Span], instrument: Instrument
    ) -> list[Note]:
        """``texture``: one of TEXTURES."""
        writers = {
            "arpeggio": self._arpeggio,
            "ostinato": self._ostinato,
            "pulse": self._pulse,
            "roll": self._roll,
        }
        notes: list[Note] = []
        for bar in range(section.bars):
            begin = (section.first_bar + bar) * self.metre.beats
            closing = section.name == "outro" and bar == section.bars - 1
            chord = chord_at(spans, begin)
            if closing:
                notes += self._roll(begin, chord, instrument, section)
                break
            notes += writers.get(texture, self._arpeggio)(begin, chord, instrument, section)
        return notes

    def sparkle(self, section: Section, spans: Sequence[Span], instrument: Instrument) -> list[Note]:
        """Single chord tones high up, at moments nobody expects."""
        notes: list[Note] = []
        for bar in range(section.bars):
            begin = (section.first_bar + bar) * self.metre.beats
            for _ in range(1 + int(2 * self.density)):
                if not chance(self.rng, 0.25 + 0.4 * self.density):
                    continue
                slots = round(self.metre.beats * self.metre.division)
                beat = begin + int(self.rng.random() * slots) / self.metre.division
                tones = stacked(chord_at(spans, beat), instrument, 84 + 6 * self.register, 3)
                level = 0.35 + 0.2 * float(self.rng.random())
                notes.append(Note(beat, 1.0, pick(self.rng, tones), level, "sparkle", instrument))
        return notes

    def _arpeggio(self, begin: float, chord: Chord, instrument: Instrument, section: Section) -> list[Note]:
        step = 1.0 / self.metre.division if self.density > 0.3 or self.metre.division == 3 else 1.0
        tones = stacked(chord, instrument, 57 + 7 * self.register, 5)
        notes: list[Note] = []
        for at in range(round(self.metre.beats / step)):
            position = at * step
            weight = self.metre.weight(position)
            if weight < 0.7 and chance(self.rng, 0.28 - 0.22 * self.density):
                continue
            pitch = tones[self._contour[at % len(self._contour)] % len(tones)]
            level = self._level(weight, section)
            notes.append(Note(begin + position, step * _HELD, pitch, level, "accompaniment", instrument))
        return notes

    def _ostinato(self, begin: float, chord: Chord, instrument: Instrument, section: Section) -> list[Note]:
        tones = stacked(chord, instrument, 55 + 7 * self.register, 4)
        return [
            Note(
                begin + position,
                beats * 0.8,
                tones[tone % len(tones)],
                self._level(self.metre.weight(position), section) + 0.05,
                "accompaniment",
                instrument,
            )
            for position, beats, tone in self._cell
        ]

    def _ostinato_cell(self) -> list[tuple[float, float, int]]:
        """(beat, beats, chord tone) of a bar's rhythm: what an ostinato insists on."""
        step = 1.0 / self.metre.division
        cell: list[tuple[float, float, int]] = []
        tone = 0
        for at in range(round(self.metre.beats * self.metre.division)):
            position = at * step
            if at == 0 or chance(self.rng, 0.35 + 0.4 * self.density + 0.3 * self.metre.weight(position)):
                tone = 0 if self.metre.weight(position) >= 0.7 else (tone + pick(self.rng, (1, 1, 2, 3))) % 4
                cell.append((position, step, tone))
        return cell

    def _pulse(self, begin: float, chord: Chord, instrument: Instrument, section: Section) -> list[Note]:
        tones = stacked(chord, instrument, 58 + 7 * self.register, 3)
        step = 1.0 if self.density < 0.65 else 0.5
        notes: list[Note] = []
        for at in range(round(self.metre.beats / step)):
            weight = self.metre.weight(at * step)
            for tone in tones if weight > 0.3 else tones[1:]:
                level = self._level(weight, section) - 0.08
                notes.append(Note(begin + at * step, step * 0.7, tone, level, "accompaniment", instrument))
        return notes

    def _roll(self, begin: float, chord: Chord, instrument: Instrument, section: Section) -> list[Note]:
        """A chord broken upwards, once a bar, sometimes not at all."""
        if section.name != "outro" and chance(self.rng, 0.3 - 0.3 * self.density):
            return []
        tones = stacked(chord, instrument, 52 + 7 * self.register, 4 if self.density < 0.5 else 5)
        late = self.metre.accents[-1] if chance(self.rng, 0.2) else 0.0
        spread = 0.06 + 0.05 * float(self.rng.random())
        return [
            Note(
                begin + late + at * spread,
                self.metre.beats - late,
                pitch,
                self._level(1.0, section) - 0.04 * at,
                "accompaniment",
                instrument,
            )
            for at, pitch in enumerate(tones)
        ]

    def _level(self, weight: float, section: Section) -> float:
        return 0.32 + 0.16 * weight + 0.25 * (section.intensity - 0.5)


def stacked(chord: Chord, instrument: Instrument, lowest: float, count: int) -> list[int]:
    """``count`` tones of the chord upwards from about ``lowest``, root first, in the instrument's range."""
    bottom = int(max(instrument.low, min(lowest, instrument.high - 17)))
    root = bottom + (chord.root - bottom) % 12
    above = [pitch for pitch in range(root, instrument.high + 1) if pitch % 12 in chord.tones]
    spaced = [pitch for at, pitch in enumerate(above) if at == 0 or pitch - root > 3 or root >= 57]
    return spaced[:count] or [root]
