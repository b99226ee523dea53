"""Percussion: patterns that follow the metre."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from metabgm.music.composer.randomness import chance, pick
from metabgm.music.composer.sound.instruments import PERCUSSION, Instrument
from metabgm.music.composer.theory.metre import Metre
from metabgm.music.composer.write.score import Note, Section, Span, chord_at

# General MIDI drum keys.
_KICK, _SIDE_STICK, _SNARE, _CLOSED_HAT = 36, 37, 38, 42
_LOW_TOM, _MIDDLE_TOM, _CRASH, _RIDE, _TAMBOURINE = 41, 47, 49, 51, 54
_HIGH_BONGO, _LOW_BONGO, _LOW_CONGA, _MARACAS, _CLAVES, _HIGH_BLOCK, _LOW_BLOCK = 60, 61, 64, 70, 75, 76, 77
_TAIKO_LOW, _TAIKO_MIDDLE, _TAIKO_HIGH = 38, 44, 52
_ROOT, _FIFTH = 0, 7  # timpani are tuned: semitones above the chord's root
_TIMPANI_LOWEST = 41
_SLOWEST_FILLS, _SLOWEST_CRASHES = 0.5, 0.6  # energy from which there are any


@dataclass(frozen=True)
class _Rule:
    """Where one of ``keys`` is struck. ``places``: letters of ``_place``. Probability: ``often`` plus
    ``more`` times the energy. Level: ``level`` plus ``accent`` times the metrical weight, plus a third of
    the energy."""

    places: str
    keys: tuple[int, ...]
    often: float
    more: float
    level: float
    accent: float
    beats: float = 0.5


_KIT = (
    _Rule("d", (_KICK,), 1.0, 0.0, 0.35, 0.0),
    _Rule("o", (_KICK,), 0.0, 0.25, 0.3, 0.0),
    _Rule("ob", (_CLOSED_HAT,), 0.3, 0.6, 0.08, 0.1),
    _Rule("dgt", (_CLOSED_HAT,), 1.0, 0.0, 0.08, 0.1),
)
_GROOVES: dict[str, tuple[_Rule, ...]] = {
    "kit": (*_KIT, _Rule("gb", (_SIDE_STICK, _SNARE), 1.0, 0.0, 0.3, 0.0)),
    "electronic": (*_KIT, _Rule("gb", (_SNARE,), 1.0, 0.0, 0.28, 0.0)),
    "brushes": (*_KIT, _Rule("gb", (_SNARE,), 1.0, 0.0, 0.22, 0.0)),
    "taiko": (
        _Rule("dg", (_TAIKO_LOW,), 1.0, 0.0, 0.3, 0.25, 1.0),
        _Rule("tb", (_TAIKO_MIDDLE,), 0.15, 0.55, 0.3, 0.1),
        _Rule("o", (_TAIKO_HIGH,), 0.15, 0.55, 0.28, 0.1),
    ),
    "timpani": (
        _Rule("d", (_ROOT,), 1.0, 0.0, 0.3, 0.2, 1.5),
        _Rule("g", (_ROOT, _FIFTH), 1.0, 0.0, 0.3, 0.2, 1.5),
        _Rule("tbo", (_ROOT, _FIFTH), 0.0, 0.3, 0.28, 0.2),
    ),
    "hand_drums": (
        _Rule("d", (_LOW_CONGA,), 1.0, 0.0, 0.38, 0.0),
        _Rule("gtbo", (_LOW_BONGO, _HIGH_BONGO, _LOW_CONGA), 0.35, 0.5, 0.22, 0.1),
    ),
    "shaker": (_Rule("dgtbo", (_MARACAS,), 1.0, 0.0, 0.18, 0.2),),
    "tambourine": (
        _Rule("gb", (_TAMBOURINE,), 1.0, 0.0, 0.2, 0.15),
        _Rule("to", (_TAMBOURINE,), 0.2, 0.3, 0.18, 0.1),
    ),
    "cymbals": (_Rule("d", (_RIDE,), 1.0, 0.0, 0.1, 0.0, 3.0),),
    "woodblock": (
        _Rule("dg", (_LOW_BLOCK,), 1.0, 0.0, 0.2, 0.1),
        _Rule("tbo", (_HIGH_BLOCK, _CLAVES), 0.3, 0.3, 0.18, 0.1),
    ),
}
KINDS = tuple(_GROOVES)
_ENERGY_LEVEL = 0.33
_PLAYERS = {"taiko": "taiko", "timpani": "timpani", "brushes": "brush kit", "electronic": "electronic kit"}


def percussion(
    rng: np.random.Generator,
    kinds: Sequence[str],
    metre: Metre,
    plan: Sequence[Section],
    spans: Sequence[Span],
    *,
    energy: float,
) -> list[Note]:
    """All percussion of a piece; fills lead into the next phrase. ``energy`` 0..1: how much, how hard."""
    notes: list[Note] = []
    for kind in kinds:
        grooves = [_groove(rng, kind, metre, energy) for _ in range(2)]
        for section in plan:
            if "percussion" not in section.parts:
                continue
            softer = 0.25 * (section.intensity - 0.7)
            for bar in range(section.bars):
                begin = (section.first_bar + bar) * metre.beats
                for stroke in grooves[section.letter == "B"]:
                    pitch = _tuned(stroke.pitch, spans, begin) if kind == "timpani" else stroke.pitch
                    notes.append(
                        Note(
                            begin + stroke.beat,
                            stroke.beats,
                            pitch,
                            stroke.level + softer,
                            "percussion",
                            stroke.instrument,
                        )
                    )
                if bar == section.bars - 1 and energy > _SLOWEST_FILLS and kind in ("taiko", "kit"):
                    notes += _fill(rng, kind, metre, begin)
            if energy > _SLOWEST_CRASHES and kind in ("kit", "cymbals") and section.letter:
                crash = section.first_bar * metre.beats
                notes.append(Note(crash, 4.0, _CRASH, 0.45, "percussion", _player(kind)))
    return notes


def _player(kind: str) -> Instrument:
    return PERCUSSION[_PLAYERS.get(kind, "drum kit")]


def _tuned(above_root: int, spans: Sequence[Span], beat: float) -> int:
    return _TIMPANI_LOWEST + (chord_at(spans, beat).root + above_root - _TIMPANI_LOWEST) % 12


def _place(metre: Metre, position: float) -> str:
    """d: downbeat, g: first beat of another group, t: beat, b: last beat where no group answers, o: off."""
    weight = metre.weight(position)
    if weight == 0.4 and len(metre.accents) == 1 and position == metre.beats - 1.0:
        return "b"
    return {1.0: "d", 0.7: "g", 0.4: "t", 0.1: "o"}[weight]


def _groove(rng: np.random.Generator, kind: str, metre: Metre, energy: float) -> list[Note]:
    """One bar that the piece keeps to, from beat 0."""
    notes: list[Note] = []
    for at in range(round(metre.beats * metre.division)):
        position = at / metre.division
        place, weight = _place(metre, position), metre.weight(position)
        for rule in _GROOVES[kind]:
            if place not in rule.places or not chance(rng, rule.often + rule.more * energy):
                continue
            key = _SIDE_STICK if _SIDE_STICK in rule.keys and energy < 0.45 else pick(rng, rule.keys)
            level = rule.level + rule.accent * weight + _ENERGY_LEVEL * energy
            notes.append(Note(position, rule.beats, key, level, "percussion", _player(kind)))
    return notes


def _fill(rng: np.random.Generator, kind: str, metre: Metre, begin: float) -> list[Note]:
    """The last beat of a phrase, filled and growing."""
    taiko = (_TAIKO_HIGH, _TAIKO_MIDDLE, _TAIKO_LOW)
    keys = taiko if kind == "taiko" else (_MIDDLE_TOM, _LOW_TOM, _SNARE)
    start = begin + metre.beats - 1.0
    return [
        Note(start + at * 0.25, 0.25, pick(rng, keys), 0.4 + 0.08 * at, "percussion", _player(kind))
        for at in range(4)
    ]
