"""How a piece grows from the last one: its motif developed, in a related key, at a related tempo."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from metabgm.music.composer.randomness import pick, weighted
from metabgm.music.composer.theory.chords import Chord
from metabgm.music.composer.theory.common import common_chord
from metabgm.music.composer.theory.grammar import Style
from metabgm.music.composer.theory.keys import MODES, Key, Mode, PitchClass, related_tonics, relation
from metabgm.music.composer.theory.metre import Metre
from metabgm.music.composer.words.reading import Reading
from metabgm.music.composer.write.motif import DEVELOPMENTS, Motif, fitted, invent
from metabgm.music.engine import Anchor, EngineName, Role

ENGINE: EngineName = "composer"
_TEMPO_RATIOS = (1.0, 0.5, 2.0, 2 / 3, 1.5, 0.75, 4 / 3)
_USUAL_TEMPO_GIVES = 1.12  # how far a tempo no word asked for yields to the one before
_MODE_WIDTH = 0.35
_UNCOMMON = frozenset({"locrian", "hirajoshi", "phrygian dominant", "melodic minor"})  # only when asked for
_TONAL = ("major", "minor", "harmonic minor")
_COMMONER = 1.6  # how much more often than the others the modes are taken that most music is in
# What "minor" means where no tonic stands before it.
_MINOR_KEY, _MINORS = "minor key", (("minor", 1.0), ("dorian", 0.4), ("harmonic minor", 0.5))


@dataclass(frozen=True)
class Material:
    """What an anchor of this engine carries."""

    motif: Motif
    key: Key
    bpm: float


@dataclass(frozen=True)
class Kinship:
    """``note``: one line that says how the anchor was used, or why not.

    ``bridge``: the chord of the old key and the new one that the piece opens with; None where there is
    nothing to lead over from, or no such chord. ``anchored``: the motif is the anchor's.
    """

    motif: Motif
    note: str
    bridge: Chord | None = None
    anchored: bool = False


def previous(anchor: Anchor | None) -> Material | None:
    """The material of an anchor that this engine made."""
    if anchor is None or anchor.engine != ENGINE or not isinstance(anchor.material, Material):
        return None
    return anchor.material


def choose_mode(
    rng: np.random.Generator, name: str | None, valence: float, harmony: Style | None = None
) -> Mode:
    """The mode that the words name, or one that sounds as bright as the mood.

    ``name``: also "minor key" for any minor mode. ``harmony``: functional harmony has major and minor only.
    """
    if name == _MINOR_KEY:
        options = [(MODES[one], weight) for one, weight in _MINORS if harmony is None or one in _TONAL]
        return weighted(rng, [(mode, weight * _closeness(mode, valence)) for mode, weight in options])
    if name is not None:
        return MODES[name]
    common = [mode for mode in MODES.values() if mode.name not in _UNCOMMON]
    if harmony == "functional":
        common = [mode for mode in common if mode.name in _TONAL]
    return weighted(rng, [(mode, _usual(mode) * _closeness(mode, valence)) for mode in common])


def _usual(mode: Mode) -> float:
    return _COMMONER if mode.name in ("major", "minor") else 1.0


def _closeness(mode: Mode, valence: float) -> float:
    return float(np.exp(-(((mode.valence - valence) / _MODE_WIDTH) ** 2)))


def choose_key(
    rng: np.random.Generator, mode: Mode, tonic: PitchClass | None, before: Material | None
) -> Key:
    """The key that the words name, or one related to the key before, or any."""
    if tonic is not None:
        return Key(tonic, mode)
    if before is not None:
        return Key(weighted(rng, related_tonics(before.key, mode)), mode)
    return Key(int(rng.random() * 12), mode)


def choose_tempo(
    rng: np.random.Generator,
    asked: tuple[float, float] | None,
    usual: tuple[float, float],
    before: Material | None,
) -> float:
    """Beats a minute within what the words ask for, else what is usual.

    A simple ratio to the tempo before is taken where one fits.
    """
    low, high = asked or usual
    if before is not None:
        give = 1.0 if asked else _USUAL_TEMPO_GIVES
        for ratio in _TEMPO_RATIOS:
            if low / give <= before.bpm * ratio <= high * give:
                return before.bpm * ratio
    return float(low + (high - low) * rng.random())


def develop(
    rng: np.random.Generator,
    anchor: Anchor | None,
    reading: Reading,
    *,
    key: Key,
    bpm: float,
    metre: Metre,
    liveliness: float,
    role: Role,
) -> Kinship:
    """The piece's motif: the anchor's, developed, or a new one. A sting quotes the anchor's as it is."""
    before = previous(anchor)
    if before is None:
        made = invent(rng, metre, liveliness=liveliness)
        if anchor is None:
            return Kinship(made, "new motif")
        return Kinship(made, f"new motif: the anchor is one of {anchor.engine[:40]}, not of {ENGINE}")
    way = "transposed" if role == "sting" else pick(rng, tuple(DEVELOPMENTS))
    how = relation(before.key, key)
    why = " (the words name the key)" if reading.tonic is not None else ""
    pace = " (the words name the tempo)" if reading.tempo is not None else ""
    bridge = common_chord(before.key, key)
    over = f"over {key.chord_name(bridge.tones)}" if bridge else "no chord of the old key is one of the new"
    return Kinship(
        fitted(DEVELOPMENTS[way](before.motif), metre),
        f"motif {way}; {key.name} after {before.key.name}: {how}{why}, {over}; "
        f"{bpm:.0f} bpm after {before.bpm:.0f}{pace}",
        bridge,
        anchored=True,
    )
