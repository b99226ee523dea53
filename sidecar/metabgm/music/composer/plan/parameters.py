"""Decides everything about a piece that its notes are then written from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from metabgm.music.composer.plan.cast import Cast, choose
from metabgm.music.composer.plan.kinship import (
    Kinship,
    choose_key,
    choose_mode,
    choose_tempo,
    develop,
    previous,
)
from metabgm.music.composer.plan.textures import (
    BED_TEXTURES,
    FIGURE_TEXTURES,
    BedTexture,
    FigureTexture,
    Gesture,
    LineTexture,
)
from metabgm.music.composer.randomness import chance, stream, weighted
from metabgm.music.composer.theory.keys import Key
from metabgm.music.composer.theory.metre import METRES, Metre
from metabgm.music.composer.words.reading import Reading
from metabgm.music.engine import Brief, Place, Role

USUAL_SECONDS: dict[Role, float] = {"base": 90.0, "combat": 60.0, "sting": 4.0}
# Below it nothing can be said; above it planning would take more than a second or two.
SHORTEST_S, LONGEST_S = 3.0, 3600.0
# Mood where no word speaks of it: (valence, arousal). Minecraft's own music is calm and mildly bright.
_DEFAULT_MOOD: dict[Role, tuple[float, float]] = {
    "base": (0.25, -0.5),
    "combat": (-0.45, 0.8),
    "sting": (0.4, 0.3),
}
_LEAST_AROUSAL: dict[Role, float] = {"base": -1.0, "combat": 0.45, "sting": -0.2}
_COMBAT_PERCUSSION = ("taiko", "timpani", "cymbals")
_LIVELY = 0.1  # arousal from which faster figures and shorter chords set in


@dataclass(frozen=True)
class Parameters:
    """What the words, the seed and the anchor make of a brief.

    ``bpm``: beats of ``metre`` a minute. ``valence``, ``arousal``, ``register``: -1..1. ``density``,
    ``dynamics``, ``space``: 0..1. ``swell``, ``build``, ``fade``: grows and falls, grows or falls to the end.
    ``silence``: 0..1, how much of the piece rests; 0.2 is usual. ``texture``: of the accompaniment, ``bed_texture``: of the bed,
    ``line_texture``: of the melody. ``gesture``: what a sting does, meaningless in other roles. ``place``:
    whose room it sounds in. ``percussion``: kinds, empty for none. ``drumless``: nobody may add any.
    """

    role: Role
    seconds: float
    bpm: float
    metre: Metre
    key: Key
    valence: float
    arousal: float
    density: float
    dynamics: float
    space: float
    register: float
    swell: bool
    build: bool
    fade: bool
    silence: float
    cast: Cast
    texture: FigureTexture
    bed_texture: BedTexture
    line_texture: LineTexture
    gesture: Gesture
    place: Place
    percussion: tuple[str, ...]
    drumless: bool
    kinship: Kinship

    def as_json(self) -> dict[str, Any]:
        """For the provenance."""
        return {
            "bpm": round(self.bpm, 1),
            "metre": self.metre.name,
            "key": self.key.name,
            "valence": round(self.valence, 2),
            "arousal": round(self.arousal, 2),
            "density": round(self.density, 2),
            "dynamics": round(self.dynamics, 2),
            "space": round(self.space, 2),
            "register": round(self.register, 2),
            "instruments": self.cast.names,
            "percussion": list(self.percussion),
            "textures": [self.bed_texture, self.texture, self.line_texture],
            "place": self.place,
            "motif": self.kinship.motif.degrees_text,
            "anchor": self.kinship.note,
        }


def decide(brief: Brief, reading: Reading) -> Parameters:
    """Pure: the same brief and reading give the same parameters."""
    role, seed = brief.role, brief.seed
    before = previous(brief.anchor)
    default_valence, default_arousal = _DEFAULT_MOOD[role]
    rng = stream(seed, "mood")
    valence = _clipped(_or(reading.valence, default_valence) + 0.12 * rng.standard_normal())
    arousal = _clipped(_or(reading.arousal, default_arousal) + 0.1 * rng.standard_normal())
    arousal = max(arousal, _LEAST_AROUSAL[role])
    mode = choose_mode(stream(seed, "mode"), reading.mode, valence)
    key = choose_key(stream(seed, "key"), mode, reading.tonic, before)
    bpm = choose_tempo(stream(seed, "tempo"), reading.tempo, _usual_tempo(arousal, role), before)
    metre = METRES[reading.metre or _usual_metre(stream(seed, "metre"), role)]
    density = _or(
        reading.density, float(np.clip(0.36 + 0.3 * arousal + 0.1 * rng.standard_normal(), 0.12, 0.9))
    )
    percussion = _percussion(reading, role)
    texture, bed_texture = _textures(stream(seed, "texture"), reading, arousal, density)
    kinship = develop(
        stream(seed, "motif"),
        brief.anchor,
        reading,
        key=key,
        bpm=bpm,
        metre=metre,
        liveliness=(arousal + 1.0) / 2.0,
    )
    return Parameters(
        role=role,
        seconds=min(max(brief.seconds or USUAL_SECONDS[role], SHORTEST_S), LONGEST_S),
        bpm=bpm,
        metre=metre,
        key=key,
        valence=valence,
        arousal=arousal,
        density=density,
        dynamics=_or(reading.dynamics, float(np.clip(0.45 + 0.35 * arousal, 0.1, 0.95))),
        space=_or(reading.space, 0.6 if role == "base" else 0.4),
        register=_or(reading.register, float(0.15 * rng.standard_normal() + 0.25 * valence)),
        swell=reading.swell,
        build=reading.build,
        fade=reading.fade,
        silence=_or(reading.silence, float(np.clip(0.45 - 0.7 * density, 0.05, 0.4))),
        cast=choose(
            stream(seed, "cast"),
            reading.instruments,
            reading.without,
            valence=valence,
            arousal=arousal,
            solo=reading.solo,
            sparkling="sparkle" in reading.textures,
            role=role,
        ),
        texture=texture,
        bed_texture=bed_texture,
        line_texture="solo",
        gesture="rise",
        place=brief.place,
        percussion=percussion,
        drumless="percussion" in reading.without,
        kinship=kinship,
    )


def _or(value: float | None, otherwise: float) -> float:
    return otherwise if value is None else value


def _clipped(value: float) -> float:
    return float(min(max(value, -1.0), 1.0))


def _usual_tempo(arousal: float, role: Role) -> tuple[float, float]:
    middle = 122.0 + 26.0 * arousal if role == "combat" else 78.0 + 34.0 * arousal
    return middle * 0.92, middle * 1.08


def _usual_metre(rng: np.random.Generator, role: Role) -> str:
    if role != "base":
        return "4/4"
    return weighted(rng, (("4/4", 0.6), ("3/4", 0.25), ("6/8", 0.15)))


def _percussion(reading: Reading, role: Role) -> tuple[str, ...]:
    """Named kinds; in combat some anyway; none at all where drums are negated."""
    if "percussion" in reading.without:
        return ()
    if role != "combat":
        return tuple(reading.percussion)
    usual = ("taiko", *reading.percussion) if reading.percussion == ["kit"] else reading.percussion
    return tuple(kind for kind in usual or _COMBAT_PERCUSSION if kind not in reading.without)


def _textures(
    rng: np.random.Generator, reading: Reading, arousal: float, density: float
) -> tuple[FigureTexture, BedTexture]:
    """Texture of the accompaniment and of the bed."""
    named = [texture for texture in reading.textures if texture not in reading.without]
    figures = [texture for texture in FIGURE_TEXTURES if texture in named]
    beds = [texture for texture in BED_TEXTURES if texture in named]
    figure: FigureTexture
    if figures:
        figure = figures[0]
    elif density < 0.2 and not chance(rng, 0.3):
        figure = "roll"
    elif arousal > _LIVELY:
        figure = weighted(rng, (("ostinato", 1.6), ("pulse", 1.0), ("arpeggio", 1.0)))
    else:
        figure = weighted(rng, (("arpeggio", 1.6), ("roll", 1.3), ("pulse", 0.1)))
    usual: tuple[tuple[BedTexture, float], ...] = (("pad", 1.0), ("chorale", 0.25), ("drone", 0.15))
    return figure, beds[0] if beds else weighted(rng, usual)
