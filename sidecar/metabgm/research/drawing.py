"""Draws the scenes of the dataset: the same seed, the same scenes, every value of the game covered evenly."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace

from metabgm.research.biomes import Biome, biomes
from metabgm.research.deck import Deck
from metabgm.research.hostiles import hostiles_of
from metabgm.research.situation import Situation, Where
from metabgm.scene.hours import HOURS_BEGIN

SCENES = 433
"""As many as the paper synthesized (section III.A)."""

_FIGHTS_OF_A_BIOME = 2
_THIRD_FIGHTS = 0.45
"""Of the biomes that have a scene more than others, so that a third of all scenes are fights."""

_MOUNTS = {
    "ocean": ("oak_boat", "spruce_boat"),
    "river": ("oak_boat", "birch_boat"),
    "nether": ("strider",),
    "land": ("horse", "horse", "donkey", "pig", "camel", "mule"),
}
_SUBMERSIBLE = ("swamp", "mangrove_swamp", "lush_caves", "beach", "stony_shore")
_SWIMMERS = ("drowned", "guardian", "elder_guardian")
_FLIERS = ("phantom",)
_SNOW_TO_SINK_IN = ("grove", "snowy_slopes", "frozen_peaks", "jagged_peaks", "snowy_plains", "ice_spikes")


def draw_situations(seed: int) -> list[Situation]:
    """``SCENES`` of them, in an order that mixes the biomes."""
    chance = random.Random(f"{seed}/scenes")
    each, more = divmod(SCENES, len(biomes()))
    with_more = set(chance.sample(sorted(biomes()), more))
    draws: list[tuple[Biome, bool]] = []
    for name, biome in biomes().items():
        extra = name in with_more
        fights = _FIGHTS_OF_A_BIOME + (extra and chance.random() < _THIRD_FIGHTS) if _hostile(biome) else 0
        draws += [(biome, number < fights) for number in range(each + extra)]
    chance.shuffle(draws)
    table = _Table(chance)
    return [table.draw(biome, fight=fight) for biome, fight in draws]


class _Table:
    """The decks. What is in sight and what is out of it, and each habitat, have their own, so that every one
    covers its values by itself.
    """

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        hours = {"Dawn": 2, "Day": 2, "Dusk": 2, "Night": 2}
        self._hours = {seen: Deck(hours, chance) for seen in (True, False)}
        weathers = {"Clear": 4, "Rain": 3, "Snow": 3, "Thunder": 2}
        self._weathers = {seen: Deck(weathers, chance) for seen in (True, False)}
        habitats = {biome.habitat for biome in biomes().values()}
        places: dict[Where, int] = {"open": 14, "roofed": 1, "cave": 3, "under water": 5}
        self._where = {habitat: Deck(places, chance) for habitat in sorted(habitats)}
        moves = {"Walking": 5, "Sprinting": 3, "Sneaking": 3, "Swimming": 2, "Riding": 3, "Gliding": 2, "": 3}
        self._moves = {habitat: Deck(moves, chance) for habitat in sorted(habitats)}
        states = {"": 22, "Sleeping": 3, "Poisoned": 2, "Freezing": 2, "On Fire": 2, "In Lava": 1}
        self._states = {habitat: Deck(states, chance) for habitat in sorted(habitats)}
        self._wounds = Deck({(17, 20): 3, (9, 15): 3, (1, 7): 2}, chance)
        self._food = Deck({(14, 20): 4, (7, 13): 3, (1, 6): 2}, chance)
        self._foes = Deck({1: 3, 2: 2}, chance)
        self._met: dict[str, int] = {}

    def draw(self, biome: Biome, *, fight: bool) -> Situation:
        where = self._where[biome.habitat].deal(
            lambda card: not _safe(biome, card) if fight else _can_be(biome, card)
        )
        seen = biome.has_sky and where != "cave"
        hours = self._hours[seen and not fight]
        hour = hours.deal(lambda card: not fight or bool(_foes(biome, where, card)))
        foes = tuple(self._enemies(biome, where, hour)) if fight else ()
        lowest, highest = (-58.0, 40.0) if where == "cave" and biome.habitat != "cave" else biome.heights
        if where == "under water":
            lowest, highest = (biome.heights[0] - 20.0, biome.heights[0] - 2.0)
        calm = Situation(
            biome=biome,
            where=where,
            height=round(self._chance.uniform(lowest, highest), 2),
            hour=hour,
            weather="Clear",
            movement="",
            mount="",
            states=(),
            health=float(self._chance.randint(15, 20)),
            food=float(self._chance.randint(*self._food.deal())),
            hostiles=foes or tuple(self._watchers(biome, where, hour)),
            fight=bool(foes),
        )
        return self._with_player(self._with_weather(calm, seen=seen))

    def _with_weather(self, scene: Situation, *, seen: bool) -> Situation:
        if scene.biome.habitat in ("nether", "end", "void"):
            return scene
        falls = scene.biome.precipitation(scene.height)
        possible = {"Clear", "Thunder", falls.capitalize()}
        return replace(scene, weather=self._weathers[seen and not scene.fight].deal(possible.__contains__))

    def _with_player(self, scene: Situation) -> Situation:
        state = self._states[scene.biome.habitat].deal(lambda card: _state_fits(scene, card))
        if state == "Sleeping":
            return replace(scene, where="roofed" if scene.where == "open" else scene.where, states=(state,))
        movement = self._moves[scene.biome.habitat].deal(lambda card: _moves(scene, state, card))
        mounts = _MOUNTS.get(scene.biome.habitat, ())
        mount = self._chance.choice(mounts) if movement == "Riding" else ""
        fire = ("On Fire",) if state == "In Lava" else ()
        moved = replace(scene, movement=movement, mount=mount, states=(*fire, state) if state else ())
        if _gets_wet(moved):
            moved = replace(moved, states=(*moved.states, "Wet"))
        if not scene.fight:
            return moved
        return replace(moved, health=float(self._chance.randint(*self._wounds.deal())))

    def _enemies(self, biome: Biome, where: Where, hour: str) -> Iterator[str]:
        """Those met least so far first, so that rare ones are fought as well."""
        foes = _foes(biome, where, hour)
        self._chance.shuffle(foes)
        foes.sort(key=lambda foe: self._met.get(foe, 0))
        for foe in foes[: self._foes.deal()]:
            self._met[foe] = self._met.get(foe, 0) + 1
            yield foe

    def _watchers(self, biome: Biome, where: Where, hour: str) -> list[str]:
        """Hostiles in sight that attack nobody, in one of four scenes."""
        near = _foes(biome, where, hour)
        return [self._chance.choice(near)] if near and self._chance.random() < 0.25 else []


def _foes(biome: Biome, where: Where, hour: str) -> list[str]:
    foes = hostiles_of(biome, underground=where == "cave" and biome.habitat != "cave", hour=hour)
    if where == "under water":
        return [foe for foe in foes if foe in _SWIMMERS]
    return [foe for foe in foes if where == "open" or foe not in _FLIERS]


def _safe(biome: Biome, where: Where) -> bool:
    return not _can_be(biome, where) or not any(_foes(biome, where, hour) for hour in HOURS_BEGIN)


def _hostile(biome: Biome) -> bool:
    return not _safe(biome, "open") or not _safe(biome, "cave")


def _can_be(biome: Biome, where: Where) -> bool:
    if where == "open":
        return biome.habitat != "cave"
    if where == "roofed":
        return biome.habitat in ("land", "river")
    if where == "cave":
        return biome.habitat in ("land", "ocean", "river", "cave")
    return biome.habitat in ("ocean", "river") or biome.name in _SUBMERSIBLE


def _state_fits(scene: Situation, state: str) -> bool:
    """``state``: empty for none."""
    dry = scene.where != "under water" and not (scene.where == "open" and scene.weather == "Rain")
    habitat = scene.biome.habitat
    if state == "Sleeping":
        home = habitat in ("land", "river", "cave") and scene.where != "under water"
        return home and not scene.fight and scene.hour == "Night"
    if state == "Poisoned":
        return habitat != "void"
    if state == "Freezing":
        return scene.biome.name in _SNOW_TO_SINK_IN and scene.where == "open"
    if state == "On Fire":
        hot = habitat == "nether" or scene.where == "cave" or "blaze" in scene.hostiles
        return dry and (hot or (scene.fight and habitat == "land"))
    if state == "In Lava":
        return dry and (habitat == "nether" or scene.where == "cave")
    return True


def _moves(scene: Situation, state: str, movement: str) -> bool:
    """``movement``: empty for standing still."""
    habitat, name = scene.biome.habitat, scene.biome.name
    afloat = habitat == "ocean" and scene.where == "open" and "frozen" not in name
    if scene.where == "under water":
        return movement == "Swimming"
    if state in ("Freezing", "In Lava"):
        return movement in ("Walking", "")
    if movement == "Swimming":
        wet = (habitat in ("ocean", "river") and scene.where == "open") or name in _SUBMERSIBLE
        return wet and state != "On Fire"
    if movement == "Riding":
        return habitat in _MOUNTS and scene.where == "open"
    if movement == "Gliding":
        return scene.where == "open"
    if movement in ("Walking", "Sprinting", "Sneaking"):
        return not afloat
    return not (afloat and scene.fight)


def _gets_wet(scene: Situation) -> bool:
    rained_on = scene.where == "open" and scene.biome.precipitation(scene.height) == "rain"
    in_water = scene.where == "under water" or scene.movement == "Swimming"
    return in_water or (rained_on and scene.weather in ("Rain", "Thunder"))
