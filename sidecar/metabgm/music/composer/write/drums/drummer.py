"""Plays one kind of percussion through a piece: grooves, fills, and bars in which it holds its breath."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from metabgm.music.composer.randomness import chance, stream
from metabgm.music.composer.theory.metre import Metre
from metabgm.music.composer.write.drums.fills import fill, growing_roll, swell
from metabgm.music.composer.write.drums.groove import Blow, groove
from metabgm.music.composer.write.drums.rules import BODY, CRASH, RELENTLESS, SOFTLY, TUNED, player
from metabgm.music.composer.write.score import Note, Section, Span, chord_at

_TIMPANI_LOWEST = 41
_SLOWEST_CRASHES = 0.6  # energy from which a section begins with one
_CRASHING = ("kit", "cymbals")
_FILLS = (0.35, 0.6)  # chance of a fill before a section: at no energy, and added at full
_SWELLS = 0.7  # chance of a cymbal's swell into a section
_HOLDS, _HELD_FROM = 0.3, 1.0  # chance that a bar before a return is left, and its beat from which it is
_UNEVEN = 0.05
_PHRASE = 4  # bars over which blows grow a little


@dataclass(frozen=True)
class Drummer:
    """``energy`` 0..1: how much, how hard. ``floor``: intensity below which nothing is struck."""

    seed: int
    metre: Metre
    bpm: float
    energy: float
    floor: float

    def play(self, kind: str, plan: Sequence[Section], spans: Sequence[Span]) -> Iterator[list[Note]]:
        """A kind's notes of one section after the other, for all intensities."""
        beat_s = 60.0 / self.bpm
        rng = stream(self.seed, "groove", kind)
        grooves = {
            letter: groove(rng, kind, self.metre, self.energy, beat_s) for letter in ("", "A", "B", "C")
        }
        for at, section in enumerate(plan):
            if "percussion" not in section.parts:
                yield []
                continue
            notes: list[Note] = []
            following = plan[at + 1] if at + 1 < len(plan) else None
            rng = stream(self.seed, "percussion", kind, at)
            pattern = grooves.get(section.letter, grooves["A"])
            for bar in range(section.bars):
                blows = pattern[bar % len(pattern)]
                if bar == section.bars - 1 and following is not None:
                    blows = self._led_on(rng, kind, blows, following)
                    if kind == "cymbals" and chance(rng, _SWELLS):
                        notes += self._swell(rng, section.first_bar + bar, spans)
                grown = 0.25 * (section.intensity - 0.7) + 0.02 * (bar % _PHRASE)
                notes += self._struck(rng, kind, blows, bar=section.first_bar + bar, grown=grown, spans=spans)
            if self.energy > _SLOWEST_CRASHES and kind in _CRASHING and section.letter:
                crash = Blow(0.0, 4.0, CRASH, 0.45, RELENTLESS if kind == "kit" else BODY)
                notes += self._struck(rng, kind, [crash], bar=section.first_bar, grown=0.0, spans=spans)
            yield notes

    def _led_on(
        self, rng: np.random.Generator, kind: str, blows: list[Blow], following: Section
    ) -> list[Blow]:
        """A section's last bar: filled, rolled, or left but for its first beat where the next one returns."""
        if kind in SOFTLY:
            return blows
        often, more = _FILLS
        if following.variation and chance(rng, _HOLDS):
            return [
                blow if blow.at < _HELD_FROM else blow._replace(since=max(blow.since, RELENTLESS))
                for blow in blows
            ]
        if not chance(rng, often + more * self.energy):
            return blows
        if kind == "timpani":
            filling = growing_roll(self.metre, self.energy)
        else:
            filling = fill(rng, kind, self.metre, self.energy, 60.0 / self.bpm)
        begin = min((blow.at for blow in filling), default=self.metre.beats)
        return [*(blow for blow in blows if blow.at < begin), *filling]

    def _swell(self, rng: np.random.Generator, bar: int, spans: Sequence[Span]) -> list[Note]:
        rising = swell(self.metre, self.energy, 60.0 / self.bpm)
        if bar * self.metre.beats + rising.at < 0.0:
            return []
        return self._struck(rng, "cymbal swell", [rising], bar=bar, grown=0.0, spans=spans)

    def _struck(
        self,
        rng: np.random.Generator,
        kind: str,
        blows: Sequence[Blow],
        *,
        bar: int,
        grown: float,
        spans: Sequence[Span],
    ) -> list[Note]:
        begin = bar * self.metre.beats
        who = player(kind)
        uneven: list[float] = rng.standard_normal(len(blows)).tolist()
        notes: list[Note] = []
        for blow, by in zip(blows, uneven, strict=True):
            key = _tuned(blow.key, spans, begin + blow.at) if kind in TUNED and blow.key < 12 else blow.key
            level = max(blow.level + grown + _UNEVEN * min(max(by, -2.0), 2.0), 0.03)
            notes.append(
                Note(
                    begin + blow.at,
                    blow.beats,
                    key,
                    level,
                    "percussion",
                    who,
                    from_intensity=max(blow.since, self.floor),
                )
            )
        return notes


def _tuned(above_root: int, spans: Sequence[Span], beat: float) -> int:
    return _TIMPANI_LOWEST + (chord_at(spans, beat).root + above_root - _TIMPANI_LOWEST) % 12
