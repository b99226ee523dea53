"""Percussion: patterns that follow the metre."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from metabgm.music.composer.randomness import chance, pick
from metabgm.music.composer.sound.instruments import PERCUSSION, Instrument
from metabgm.music.composer.theory.metre import Metre
from metabgm.music.composer.write.score import Note, Section, Span, chord_at

# General MIDI drum keys.
KICK, SIDE_STICK, SNARE, CLOSED_HAT, OPEN_HAT = 36, 37, 38, 42, 46
LOW_TOM, MIDDLE_TOM, CRASH, RIDE, TAMBOURINE = 41, 47, 49, 51, 54
LOW_BONGO, HIGH_BONGO, LOW_CONGA, MARACAS, CLAVES, WOODBLOCK = 61, 60, 64, 70, 75, 76
_TAIKO_LOW, _TAIKO_HIGH = 38, 52
_TIMPANI_LOWEST = 41


def percussion(
    rng: np.random.Generator,
    kinds: Sequence[str],
    metre: Metre,
    plan: Sequence[Section],
    spans: Sequence[Span],
    *,
    energy: float,
) -> list[Note]:
    """All percussion of a piece. ``energy`` 0..1: how much is struck, how hard. Fills lead into the next phrase."""
    notes: list[Note] = []
    for kind in kinds:
        grooves = [_groove(rng, kind, metre, energy) for _ in range(2)]
        for section in plan:
            if "percussion" not in section.parts:
                continue
            for bar in range(section.bars):
                begin = (section.first_bar + bar) * metre.beats
                last = bar == section.bars - 1
                for position, beats, key, level in grooves[section.letter == "B"]:
                    softer = 0.25 * (section.intensity - 0.7)
                    pitch = _tuned(key, spans, begin) if kind == "timpani" else key
                    notes.append(
                        Note(begin + position, beats, pitch, level + softer, "percussion", _player(kind))
                    )
                if last and energy > 0.5 and kind in ("taiko", "kit"):
                    notes += _fill(rng, kind, metre, begin)
            if energy > 0.6 and kind in ("kit", "cymbals") and section.letter:
                begin = section.first_bar * metre.beats
                notes.append(Note(begin, 2.0, CRASH, 0.45, "percussion", _player(kind)))
    return notes


def _player(kind: str) -> Instrument:
    own = {"taiko": "taiko", "timpani": "timpani", "brushes": "brush kit", "electronic": "electronic kit"}
    return PERCUSSION[own.get(kind, "drum kit")]


def _tuned(offset: int, spans: Sequence[Span], beat: float) -> int:
    """Timpani play the chord's root, or its fifth for offset 7."""
    root = chord_at(spans, beat).root
    return _TIMPANI_LOWEST + (root + offset - _TIMPANI_LOWEST) % 12


_Stroke = tuple[float, float, int, float]  # beat in the bar, beats, drum key, level


def _groove(rng: np.random.Generator, kind: str, metre: Metre, energy: float) -> list[_Stroke]:
    """One bar that the piece keeps to."""
    step = 1.0 / metre.division
    slots = [(at * step, metre.weight(at * step)) for at in range(round(metre.beats * metre.division))]
    strokes: list[_Stroke] = []

    def strike(position: float, key: int, level: float, beats: float = 0.5) -> None:
        strokes.append((position, beats, key, level))

    for position, weight in slots:
        accent = 0.3 + 0.35 * energy
        if kind in ("kit", "electronic", "brushes"):
            if weight == 1.0 or (weight == 0.1 and chance(rng, 0.25 * energy)):
                strike(position, KICK, accent + 0.1)
            elif weight == 0.7 or (len(metre.accents) == 1 and weight == 0.4 and position == metre.beats - 1):
                soft = SIDE_STICK if energy < 0.45 and kind != "brushes" else SNARE
                strike(position, soft, accent)
            if weight >= 0.4 or chance(rng, 0.3 + 0.6 * energy):
                strike(position, CLOSED_HAT, 0.16 + 0.12 * weight + 0.1 * energy)
        elif kind == "taiko":
            if weight >= 0.7:
                strike(position, _TAIKO_LOW, accent + 0.25 * weight, 1.0)
            elif chance(rng, 0.15 + 0.55 * energy):
                strike(position, _TAIKO_HIGH if weight < 0.4 else _TAIKO_LOW + 6, accent + 0.1 * weight, 0.5)
        elif kind == "timpani":
            if weight >= 0.7 or chance(rng, 0.3 * energy):
                strike(position, 0 if weight == 1.0 or chance(rng, 0.5) else 7, accent + 0.2 * weight, 1.5)
        elif kind == "hand_drums":
            if weight == 1.0:
                strike(position, LOW_CONGA, accent + 0.1)
            elif chance(rng, 0.35 + 0.5 * energy):
                strike(position, pick(rng, (LOW_BONGO, HIGH_BONGO, LOW_CONGA)), accent - 0.1 + 0.1 * weight)
        elif kind == "shaker":
            strike(position, MARACAS, 0.25 + 0.2 * weight)
        elif kind == "tambourine":
            if weight == 0.7 or (weight < 0.7 and chance(rng, 0.2 + 0.3 * energy)):
                strike(position, TAMBOURINE, 0.28 + 0.15 * weight)
        elif kind == "cymbals":
            if weight == 1.0 and chance(rng, 0.6):
                strike(position, RIDE, 0.25, 2.0)
        elif kind == "woodblock" and (weight >= 0.7 or chance(rng, 0.3 + 0.3 * energy)):
            strike(position, pick(rng, (WOODBLOCK, WOODBLOCK + 1, CLAVES)), 0.25 + 0.15 * weight)
    return strokes


def _fill(rng: np.random.Generator, kind: str, metre: Metre, begin: float) -> list[Note]:
    """The last beat of a phrase, filled and growing."""
    keys = (_TAIKO_HIGH, _TAIKO_HIGH - 5, _TAIKO_LOW) if kind == "taiko" else (MIDDLE_TOM, LOW_TOM, SNARE)
    start = begin + metre.beats - 1.0
    return [
        Note(start + at * 0.25, 0.25, pick(rng, keys), 0.4 + 0.08 * at, "percussion", _player(kind))
        for at in range(4)
    ]
