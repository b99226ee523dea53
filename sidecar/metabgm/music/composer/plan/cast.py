"""Who plays what: instruments for the layers of a piece."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from metabgm.music.composer.plan.palettes import LAYERS, palette
from metabgm.music.composer.plan.textures import FigureTexture
from metabgm.music.composer.randomness import pick
from metabgm.music.composer.sound.instruments import Instrument, Layer, instruments
from metabgm.music.composer.write.idioms import idiom
from metabgm.music.engine import Role

MOST_NAMED = 8  # more would not be told apart
_TAKEN_COST = 2
_MOST_PLAYERS = 2  # of a layer before another one is found, so that each is heard in a short piece


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


# What may be added under named instruments without being taken for them: bright, dark, and in combat.
_BRIGHT_BEDS = ("warm_pad", "halo_pad")
_DARK_BEDS = ("sweep_pad", "halo_pad", "warm_pad")
_COMBAT_BEDS = ("tremolo_strings", "strings")
_DEEP = 41  # lowest comfortable pitch of those who can be their own bass
_COMBAT_FIGURES = ("strings", "pizzicato")
_SINGING: tuple[Layer, ...] = ("lead", "counter")
_SPARKLERS = ("celesta", "glockenspiel", "crystal")
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
    figure: FigureTexture | None = None,
    forceful: bool = False,
    moving: bool = False,
) -> Cast:
    """All named instruments play; what they leave open is filled to suit the mood unless ``solo``.

    ``without``: names that must not play; "lead" among them for no melody. ``sparkling``: something high
    and small is wanted. ``figure``: the one that is named, whose own instruments play it and nothing else.
    ``forceful``: somebody plays the bass.
    ``moving``: somebody accompanies.
    """
    known = instruments()
    open_layers = palette(rng, valence, arousal, without)
    if sparkling and "sparkle" not in open_layers:
        able = [name for name in _SPARKLERS if name not in without]
        open_layers |= {"sparkle": pick(rng, able)} if able else {}
    sung = "lead" not in without
    if not sung:
        open_layers = {layer: one for layer, one in open_layers.items() if layer not in _SINGING}
    if not named and not solo:
        return Cast(**{layer: (known[name],) for layer, name in open_layers.items()})
    if not named:
        first = open_layers.get("lead") or open_layers.get("accompaniment")
        named = [first or next(name for name in known if name not in without)]
    players = [known[name] for name in named[:MOST_NAMED]]
    layers = _seated(players, figure, sung=sung)
    if sung and not layers["lead"] and not all(_its_own(one, figure) for one in players):
        leaders = [one for one in players if "lead" in one.layers and not _its_own(one, figure)]
        layers["lead"] = leaders[:1] or ([] if solo else _added(open_layers, "lead"))
    itself = "accompaniment" in players[0].layers and idiom(players[0].name).polyphony > 1
    if not layers["accompaniment"] and itself:
        layers["accompaniment"] = [players[0]]
    layers["counter"] = _answering(layers, players) if layers["lead"] else []
    if not solo:
        _filled(rng, layers, open_layers, without=without, dark=valence < 0.0, role=role)
        if moving and not layers["accompaniment"]:
            layers["accompaniment"] = [one for one in _stirring(players) if one.name not in without]
        if forceful and not layers["bass"]:
            layers["bass"] = [one for one in _grounding(players) if one.name not in without]
        if sparkling and not layers["sparkle"]:
            layers["sparkle"] = _added(open_layers, "sparkle")
    return Cast(**{layer: tuple(seats) for layer, seats in layers.items()})


def _seated(
    players: Sequence[Instrument], figure: FigureTexture | None, *, sung: bool
) -> dict[Layer, list[Instrument]]:
    """Gives each player the layer that suits it best and is least taken; every one will be heard."""
    layers: dict[Layer, list[Instrument]] = {layer: [] for layer in LAYERS}
    for player in players:
        able = ("accompaniment",) if _its_own(player, figure) else player.layers
        costs = {
            layer: at + _TAKEN_COST * len(layers[layer])
            for at, layer in enumerate(able)
            if sung or layer not in _SINGING
        }
        free = {layer: cost for layer, cost in costs.items() if len(layers[layer]) < _MOST_PLAYERS}
        if free:
            layers[min(free, key=free.__getitem__)].append(player)
        else:
            layers["accompaniment"].append(player)
    return layers


def _its_own(player: Instrument, figure: FigureTexture | None) -> bool:
    """Whether a figure is what a player is there for: bells toll, they don't sing as well."""
    return figure == "tolling" and idiom(player.name).figures[:1] == (figure,)


def _stirring(players: Sequence[Instrument]) -> list[Instrument]:
    """Who plays the figures of lively music: a named player who can, else the orchestra's."""
    able = [one for one in players if "accompaniment" in one.layers and idiom(one.name).polyphony > 1]
    orchestral = any(one.name in _ORCHESTRAL for one in players)
    return able[:1] or ([instruments()["pizzicato"]] if orchestral else [])


def _grounding(players: Sequence[Instrument]) -> list[Instrument]:
    """Who doubles the bass of loud music: a named player with deep chords, else the orchestra's."""
    deep = [one for one in players if idiom(one.name).polyphony > 1 and idiom(one.name).low <= _DEEP]
    orchestral = any(one.name in _ORCHESTRAL for one in players)
    return deep[:1] or ([instruments()["contrabass"]] if orchestral else [])


def _answering(layers: dict[Layer, list[Instrument]], players: Sequence[Instrument]) -> list[Instrument]:
    """Who sings against the lead: the other leads in turn, or somebody named who could lead too."""
    leads = layers["lead"]
    if len(leads) > 1:
        return [*leads[1:], leads[0]]
    return [one for one in players if one not in leads and "lead" in one.layers][:1]


def _filled(
    rng: np.random.Generator,
    layers: dict[Layer, list[Instrument]],
    open_layers: dict[Layer, str],
    *,
    without: Collection[str],
    dark: bool,
    role: Role,
) -> None:
    """Adds what a piece needs beside its named players: a bed, and in combat what drives it."""
    known = instruments()
    combat = role == "combat"
    if not layers["bed"]:
        named = {player.name for seats in layers.values() for player in seats}
        neutral = _DARK_BEDS if dark else _BRIGHT_BEDS
        usual = _COMBAT_BEDS if combat else ("strings",) if named & _ORCHESTRAL else neutral
        able = [name for name in usual if name not in without]
        layers["bed"] = [known[pick(rng, able)]] if able else []
    if combat and not layers["accompaniment"]:
        able = [name for name in _COMBAT_FIGURES if name not in without]
        layers["accompaniment"] = [known[pick(rng, able)]] if able else []
    if combat and not layers["bass"]:
        bass = open_layers.get("bass", "contrabass")
        layers["bass"] = [known[bass]] if bass not in without else []


def _added(open_layers: dict[Layer, str], layer: Layer) -> list[Instrument]:
    return [instruments()[open_layers[layer]]] if layer in open_layers else []
