"""Where a sting takes place: who is there, over which chords, and how the motif's head is sung."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from metabgm.music.composer.plan.parameters import Parameters
from metabgm.music.composer.plan.registers import band
from metabgm.music.composer.sound.instruments import Instrument, Layer
from metabgm.music.composer.theory.chords import inflected
from metabgm.music.composer.write.compass import compass
from metabgm.music.composer.write.development import head
from metabgm.music.composer.write.drums import rules
from metabgm.music.composer.write.idioms import idiom
from metabgm.music.composer.write.line import Tone, fit
from metabgm.music.composer.write.motif import Motif, inverted
from metabgm.music.composer.write.score import Note, Part, Span, chord_at

_LOWEST_DRUM = 41  # timpani are tuned from here up


@dataclass(frozen=True)
class Stage:
    """Where a gesture takes place. It reaches the tonic at beat ``arrival`` and lasts ``beats``."""

    parameters: Parameters
    rng: np.random.Generator
    spans: Sequence[Span]
    arrival: float
    beats: float

    @property
    def beat_s(self) -> float:
        """Seconds a beat lasts."""
        return 60.0 / self.parameters.bpm

    def player(self, *layers: Layer) -> tuple[Instrument, Layer] | None:
        """Who plays the first of these layers that the cast has."""
        found = ((self.parameters.cast.turn(layer, 0), layer) for layer in layers)
        return next(((player, layer) for player, layer in found if player is not None), None)

    def rungs(self, player: Instrument, beat: float, low: int, high: int) -> list[int]:
        """Ascending tones of the chord at a beat that a player can play within ``low`` to ``high``."""
        reach = range(max(low, player.low), min(high, player.high) + 1)
        return [pitch for pitch in reach if pitch % 12 in chord_at(self.spans, beat).tones]

    def held(self, beat: float, beats: float, level: float, *, low: int = 50) -> list[Note]:
        """A chord of the bed, or of whoever accompanies."""
        who = self.player("bed", "accompaniment")
        if who is None:
            return []
        player, layer = who
        part: Part = "bed" if layer == "bed" else "accompaniment"
        pitches = self.rungs(player, beat, max(low, player.low), player.high)[:3]
        spread = 0.0 if part == "bed" else 0.12
        return [
            Note(beat + spread * at, beats - spread * at, pitch, level, part, player, voice=2 - at)
            for at, pitch in enumerate(pitches)
        ]

    def rolled(self, beat: float, level: float) -> list[Note]:
        """A chord broken upwards by whoever accompanies, where the bed has the held one."""
        player = self.parameters.cast.turn("accompaniment", 0)
        if player is None or not self.parameters.cast.bed:
            return []
        ease = idiom(player.name)
        pitches = self.rungs(player, beat, max(ease.low, 50), min(ease.high, 86))[: min(4, ease.polyphony)]
        rest = self.beats - beat
        return [
            Note(beat + 0.09 * at, rest - 0.09 * at, pitch, level, "accompaniment", player)
            for at, pitch in enumerate(pitches)
        ]

    def ground(self, beat: float, level: float) -> list[Note]:
        """The arrival: a broken chord, the root in the bass, a stroke of every drum that was asked for."""
        notes = self.rolled(beat, level)
        who = self.player("bass")
        root = chord_at(self.spans, beat).root
        if who is not None:
            low = idiom(who[0].name).low
            notes.append(Note(beat, self.beats - beat, low + (root - low) % 12, level, "bass", who[0]))
        return notes + [self.blow(kind, beat, 1.0, level + 0.1) for kind in self.parameters.percussion]

    def blow(self, kind: str, beat: float, beats: float, level: float) -> Note:
        """One stroke of a kind of percussion, where it is tuned on the chord's root."""
        key = rules.GROOVES[kind][0].keys[0]
        if kind in rules.TUNED:
            key = _LOWEST_DRUM + (chord_at(self.spans, beat).root - _LOWEST_DRUM) % 12
        return Note(beat, beats, key, level, "percussion", rules.player(kind))

    def line(
        self,
        lengths: Sequence[float],
        moves: Sequence[int | None],
        begin: float,
        *,
        aims: tuple[float, float],
        level: float,
    ) -> list[Note]:
        """A line of the lead from beat ``begin``. ``aims``: -1 low to 1 high in its compass, where it begins
        and where it ends.
        """
        who = self.player("lead", "accompaniment", "sparkle")
        if who is None:
            return []
        player = who[0]
        room = compass(self.parameters.key, band("lead", player, self.parameters.register + 0.15 * sum(aims)))
        low, high = float(room.degrees[0]), float(room.degrees[-1])
        wishes = (low + high) / 2.0 + np.linspace(*aims, len(lengths)) * (high - low) / 2.5
        goal = float(wishes[-1])
        onsets = begin + np.concatenate([[0.0], np.cumsum(lengths)[:-1]])
        tones = [
            Tone(float(onset), length, move, float(wish))
            for onset, length, move, wish in zip(onsets, lengths, moves, wishes, strict=True)
        ]
        if aims[1] > aims[0]:
            tones[-1] = replace(tones[-1], floor=goal)
        elif aims[1] < aims[0]:
            tones[-1] = replace(tones[-1], ceiling=goal)
        line = fit(self.rng, tones, room, self.spans, self.parameters.metre)
        key = self.parameters.key
        return [
            Note(
                tone.beat,
                tone.beats,
                inflected(int(room.pitches[index]), key, chord_at(self.spans, tone.beat)),
                level,
                "lead",
                player,
            )
            for tone, index in zip(tones, line, strict=True)
        ]

    def fragment(self, direction: int, beats: float) -> Motif:
        """The motif's head in about ``beats`` beats.

        A new motif is turned upwards (1) or downwards (-1) where the gesture wants it; one that is quoted
        stays as it is known.
        """
        part = head(self.parameters.kinship.motif)
        if not self.parameters.kinship.anchored and part.steps[-1] * direction < 0:
            part = inverted(part)
        scale = beats / part.beats
        step = 0.25 if self.parameters.metre.division == 2 else 1 / 3
        lengths = [max(step, round(length * scale / step) * step) for length in part.lengths]
        return replace(part, lengths=tuple(lengths))


def moves_of(motif: Motif) -> list[int | None]:
    """Scale steps from note to note, None for the first."""
    return [None, *(int(step) for step in np.diff(motif.steps))]
