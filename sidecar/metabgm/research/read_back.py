"""The facts that a narrative was as good as written for, where only its biome was given."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import product

from metabgm.describe.facts import Facts
from metabgm.describe.faithfulness import faults_of
from metabgm.describe.seen import Seen
from metabgm.describe.value_words import first_word
from metabgm.describe.wording import word_scene
from metabgm.research.biomes import Biome
from metabgm.research.situation import Situation, elements_of
from metabgm.research.tasks import see

_FULL = 20.0


def facts_told(narrative: str, biome: Biome) -> str:
    """The line that stage 1 would be shown of the biome at the hour and in the weather that it tells.

    Empty where it tells of a fight, or of something that the line could not have.
    """
    plain = _plain_facts(biome)
    for hour, weather in product(_hours(narrative), _weathers(narrative, biome)):
        facts = replace(plain, time=hour, weather=weather)
        seen = Seen(facts, combat=False, line=word_scene(facts, combat=False))
        if not faults_of(narrative, seen):
            return seen.line
    return ""


def _hours(narrative: str) -> list[str]:
    return [hour for hour in ("dawn", "dusk", "night") if first_word("hour", hour, narrative)] or ["day"]


def _weathers(narrative: str, biome: Biome) -> list[str]:
    """Snow that lies is no snowfall."""
    falls = biome.precipitation(_height(biome))
    told = ["thunder"] if first_word("weather", "thunder", narrative) else []
    if (
        falls != "none"
        and first_word("weather", falls, narrative)
        and first_word("falling", "any", narrative)
    ):
        told.append(falls)
    return told or ["clear"]


def _plain_facts(biome: Biome) -> Facts:
    """Of a player who stands there and is well."""
    situation = Situation(
        biome=biome,
        where="cave" if biome.habitat == "cave" else "open",
        height=_height(biome),
        hour="Day",
        weather="Clear",
        movement="",
        mount="",
        states=(),
        health=_FULL,
        food=_FULL,
        hostiles=(),
        fight=False,
    )
    return see(elements_of(situation, random.Random(0))).facts


def _height(biome: Biome) -> float:
    return sum(biome.heights) / 2
