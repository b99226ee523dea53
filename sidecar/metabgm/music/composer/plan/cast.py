"""Who plays what: instruments for the layers of a piece."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from metabgm.music.composer.randomness import pick, weighted
from metabgm.music.composer.sound.instruments import Instrument, Layer, instruments
from metabgm.music.engine import Role

MOST_NAMED = 6  # more would not be told apart
_TAKEN_COST = 2


@dataclass(frozen=True)
class Cast:
    """Instruments of each layer; several take turns from section to section. Empty: the layer is silent."""

    lead: tuple[Instrument, ...] = ()
    accompaniment: tuple[Instrument, ...] = ()
    bed: tuple[Instrument, ...] = ()
    bass: tuple[Instrument, ...] = ()
    sparkle: tuple[Instrument, ...] = ()
    counter: tuple[Instrument, ...] = ()

    def turn(self, layer: Layer, section: int) -> Instrument | None:
        """Whose turn it is in a section, None when the layer is silent."""
        players: tuple[Instrument, ...] = getattr(self, layer)
        return players[section % len(players)] if players else None

    @property
    def names(self) -> list[str]:
        """Every instrument once, lead first."""
        layers = (self.lead, self.counter, self.accompaniment, self.bed, self.bass, self.sparkle)
        return list(dict.fromkeys(player.name for layer in layers for player in layer))


# Palettes for what the words leave open: valence, arousal, and who plays lead, accompaniment, bed, bass
# and sparkle ("-": nobody).
_PALETTES: tuple[tuple[float, float, str], ...] = (
    (0.6, -0.6, "piano piano warm_pad - celesta"),
    (0.5, -0.7, "harp harp warm_pad - -"),
    (0.6, -0.4, "music_box harp halo_pad - glockenspiel"),
    (0.4, -0.6, "nylon_guitar nylon_guitar warm_pad - -"),
    (0.2, -0.7, "vibraphone electric_piano space_voice - crystal"),
    (0.4, -0.4, "flute harp strings - -"),
    (0.1, -0.8, "kalimba kalimba warm_pad - -"),
    (0.5, -0.2, "clarinet piano strings contrabass -"),
    (-0.1, -0.5, "piano piano strings - -"),
    (-0.4, -0.5, "cello piano strings - -"),
    (-0.5, -0.4, "english_horn harp choir contrabass -"),
    (-0.5, -0.6, "piano - halo_pad - bowed_glass"),
    (-0.7, -0.2, "bowed_glass - choir contrabass tubular_bells"),
    (-0.6, 0.1, "bassoon pizzicato tremolo_strings contrabass celesta"),
    (-0.2, -0.2, "celesta harp space_voice - crystal"),
    (0.7, 0.2, "flute pizzicato strings contrabass glockenspiel"),
    (0.8, 0.4, "recorder lute strings contrabass -"),
    (0.7, 0.5, "marimba pizzicato strings contrabass xylophone"),
    (0.4, 0.6, "horn pizzicato strings cello -"),
    (0.2, 0.8, "trumpet strings brass contrabass -"),
    (-0.4, 0.7, "horn strings tremolo_strings contrabass -"),
    (-0.6, 0.8, "brass strings tremolo_strings contrabass -"),
    (-0.5, 0.9, "trombone strings choir contrabass -"),
)
_PALETTE_WIDTH = 0.3
# What may be added under named instruments without being taken for them.
_NEUTRAL_BEDS = ("warm_pad", "halo_pad", "sweep_pad")
_COMBAT_BEDS = ("tremolo_strings", "strings")
_SPARKLER = "celesta"
_ORCHESTRAL = frozenset(
    {"violin", "viola", "cello", "horn", "trumpet", "trombone", "flute", "oboe", "clarinet"}
)


def choose(
    rng: np.random.Generator,
    named: Sequence[str],
    without: Collection[str],
    *,
    valence: float,
    arousal: float,
    solo: bool,
    sparkling: bool,
    role: Role,
) -> Cast:
    """All named instruments play; what they leave open is filled to suit the mood unless ``solo``.

    ``without``: names that must not play. ``sparkling``: something high and small is wanted.
    """
    known = instruments()
    palette = _palette(rng, valence, arousal)
    allowed = {layer: name for layer, name in palette.items() if name not in without}
    if sparkling and "sparkle" not in allowed and _SPARKLER not in without:
        allowed["sparkle"] = _SPARKLER
    if not named:
        if solo:
            named = [allowed.get("lead", next(name for name in known if name not in without))]
        else:
            return Cast(**{layer: (known[name],) for layer, name in allowed.items()})
    layers = _seated([known[name] for name in named[:MOST_NAMED]])
    first = known[named[0]]
    if not layers["lead"]:
        leaders = [one for one in map(known.__getitem__, named) if "lead" in one.layers]
        layers["lead"] = leaders[:1] or ([] if solo else _added(allowed, "lead"))
    if not layers["accompaniment"] and "accompaniment" in first.layers:
        layers["accompaniment"] = [first]
    if not solo:
        if not layers["bed"]:
            orchestral = _ORCHESTRAL & set(named)
            usual = _COMBAT_BEDS if role == "combat" else ("strings",) if orchestral else _NEUTRAL_BEDS
            beds = [name for name in usual if name not in without]
            layers["bed"] = [known[pick(rng, beds)]] if beds else []
        if sparkling and not layers["sparkle"]:
            layers["sparkle"] = _added(allowed, "sparkle")
        if not layers["bass"] and role == "combat" and "contrabass" not in without:
            layers["bass"] = [known["contrabass"]]
    return Cast(**{layer: tuple(players) for layer, players in layers.items()})


def _palette(rng: np.random.Generator, valence: float, arousal: float) -> dict[Layer, str]:
    near = [
        (names, float(np.exp(-((valence - v) ** 2 + (arousal - a) ** 2) / _PALETTE_WIDTH**2)) + 1e-6)
        for v, a, names in _PALETTES
    ]
    layers: tuple[Layer, ...] = ("lead", "accompaniment", "bed", "bass", "sparkle")
    chosen = zip(layers, weighted(rng, near).split(), strict=True)
    return {layer: name for layer, name in chosen if name != "-"}


def _seated(players: Sequence[Instrument]) -> dict[Layer, list[Instrument]]:
    """Gives each player the layer that suits it best and is least taken."""
    layers: dict[Layer, list[Instrument]] = {
        "lead": [],
        "accompaniment": [],
        "bed": [],
        "bass": [],
        "sparkle": [],
    }
    for player in players:
        costs = {layer: at + _TAKEN_COST * len(layers[layer]) for at, layer in enumerate(player.layers)}
        layers[min(costs, key=costs.__getitem__)].append(player)
    return layers


def _added(allowed: dict[Layer, str], layer: Layer) -> list[Instrument]:
    return [instruments()[allowed[layer]]] if layer in allowed else []
