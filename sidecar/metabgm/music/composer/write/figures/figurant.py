"""Writes the figures of a piece, bar by bar, each in what the intensity may make of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from metabgm.music.composer.plan.registers import Band, band
from metabgm.music.composer.plan.textures import FigureTexture
from metabgm.music.composer.randomness import chance, pick, stream, weighted
from metabgm.music.composer.sound.instruments import Instrument
from metabgm.music.composer.theory.keys import Key
from metabgm.music.composer.theory.metre import Metre
from metabgm.music.composer.write.figures.alternating import hocket
from metabgm.music.composer.write.figures.bar import Bar, Habits, Stroke, Variant
from metabgm.music.composer.write.figures.broken import alberti, arpeggio, music_box
from metabgm.music.composer.write.figures.ornaments import mallet_rolls
from metabgm.music.composer.write.figures.playable import playable
from metabgm.music.composer.write.figures.repeated import ostinato, pulse, tremolo
from metabgm.music.composer.write.figures.struck import roll, rolled, tolling
from metabgm.music.composer.write.idioms import idiom
from metabgm.music.composer.write.score import Note, Section, Span

# Orders in which an arpeggio runs through the tones of its chord.
_CONTOURS = (
    (0, 2, 1, 2),
    (0, 1, 2, 3),
    (0, 2, 4, 2),
    (0, 2, 3, 4),
    (0, 1, 2, 1),
    (0, 2, 1, 3),
    (0, 1, 2, 4, 2, 1),
    (0, 3, 2, 1),
)
_LONGEST_BAR = 24  # steps of the longest bar, the finest step
_WRITERS: dict[FigureTexture, Callable[[Bar], list[Stroke]]] = {
    "arpeggio": arpeggio,
    "alberti": alberti,
    "ostinato": ostinato,
    "pulse": pulse,
    "roll": roll,
    "music_box": music_box,
    "tolling": tolling,
    "tremolo": tremolo,
}
_THIN_FROM, _DENSE_FROM, _HIGH_FROM, _ALWAYS = 0.3, 0.65, 0.8, 1.1
Window = tuple[float, float]  # the intensities from which on and below which notes are heard
_DENSER = 0.3
_SLOW_BEAT_S = 0.85  # between so slow beats even a sparse figure moves
_FAST_BEAT_S = 0.5  # where beats are so fast, they divide in every figure: the tempo is heard in what moves
_UNDER_MELODY = (0.12, 0.06)  # density and level that a figure yields to a moving melody
_PHRASE = 4  # bars after which a figure breathes
_BREATHES, _BREATH_AT = 0.65, 0.6  # how often, and from which part of the bar


@dataclass(frozen=True)
class Stretch:
    """One section as its figures need it.

    ``players``: one, or two where a second one may answer. ``lead``: who plays the melody, None for nobody.
    ``melody``: the lead's notes of the section, which the figures yield to.
    """

    section: Section
    spans: Sequence[Span]
    players: Sequence[Instrument]
    lead: Instrument | None
    melody: Sequence[Note]


@dataclass(frozen=True)
class Figurant:
    """One piece's figures. ``calm``: they breathe at the ends of phrases. ``constant``: with nothing else
    to hold the piece together they stay at every intensity."""

    seed: int
    key: Key
    metre: Metre
    bpm: float
    density: float
    register: float
    texture: FigureTexture
    calm: bool
    constant: bool

    def write(self, stretch: Stretch) -> list[Note]:
        """The figures of one section."""
        floor = 0.0 if self.constant else _THIN_FROM
        denser = min(self.density + _DENSER, 1.0)
        return [
            *self._hands(stretch, self.density, "thin", (floor, _DENSE_FROM)),
            *self._hands(stretch, denser, "dense", (_DENSE_FROM, _HIGH_FROM)),
            *self._hands(stretch, denser, "dense", (_HIGH_FROM, _ALWAYS), raised=12),
            *self._closing(stretch),
        ]

    def _hands(
        self, stretch: Stretch, density: float, thickness: str, window: Window, *, raised: int = 0
    ) -> list[Note]:
        """The notes of the players, ``raised`` semitones higher as far as they reach."""
        section, players = stretch.section, (stretch.players[0], stretch.players[-1])
        hands: list[list[Note]] = [[], []]
        for at in range(section.bars - 1 if section.name == "outro" else section.bars):
            begin = (section.first_bar + at) * self.metre.beats
            rng = stream(self.seed, "figures", section.first_bar + at, thickness)
            moving = sum(begin <= note.beat < begin + self.metre.beats for note in stretch.melody) >= 2
            less, softer = _UNDER_MELODY if moving else (0.0, 0.0)
            bar = self._bar(rng, stretch, at, max(density - less, 0.0), raised)
            level = 0.25 * (section.intensity - 0.5) - softer
            level += 0.04 * float(np.sin(np.pi * (at % _PHRASE + 0.5) / _PHRASE))
            breathes = self.calm and at % _PHRASE == _PHRASE - 1 and chance(rng, _BREATHES)
            for hand, strokes, player in zip(
                hands, self._strokes(bar, stretch.players), players, strict=True
            ):
                hand += [
                    self._note(begin, stroke, level, player, window)
                    for stroke in strokes
                    if not breathes or stroke.at < _BREATH_AT * self.metre.beats
                ]
        return [
            note
            for hand, player in zip(hands, players, strict=True)
            for note in playable(hand, idiom(player.name), 60.0 / self.bpm)
        ]

    def _strokes(self, bar: Bar, players: Sequence[Instrument]) -> tuple[list[Stroke], list[Stroke]]:
        if self.texture != "hocket":
            return _WRITERS[self.texture](bar), []
        first, second = hocket(bar)
        if len(players) > 1:
            reach = band("accompaniment", players[1], self.register)
            return first, [stroke._replace(pitch=_folded(stroke.pitch, reach)) for stroke in second]
        upper = _raised(bar.band, players[0], 12)
        return [*first, *(stroke._replace(pitch=_folded(stroke.pitch, upper)) for stroke in second)], []

    def _bar(
        self, rng: np.random.Generator, stretch: Stretch, at: int, density: float, raised: int = 0
    ) -> Bar:
        player = stretch.players[0]
        ways = idiom(player.name)
        lead = None if stretch.lead is player else stretch.lead
        reach = band("accompaniment", player, self.register, lead)
        return Bar(
            rng=rng,
            habits=self._habits,
            begin=(stretch.section.first_bar + at) * self.metre.beats,
            spans=stretch.spans,
            key=self.key,
            metre=self.metre,
            idiom=ways,
            band=_raised(reach, player, raised),
            step=self._step(density, ways.fastest_run_per_s),
            beat_s=60.0 / self.bpm,
            density=density,
            variant=_variant(rng, at),
        )

    def _step(self, density: float, fastest_per_s: float) -> float:
        """Beats between the fastest notes: by the metre's division, the density and the player."""
        division, beat_s = self.metre.division, 60.0 / self.bpm
        steps = [1.0 / division, 1.0] if division == 3 else [0.5, 1.0]
        if division == 2 and (self.texture == "tremolo" or (density > 0.7 and beat_s > 0.6)):
            steps = [0.25, *steps]
        unhurried = _FAST_BEAT_S < beat_s < _SLOW_BEAT_S
        if density <= 0.3 and division == 2 and unhurried and self.texture != "tremolo":
            steps = steps[-1:]
        return next((step for step in steps if step * beat_s * fastest_per_s >= 1.0), steps[-1])

    @cached_property
    def _habits(self) -> Habits:
        rng = stream(self.seed, "figure habits")
        return Habits(
            contour=pick(rng, _CONTOURS),
            rhythm=tuple(float(one) for one in rng.random(_LONGEST_BAR)),
            tones=tuple(int(one) for one in rng.integers(0, 4, _LONGEST_BAR)),
        )

    def _note(self, begin: float, stroke: Stroke, level: float, player: Instrument, window: Window) -> Note:
        level += 0.32 + 0.16 * self.metre.weight(stroke.at) + stroke.push
        beat = begin + stroke.at
        return Note(beat, stroke.beats, stroke.pitch, max(level, 0.05), "accompaniment", player, 0, *window)

    def _closing(self, stretch: Stretch) -> list[Note]:
        """The last bar of a piece: a rolled chord, whatever went before."""
        section, player = stretch.section, stretch.players[0]
        if section.name != "outro":
            return []
        rng = stream(self.seed, "closing figure")
        bar = replace(self._bar(rng, stretch, section.bars - 1, self.density), variant="plain")
        level = 0.25 * (section.intensity - 0.5)
        notes = [
            self._note(bar.begin, stroke, level, player, (0.0, _ALWAYS)) for stroke in rolled(bar, 0.0, 4)
        ]
        notes = playable(notes, bar.idiom, bar.beat_s)
        mallets = bar.idiom.rings and "tremolo" in bar.idiom.figures[:2]
        return mallet_rolls(rng, notes, bar.beat_s) if mallets else notes


def _variant(rng: np.random.Generator, at: int) -> Variant:
    """The first bar of four states, the second varies, the last leads on."""
    place = at % _PHRASE
    if place == 0:
        return "plain"
    if place == _PHRASE - 1:
        return weighted(rng, (("turning", 0.6), ("thinned", 0.4)))
    return weighted(rng, (("plain", 0.5), ("inverted", 0.3), ("thinned", 0.2)))


def _raised(reach: Band, player: Instrument, semitones: int) -> Band:
    """The band so much higher, or as much as the player's comfortable range lets it."""
    shift = min(semitones, idiom(player.name).high - reach[1])
    return reach[0] + shift, reach[1] + shift


def _folded(pitch: int, reach: Band) -> int:
    """The same pitch class inside a band that is at least an octave wide."""
    low, high = reach
    if low <= pitch <= high:
        return pitch
    return low + (pitch - low) % 12
