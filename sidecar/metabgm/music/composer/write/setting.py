"""What shapes a piece's harmony, decided before there are chords."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from metabgm.music.composer.plan.parameters import Parameters
from metabgm.music.composer.randomness import chance
from metabgm.music.composer.theory.chords import Chord
from metabgm.music.composer.theory.grammar import Style, styles
from metabgm.music.composer.theory.keys import Key
from metabgm.music.composer.theory.metre import Metre

_CHORD_S = {"calm": 5.0, "lively": 2.6}  # seconds a chord wants to last
_LIVELY = 0.1  # arousal from which chords come faster
# Chance that music in major or minor is led by functions: where the words want it, in chorales, in combat.
_NAMED, _CHORALE, _COMBAT = 0.95, 0.85, 0.6
# Elsewhere: in a neutral mood, what valence and arousal add, and the least and the most of it.
_NEUTRAL, _BY_VALENCE, _BY_AROUSAL, _BOUNDS = 0.4, 0.25, 0.2, (0.12, 0.65)


@dataclass(frozen=True)
class Setting:
    """What shapes a piece's harmony. ``tension`` 0..1: fewer plain and open chords.

    ``bars_per_chord``: how slow the harmony is. ``bridge``: what a piece that follows another opens with.
    ``plain``: chords with third and fifth only, as four strict parts want them, and sevenths.
    """

    key: Key
    metre: Metre
    style: Style
    bars_per_chord: int
    tension: float
    bridge: Chord | None = None
    plain: bool = False


def setting(rng: np.random.Generator, parameters: Parameters) -> Setting:
    """The style that suits the mode and the bed, at the pace that suits the tempo and the mood."""
    usual, *other = styles(parameters.key.mode)
    bar_s = parameters.metre.beats * 60.0 / parameters.bpm
    wanted = _CHORD_S["lively" if parameters.arousal > _LIVELY else "calm"]
    return Setting(
        parameters.key,
        parameters.metre,
        other[0] if other and chance(rng, _functional(parameters)) else usual,
        bars_per_chord=2 if wanted / bar_s > 1.5 else 1,
        tension=(1.0 - parameters.valence) / 2.0,
        bridge=parameters.kinship.bridge if parameters.role == "base" else None,
        plain=parameters.bed_texture == "chorale",
    )


def _functional(parameters: Parameters) -> float:
    """How likely functional harmony is where the mode has both styles."""
    if parameters.harmony is not None:
        return _NAMED if parameters.harmony == "functional" else 0.0
    if parameters.bed_texture == "chorale":
        return _CHORALE
    if parameters.bed_texture == "drone":
        return 0.0
    if parameters.role == "combat":
        return _COMBAT
    low, high = _BOUNDS
    wished = _NEUTRAL + _BY_VALENCE * parameters.valence + _BY_AROUSAL * parameters.arousal
    return min(max(wished, low), high)
