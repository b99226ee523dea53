"""The characterized elements as the short readable lines that stage 1 is shown."""

from __future__ import annotations

from metabgm.describe.facts import Facts

_WEATHER = {"rain": "rain", "snow": "snowfall", "thunder": "thunderstorm", "clear": "clear sky"}
_MOVEMENT = {
    "sprinting": "running",
    "sneaking": "creeping",
    "gliding": "gliding through the air",
    "riding": "riding",
}
_BADLY_HURT = 0.6
_WOUNDED = 0.25


def word_scene(facts: Facts, combat: bool) -> str:
    """One line: dominant labels only, no numbers, nothing that the scene does not tell."""
    parts = [_place(facts)]
    if not combat:
        parts += [facts.time, "" if facts.underground else _WEATHER.get(facts.weather, "")]
        parts.append(f"{facts.air} air" if facts.air else "")
    parts += facts.states
    parts.append(_MOVEMENT.get(facts.movement, facts.movement))
    if combat:
        parts.append(_danger(facts))
    return ", ".join(part for part in parts if part)


def _place(facts: Facts) -> str:
    place = facts.biome or facts.land
    return f"cave under {place}" if facts.underground and facts.land not in ("cave", "deep dark") else place


def _danger(facts: Facts) -> str:
    foe = " and ".join(facts.enemies)
    danger = [f"fighting {foe}" if foe else "under attack"]
    if facts.hurt >= _BADLY_HURT:
        danger.append("badly hurt")
    elif facts.hurt >= _WOUNDED:
        danger.append("wounded")
    if facts.hungry:
        danger.append("hungry")
    return ", ".join(danger)
