"""Whether a narrative tells its scene: biome, hour, weather and danger named, nothing denied or made up."""

from __future__ import annotations

from dataclasses import dataclass

from metabgm.research.tasks import Seen
from metabgm.research.value_words import first_beginning, first_word

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

_SAID_SO = {"sprinting": "running", "sneaking": "creeping"}
"""Movement -> how the facts word it."""


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


def omissions_of(narrative: str, seen: Seen) -> list[Fault]:
    """States, movement and enemies of the scene that it does not tell."""
    facts = seen.facts
    moves = _SAID_SO.get(facts.movement, facts.movement)
    silent = [
        Fault("state", f"does not tell {state!r}")
        for state in facts.states
        if not first_word("state", state, narrative)
    ]
    if moves not in ("", "walking") and not first_word("movement", moves, narrative):
        silent.append(Fault("movement", f"does not tell {moves!r}"))
    enemies = facts.enemies if seen.combat else ()
    return silent + [
        Fault("danger", f"does not name the {enemy}") for enemy in enemies if not _names(enemy, narrative)
    ]


def tells_biome(narrative: str, biome: str, land: str) -> bool:
    """``biome`` in words, ``land`` one of ``describe.lands.LANDS``."""
    own = [word.removesuffix("s") for word in biome.split() if word not in _COMMON_WORDS]
    return bool(first_beginning(own, narrative) or first_word("land", land, narrative))


def _biome(narrative: str, seen: Seen) -> Fault | None:
    facts = seen.facts
    below = facts.underground and bool(first_word("land", "cave", narrative))
    if not below and not tells_biome(narrative, facts.biome, facts.land):
        return Fault("biome", f"tells nothing of {facts.biome!r}")
    word = first_word("not_land", facts.land, narrative)
    return Fault("biome", f"says {word!r}, but it is {facts.land}") if word else None


def _hour(narrative: str, seen: Seen) -> Fault | None:
    if not seen.tells_sky:
        return _made_up("hour", narrative)
    hour = seen.facts.time
    if hour != "day" and not first_word("hour", hour, narrative):
        return Fault("hour", f"does not tell {hour!r}")
    return _denied("hour", hour, narrative)


def _weather(narrative: str, seen: Seen) -> Fault | None:
    if not seen.tells_sky:
        return _made_up("weather", narrative)
    weather = seen.facts.weather
    if weather != "clear" and not first_word("weather", weather, narrative):
        return Fault("weather", f"does not tell {weather!r}")
    return _denied("weather", weather, narrative)


def _danger(narrative: str, seen: Seen) -> Fault | None:
    if not seen.combat:
        word = first_word("danger", "no fight", narrative)
        return Fault("danger", f"says {word!r}, but nothing attacks") if word else None
    enemies = seen.facts.enemies
    named = any(_names(enemy, narrative) for enemy in enemies)
    if not named and not first_word("danger", "fight", narrative):
        return Fault("danger", "tells of no fight")
    strangers = (name for name in _UNMISTAKABLE if not any(name in enemy for enemy in enemies))
    stranger = next((name for name in strangers if _names(name, narrative)), "")
    return Fault("danger", f"says {stranger!r}, which is not there") if stranger else None


def _names(enemy: str, narrative: str) -> bool:
    last = enemy.rpartition(" ")[2]
    return bool(first_beginning([last, last.removesuffix("an") + "en"], narrative))


def _denied(aspect: str, value: str, narrative: str) -> Fault | None:
    word = first_word(f"not_{aspect}", value, narrative)
    return Fault(aspect, f"says {word!r}, but it is {value}") if word else None


def _made_up(aspect: str, narrative: str) -> Fault | None:
    word = first_word("unseen", aspect, narrative)
    return Fault(aspect, f"says {word!r}, but the facts have no {aspect}") if word else None
