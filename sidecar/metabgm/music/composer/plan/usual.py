"""What a piece usually has where neither words nor anchor say: chosen by mood, role and seed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TypeVar

import numpy as np

from metabgm.music.composer.plan.textures import BedTexture, FigureTexture, Gesture, LineTexture
from metabgm.music.composer.randomness import weighted
from metabgm.music.engine import Role

Name = TypeVar("Name", bound=str)

# Mood where no word speaks of it: (valence, arousal). Minecraft's own music is calm and mildly bright.
MOOD: dict[Role, tuple[float, float]] = {"base": (0.25, -0.5), "combat": (-0.45, 0.8), "sting": (0.4, 0.3)}
LEAST_AROUSAL: dict[Role, float] = {"base": -1.0, "combat": 0.45, "sting": -0.2}
COMBAT_PERCUSSION = ("taiko", "timpani", "cymbals")
_METRES: dict[Role, tuple[tuple[str, float], ...]] = {
    "base": (("4/4", 0.55), ("3/4", 0.28), ("6/8", 0.17)),
    "combat": (("4/4", 0.8), ("6/8", 0.2)),
    "sting": (("4/4", 1.0),),
}

# Where on the plane of valence and arousal a texture is at home, and how common it is there.
_FIGURES: tuple[tuple[FigureTexture, float, float, float], ...] = (
    ("arpeggio", 0.2, -0.4, 1.2),
    ("roll", 0.1, -0.7, 1.0),
    ("music_box", 0.5, -0.5, 0.5),
    ("alberti", 0.6, 0.0, 0.7),
    ("tolling", -0.4, -0.6, 0.9),
    ("hocket", 0.4, 0.2, 0.4),
    ("pulse", 0.0, 0.5, 1.0),
    ("ostinato", -0.2, 0.5, 1.3),
    ("tremolo", -0.6, 0.5, 0.7),
)
_BEDS: tuple[tuple[BedTexture, float, float, float], ...] = (
    ("pad", 0.2, -0.5, 1.4),
    ("pad", -0.2, 0.6, 1.2),
    ("waves", 0.3, -0.6, 0.6),
    ("halo", 0.3, -0.7, 0.5),
    ("chorale", 0.1, -0.2, 0.4),
    ("drone", -0.5, -0.5, 0.6),
    ("drone", -0.5, 0.5, 0.2),
)
_LINES: tuple[tuple[LineTexture, float, float, float], ...] = (
    ("solo", 0.0, -0.4, 1.6),
    ("solo", 0.0, 0.5, 0.7),
    ("call_response", 0.4, 0.0, 0.8),
    ("counterpoint", 0.2, -0.1, 0.5),
    ("canon", 0.3, -0.1, 0.15),
    ("octaves", 0.1, 0.7, 0.9),
)
_GESTURES: tuple[tuple[Gesture, float, float, float], ...] = (
    ("rise", 0.5, 0.2, 1.0),
    ("fanfare", 0.5, 0.7, 1.0),
    ("toll", -0.1, -0.5, 1.0),
    ("fall", -0.6, -0.3, 1.0),
    ("rumble", -0.7, 0.5, 1.0),
)
_REACH = 0.5  # how far from home a texture is still heard
_HINTED = 5.0  # how much more often where a mood or place hints at it
_LEAST = 0.02


def tempo(arousal: float, role: Role) -> tuple[float, float]:
    """Lowest and highest beats a minute."""
    middle = (
        122.0 + 26.0 * arousal if role == "combat" else 80.0 + 34.0 * arousal + 20.0 * max(arousal, 0.0) ** 2
    )
    return middle * 0.92, middle * 1.08


def arousal(bpm: float) -> float:
    """-1..1, of the mood that usually has this tempo in a calm piece."""
    return min(max((bpm - 80.0) / (34.0 if bpm < 80.0 else 50.0), -1.0), 1.0)


def metre(rng: np.random.Generator, role: Role) -> str:
    """An even metre; odd ones only sound where words ask for them."""
    return weighted(rng, _METRES[role])


def figure(
    rng: np.random.Generator,
    mood: tuple[float, float],
    hints: Collection[str],
    without: Collection[str],
    lies_well: Sequence[FigureTexture],
) -> FigureTexture:
    """``lies_well``: what the instrument that plays it does well, best first; empty for anything."""
    idiomatic = [row for row in _FIGURES if not lies_well or row[0] in lies_well]
    return _at_home(rng, idiomatic or _FIGURES, mood, hints, without)


def bed(
    rng: np.random.Generator, mood: tuple[float, float], hints: Collection[str], without: Collection[str]
) -> BedTexture:
    """``mood``: valence and arousal. ``hints``: textures a mood or place usually has."""
    return _at_home(rng, _BEDS, mood, hints, without)


def line(
    rng: np.random.Generator, mood: tuple[float, float], without: Collection[str], *, alone: bool
) -> LineTexture:
    """``alone``: only one instrument plays, which leaves no second line."""
    return "solo" if alone else _at_home(rng, _LINES, mood, (), without)


def gesture(rng: np.random.Generator, mood: tuple[float, float]) -> Gesture:
    """What a sting of this mood does."""
    return _at_home(rng, _GESTURES, mood, (), ())


def _at_home(
    rng: np.random.Generator,
    rows: Sequence[tuple[Name, float, float, float]],
    mood: tuple[float, float],
    hints: Collection[str],
    without: Collection[str],
) -> Name:
    allowed = [row for row in rows if row[0] not in without] or rows
    return weighted(rng, [(row[0], _weight(row, mood, row[0] in hints)) for row in allowed])


def _weight(row: tuple[Name, float, float, float], mood: tuple[float, float], hinted: bool) -> float:
    _, valence, arousal, common = row
    away = (valence - mood[0]) ** 2 + (arousal - mood[1]) ** 2
    return (common * float(np.exp(-away / _REACH**2)) + _LEAST) * (_HINTED if hinted else 1.0)
