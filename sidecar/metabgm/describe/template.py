"""The describer of last resort: texts built from the scene's facts by rule. Pure, takes microseconds."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from typing import TypeVar

from metabgm.describe import template_words as words
from metabgm.describe.facts import Facts, read_facts
from metabgm.describe.lands import has_sky, place_phrase
from metabgm.describe.moods import instruments_for, mood_of
from metabgm.describe.texts import DescribeCancelledError, DescribeRequest, Texts
from metabgm.describe.wording import attack_clause

NAME = "template"
_HOPELESS_HURT = 0.6
_Option = TypeVar("_Option")


class TemplateDescriber:
    """Never fails; says the same for the same request."""

    @property
    def name(self) -> str:
        return NAME

    @property
    def identity(self) -> str:
        return NAME

    def describe(self, request: DescribeRequest, cancelled: Callable[[], bool]) -> Texts:
        """As ``Describer.describe``. The player's wish is not followed: rules cannot read it."""
        if cancelled():
            raise DescribeCancelledError
        began = time.perf_counter()
        facts = read_facts(request.elements)
        narrative = "" if request.direct else template_narrative(facts, request.combat, request.seed)
        described = time.perf_counter()
        description = template_description(facts, request.combat, request.seed)
        ended = time.perf_counter()
        ms = {"narrative": 1000 * (described - began), "description": 1000 * (ended - described)}
        return Texts(narrative=narrative, description=description, describer=NAME, ms=ms)


def template_narrative(facts: Facts, combat: bool, seed: int) -> str:
    """One or two sentences, 8 to 60 words."""
    choose = _Chooser("narrative", seed)
    place = place_phrase(
        "caves" if facts.underground and facts.land not in ("cave", "deep dark") else facts.biome
    )
    land = "cave" if facts.underground and facts.land != "deep dark" else facts.land
    detail = choose(words.LAND_DETAILS[land])
    if combat:
        return _sentence(f"{place} {attack_clause(facts)}") + " " + _sentence(choose(words.BATTLE_CLAUSES))
    outside = has_sky(land)
    hour = words.HOUR_CLAUSES.get(facts.time, "") if outside else ""
    weather = words.WEATHER_CLAUSES.get(facts.weather, "") if outside else ""
    seen = " ".join(part for part in (f"{hour} {place},".strip(), detail, weather) if part)
    return _sentence(seen) + " " + _sentence(words.MOVEMENT_CLAUSES[facts.movement])


def template_description(facts: Facts, combat: bool, seed: int) -> str:
    """One sentence of at most 20 words: tempo, mood, form, instruments, key, and what marks the scene."""
    choose = _Chooser("description", seed)
    mood = mood_of(facts, combat)
    lead, bed = choose(instruments_for(facts, combat))
    character, form, key = choose(words.CHARACTERS[mood]), choose(words.FORMS[mood]), choose(words.KEYS[mood])
    tail = choose(words.TAILS[_mark(facts, combat)])
    article = "An" if character[0] in "aeiou" else "A"
    return f"{article} {character} {form} for {lead} and {bed} {key}, {tail}."


def _mark(facts: Facts, combat: bool) -> str:
    mood = mood_of(facts, combat)
    if combat:
        return "hopeless" if facts.hurt >= _HOPELESS_HURT else mood
    if not has_sky(facts.land) or facts.underground:
        return mood
    if facts.weather in ("rain", "thunder"):
        return facts.weather
    return facts.time if mood == "calm" and facts.time in ("dawn", "dusk") else mood


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + "."


class _Chooser:
    """Picks by seed, the same for each kind of text whatever the other kind needed."""

    def __init__(self, text: str, seed: int) -> None:
        self._random = random.Random(f"{text}/{seed}")

    def __call__(self, options: Sequence[_Option]) -> _Option:
        return self._random.choice(options)
