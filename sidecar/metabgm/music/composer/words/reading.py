"""What the words of a music description say."""

from __future__ import annotations

from dataclasses import dataclass, field

from metabgm.music.composer.plan.textures import Gesture
from metabgm.music.composer.theory.grammar import Style
from metabgm.music.composer.theory.keys import PitchClass
from metabgm.music.engine import Place


@dataclass
class Reading:
    """What the words say; None or empty where they say nothing.

    ``tempo``: (lowest, highest) beats a minute. ``mode``: a name, or "minor key" for any minor one.
    ``harmony``: by functions or by the mode. ``valence``, ``arousal``: -1..1. ``density``, ``dynamics``,
    ``space``, ``silence``: 0..1. ``register``: -1..1. ``instruments``, ``percussion``, ``textures``: names in
    the order of the text. ``usual_textures``: what a mood or place usually has. ``without``: names that were
    negated. ``gesture``: of a sting. ``sources``: field -> the words that set it. ``used``: words -> what
    they did. ``fillers``: words that are known to say nothing. ``ignored``: words of no known meaning.
    """

    tempo: tuple[float, float] | None = None
    metre: str | None = None
    tonic: PitchClass | None = None
    mode: str | None = None
    harmony: Style | None = None
    valence: float | None = None
    arousal: float | None = None
    density: float | None = None
    dynamics: float | None = None
    space: float | None = None
    register: float | None = None
    silence: float | None = None
    instruments: list[str] = field(default_factory=list)
    percussion: list[str] = field(default_factory=list)
    textures: list[str] = field(default_factory=list)
    usual_textures: list[str] = field(default_factory=list)
    without: set[str] = field(default_factory=set)
    place: Place | None = None
    gesture: Gesture | None = None
    swell: bool = False
    build: bool = False
    fade: bool = False
    solo: bool = False
    sources: dict[str, list[str]] = field(default_factory=dict)
    used: dict[str, str] = field(default_factory=dict)
    fillers: list[str] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)
