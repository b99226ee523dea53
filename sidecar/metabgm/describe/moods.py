"""The mood a scene asks music for, and instruments that suit its land: shared by prompts and template."""

from __future__ import annotations

from typing import Literal

from metabgm.describe.facts import Facts

Mood = Literal["calm", "dark", "cold", "deep", "strange", "battle"]

_STRANGE_LANDS = ("nether", "end", "mushroom")

INSTRUMENTS = {
    "forest": (
        ("flute", "harp"),
        ("clarinet", "strings"),
        ("acoustic guitar", "flute"),
        ("piano", "strings"),
    ),
    "plains": (("acoustic guitar", "strings"), ("piano", "flute"), ("oboe", "harp"), ("clarinet", "piano")),
    "blossom": (("music box", "strings"), ("koto", "flute"), ("piano", "celesta"), ("harp", "oboe")),
    "pines": (("french horn", "strings"), ("clarinet", "harp"), ("cello", "piano"), ("bassoon", "strings")),
    "dark woods": (("cello", "piano"), ("bassoon", "harp"), ("viola", "celesta"), ("bassoon", "strings")),
    "jungle": (
        ("marimba", "pan flute"),
        ("kalimba", "hand drums"),
        ("flute", "marimba"),
        ("ocarina", "shaker"),
    ),
    "savanna": (("kalimba", "hand drums"), ("acoustic guitar", "marimba"), ("pan flute", "shaker")),
    "desert": (
        ("oboe", "hand drums"),
        ("sitar", "strings"),
        ("acoustic guitar", "flute"),
        ("dulcimer", "cello"),
    ),
    "swamp": (("bassoon", "marimba"), ("clarinet", "banjo"), ("clarinet", "low strings"), ("cello", "harp")),
    "mountain": (("french horn", "strings"), ("flute", "harp"), ("piano", "choir"), ("trumpet", "strings")),
    "snow": (("celesta", "strings"), ("glockenspiel", "harp"), ("piano", "bells"), ("flute", "choir")),
    "ocean": (("harp", "strings"), ("piano", "synth pad"), ("vibraphone", "strings"), ("clarinet", "harp")),
    "shore": (
        ("acoustic guitar", "marimba"),
        ("flute", "harp"),
        ("piano", "strings"),
        ("accordion", "guitar"),
    ),
    "river": (
        ("flute", "piano"),
        ("harp", "clarinet"),
        ("acoustic guitar", "strings"),
        ("vibraphone", "harp"),
    ),
    "cave": (("marimba", "synth pad"), ("vibraphone", "cello"), ("bells", "low strings"), ("piano", "choir")),
    "deep dark": (("cello", "synth pad"), ("low strings", "bells"), ("bassoon", "choir")),
    "nether": (
        ("trombone", "drums"),
        ("low brass", "choir"),
        ("cello", "tubular bells"),
        ("organ", "timpani"),
    ),
    "end": (("synth pad", "vibraphone"), ("choir", "bells"), ("organ", "celesta"), ("synth", "low strings")),
    "mushroom": (
        ("marimba", "clarinet"),
        ("vibraphone", "bassoon"),
        ("synth", "kalimba"),
        ("ocarina", "harp"),
    ),
}
"""Land -> pairs of a leading and an accompanying instrument."""

BATTLE_INSTRUMENTS = (
    ("drums", "brass"),
    ("taiko drums", "cello"),
    ("timpani", "low strings"),
    ("snare drum", "french horns"),
    ("strings", "drums"),
)


def mood_of(facts: Facts, combat: bool) -> Mood:
    """A fight outweighs the place, the place outweighs the sky."""
    if combat:
        return "battle"
    if facts.underground:
        return "deep"
    if facts.land in _STRANGE_LANDS:
        return "strange"
    if facts.land == "snow" or facts.weather == "snow":
        return "cold"
    if facts.time == "night" or facts.weather == "thunder" or facts.land == "dark woods":
        return "dark"
    return "calm"


def instruments_for(facts: Facts, combat: bool) -> tuple[tuple[str, str], ...]:
    """The pairs to choose from."""
    if combat:
        return BATTLE_INSTRUMENTS
    return INSTRUMENTS["cave" if facts.underground and facts.land != "deep dark" else facts.land]
