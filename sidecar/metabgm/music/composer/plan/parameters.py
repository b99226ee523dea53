"""Decides everything about a piece that its notes are then written from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np

from metabgm.music.composer.plan import sources, usual, wanted
from metabgm.music.composer.plan.cast import Cast, choose
from metabgm.music.composer.plan.choristers import with_choristers
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
    GESTURES,
    LINE_TEXTURES,
    BedTexture,
    FigureTexture,
    Gesture,
    LineTexture,
)
from metabgm.music.composer.randomness import chance, stream
from metabgm.music.composer.sound.instruments import Layer
from metabgm.music.composer.theory.grammar import Style
from metabgm.music.composer.theory.keys import Key
from metabgm.music.composer.theory.metre import METRES, Metre
from metabgm.music.composer.words.reading import Reading
from metabgm.music.composer.write.idioms import idiom
from metabgm.music.engine import Brief, Place, Role

USUAL_SECONDS: dict[Role, float] = {"base": 90.0, "combat": 60.0, "sting": 4.0}
# Below it nothing can be said; above it planning would take more than a second or two.
SHORTEST_S, LONGEST_S = 3.0, 3600.0
_MORE, _LESS = 0.2, 0.08  # density that loud words add and quiet ones take
_FORCEFUL = 0.5  # force from which the bass is doubled
_MOVING, _STIRRED = 0.5, 0.3  # density and pace from which a melody over a bed is too little
_SPARSE = 0.2  # density below which chords rather roll or toll than run
Name = TypeVar("Name", bound=str)


@dataclass(frozen=True)
class Parameters:
    """What the words, the seed and the anchor make of a brief.

    ``bpm``: beats of ``metre`` a minute. ``harmony``: the style that the words want, None for any.
    ``valence``, ``arousal``, ``register``: -1..1. ``density``, ``dynamics``, ``space``: 0..1. ``swell``,
    ``build``, ``fade``: grows and falls, grows or falls to the end.
    ``silence``: 0..1, how much of the piece rests; 0.2 is usual. ``texture``: of the accompaniment,
    ``bed_texture``: of the bed, ``line_texture``: of the melody. ``gesture``: what a sting does, meaningless
    in other roles. ``place``: whose room it sounds in. ``percussion``: kinds, empty for none. ``drumless``:
    nobody may add any. ``asked``: layers whose players or texture the words name; of a lead only where no
    word wants it sparse. ``sources``: where each of them came from: words, mood, seed, anchor, game or role.
    """

    role: Role
    seconds: float
    bpm: float
    metre: Metre
    key: Key
    harmony: Style | None
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
    asked: frozenset[Layer]
    kinship: Kinship
    sources: Mapping[str, str]

    def as_json(self) -> dict[str, Any]:
        """For the provenance."""
        return {
            **({"gesture": self.gesture} if self.role == "sting" else {}),
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
            "silence": round(self.silence, 2),
            "shape": self._shape(),
            "textures": [self.bed_texture, self.texture, self.line_texture],
            "place": self.place,
            "motif": self.kinship.motif.degrees_text,
            "anchor": self.kinship.note,
            "sources": dict(self.sources),
        }

    def _shape(self) -> list[str]:
        return [name for name in ("swell", "build", "fade") if getattr(self, name)]


def decide(brief: Brief, reading: Reading) -> Parameters:
    """Pure: the same brief and reading give the same parameters."""
    role, seed = brief.role, brief.seed
    before = previous(brief.anchor)
    valence, arousal, density = _mood(reading, role, seed)
    mood = (valence, arousal)
    mode = choose_mode(stream(seed, "mode"), reading.mode, valence, reading.harmony)
    key = choose_key(stream(seed, "key"), mode, reading.tonic, before)
    if role == "sting" and before is not None and reading.tonic is None:
        key = before.key  # it is heard over the piece that it belongs to
    usual_tempo = usual.tempo(arousal, role)
    bpm = choose_tempo(stream(seed, "tempo"), reading.tempo, usual_tempo, before)
    unled_bpm = choose_tempo(stream(seed, "tempo"), reading.tempo, usual_tempo, None)
    metre = METRES[reading.metre or usual.metre(stream(seed, "metre"), role)]
    percussion = _percussion(reading, role)
    sparkling = "sparkle" in reading.textures or (
        "sparkle" in reading.usual_textures and chance(stream(seed, "sparkle"), 0.5)
    )
    cast = choose(
        stream(seed, "cast"),
        reading.instruments,
        reading.without,
        valence=valence,
        arousal=arousal,
        solo=reading.solo,
        sparkling=sparkling,
        role=role,
        figure=_first(reading.textures, FIGURE_TEXTURES),
        forceful=wanted.force(reading) > _FORCEFUL,
        moving=density > _MOVING or wanted.pace(reading, arousal) > _STIRRED,
    )
    if "chorale" in reading.textures and not reading.solo:
        cast = with_choristers(
            stream(seed, "choristers"), cast, named=reading.instruments, without=reading.without
        )
    kinship = develop(
        stream(seed, "motif"),
        brief.anchor,
        reading,
        key=key,
        bpm=bpm,
        metre=metre,
        liveliness=(wanted.pace(reading, arousal) + 1.0) / 2.0,
        role=role,
    )
    register = 0.15 * float(stream(seed, "register").standard_normal()) + 0.25 * valence
    return Parameters(
        role=role,
        seconds=min(max(brief.seconds or USUAL_SECONDS[role], SHORTEST_S), LONGEST_S),
        bpm=bpm,
        metre=metre,
        key=key,
        harmony=reading.harmony,
        valence=valence,
        arousal=arousal,
        density=density,
        dynamics=_or(reading.dynamics, float(np.clip(0.45 + 0.35 * arousal, 0.1, 0.95))),
        space=_or(reading.space, 0.6 if role == "base" else 0.4),
        register=_or(reading.register, register),
        swell=reading.swell,
        build=reading.build,
        fade=reading.fade,
        silence=_or(reading.silence, float(np.clip(0.45 - 0.7 * density, 0.05, 0.4))),
        cast=cast,
        texture=_figure(stream(seed, "figure"), reading, mood, density, cast),
        bed_texture=_first(reading.textures, BED_TEXTURES)
        or usual.bed(stream(seed, "bed"), mood, reading.usual_textures, reading.without),
        line_texture=_first(reading.textures, LINE_TEXTURES)
        or usual.line(stream(seed, "line"), mood, reading.without, alone=reading.solo),
        gesture=_first([reading.gesture or ""], GESTURES) or usual.gesture(stream(seed, "gesture"), mood),
        place=reading.place or brief.place,
        percussion=percussion,
        drumless="percussion" in reading.without,
        asked=wanted.asked(reading, cast),
        kinship=kinship,
        sources=sources.of(reading, role, led=bpm != unled_bpm, anchored=before is not None),
    )


def _mood(reading: Reading, role: Role, seed: int) -> tuple[float, float, float]:
    """Valence, arousal and density: as the words have it, a little otherwise from seed to seed."""
    rng = stream(seed, "mood")
    valence, arousal = usual.MOOD[role]
    valence = _clipped(_or(reading.valence, valence) + 0.12 * rng.standard_normal())
    arousal = _clipped(_or(reading.arousal, arousal) + 0.1 * rng.standard_normal())
    arousal = max(arousal, usual.LEAST_AROUSAL[role])
    force = wanted.force(reading)
    moving = 0.3 * wanted.pace(reading, arousal) + (_MORE if force > 0.0 else _LESS) * force
    density = float(np.clip(0.36 + moving + 0.1 * rng.standard_normal(), 0.12, 0.9))
    return valence, arousal, _or(reading.density, density)


def _or(value: float | None, otherwise: float) -> float:
    return otherwise if value is None else value


def _clipped(value: float) -> float:
    return float(min(max(value, -1.0), 1.0))


def _first(said: Sequence[str], layer: Sequence[Name]) -> Name | None:
    """What the words said first of a layer's textures."""
    return next((name for one in said for name in layer if name == one), None)


def _percussion(reading: Reading, role: Role) -> tuple[str, ...]:
    """Named kinds; in combat some anyway; none at all where drums are negated."""
    if "percussion" in reading.without:
        return ()
    if role != "combat":
        return tuple(reading.percussion)
    named = ("taiko", *reading.percussion) if reading.percussion == ["kit"] else reading.percussion
    return tuple(kind for kind in named or usual.COMBAT_PERCUSSION if kind not in reading.without)


def _figure(
    rng: np.random.Generator, reading: Reading, mood: tuple[float, float], density: float, cast: Cast
) -> FigureTexture:
    named = _first(reading.textures, FIGURE_TEXTURES)
    if named is not None:
        return named
    hints = [*reading.usual_textures, *(("roll", "tolling") if density < _SPARSE else ())]
    players = cast.accompaniment or cast.lead
    lies_well = idiom(players[0].name).figures if players else ()
    return usual.figure(rng, mood, hints, reading.without, lies_well)
