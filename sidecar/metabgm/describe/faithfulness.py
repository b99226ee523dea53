"""Whether a narrative tells its scene: biome, hour, weather and danger named, nothing denied or made up."""

from __future__ import annotations

from dataclasses import dataclass

from metabgm.describe.seen import Seen
from metabgm.describe.value_words import first_beginning, first_word

ASPECTS = ("biome", "hour", "weather", "danger")

_UNMISTAKABLE = (
    "zombie",
    "skeleton",
    "creeper",
    "enderman",
    "piglin",
    "hoglin",
    "ghast",
    "pillager",
    "ravager",
)
"""Enemies whose names mean nothing else in a sentence."""

_COMMON_WORDS = frozenset(
    ["old", "growth", "deep", "the", "small", "of", "and", "warm", "cold", "lukewarm", "dark", "soul", "end"]
)
"""Of biomes' names: words that tell no land by themselves."""


@dataclass(frozen=True)
class Fault:
    """``aspect``: one of ``ASPECTS``, or ``air``, ``state``, ``movement``.

    ``what`` completes "the narrative ...".
    """

    aspect: str
    what: str


def faults_of(narrative: str, seen: Seen) -> list[Fault]:
    """Where it fails its scene in one of ``ASPECTS``, or denies the air."""
    found = [
        _biome(narrative, seen),
        _hour(narrative, seen),
        _weather(narrative, seen),
        _danger(narrative, seen),
        _denied("air", seen.facts.air, narrative),
    ]
    return [fault for fault in found if fault]


def tells_biome(narrative: str, biome: str, land: str) -> bool:
    """``biome`` in words, ``land`` one of ``describe.lands.LANDS``."""
    own = [word.removesuffix("s") for word in biome.split() if word not in _COMMON_WORDS]
    return bool(first_beginning(own, narrative) or first_word("land", land, narrative))


def _biome(narrative: str, seen: Seen) -> Fault | None:
    facts = seen.facts
    below = facts.underground and bool(first_word("land", "cave", narrative))
    if facts.biome and not below and not tells_biome(narrative, facts.biome, facts.land):
        return Fault("biome", f"tells nothing of {facts.biome!r}")
    word = first_word("not_land", facts.land, narrative)
    return Fault("biome", f"says {word!r}, but it is {facts.land}") if word else None


def _hour(narrative: str, seen: Seen) -> Fault | None:
    if not seen.tells_sky:
        return _made_up("hour", narrative)
    hour = seen.facts.time
    if hour not in ("", "day") and not first_word("hour", hour, narrative):
        return Fault("hour", f"does not tell {hour!r}")
    return _denied("hour", hour, narrative)


def _weather(narrative: str, seen: Seen) -> Fault | None:
    if not seen.tells_sky:
        return _made_up("weather", narrative)
    weather = seen.facts.weather
    if weather not in ("", "clear") and not first_word("weather", weather, narrative):
        return Fault("weather", f"does not tell {weather!r}")
    return _denied("weather", weather, narrative)


def _danger(narrative: str, seen: Seen) -> Fault | None:
    if not seen.combat:
        word = first_word("danger", "no fight", narrative)
        return Fault("danger", f"says {word!r}, but nothing attacks") if word else None
    enemies = seen.facts.enemies
    named = any(names_enemy(enemy, narrative) for enemy in enemies)
    if not named and not first_word("danger", "fight", narrative):
        return Fault("danger", "tells of no fight")
    strangers = (name for name in _UNMISTAKABLE if not any(name in enemy for enemy in enemies))
    stranger = next((name for name in strangers if names_enemy(name, narrative)), "")
    return Fault("danger", f"says {stranger!r}, which is not there") if stranger else None


def names_enemy(enemy: str, narrative: str) -> bool:
    """``enemy`` in words, of which the last tells most."""
    last = enemy.rpartition(" ")[2]
    return bool(first_beginning([last, last.removesuffix("an") + "en"], narrative))


def _denied(aspect: str, value: str, narrative: str) -> Fault | None:
    word = first_word(f"not_{aspect}", value, narrative)
    return Fault(aspect, f"says {word!r}, but it is {value}") if word else None


def _made_up(aspect: str, narrative: str) -> Fault | None:
    word = first_word("unseen", aspect, narrative)
    return Fault(aspect, f"says {word!r}, but the facts have no {aspect}") if word else None
