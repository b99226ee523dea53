"""The facts of a scene in words: the line that stage 1 is shown, and the words its answer begins with."""

from __future__ import annotations

from metabgm.describe.facts import Facts
from metabgm.describe.lands import has_sky, place_phrase

_WEATHER = {"rain": "rain", "snow": "snowfall", "thunder": "thunderstorm", "clear": "clear sky"}
_WEATHER_OPENING = {"rain": "Rain falls", "snow": "Snow drifts", "thunder": "Thunder rolls"}
_MOVEMENT = {"walking": "", "sprinting": "running", "sneaking": "creeping"}
_HOUR = {"dawn": "at dawn", "dusk": "at dusk", "night": "at night"}
_BADLY_HURT = 0.6
_WOUNDED = 0.25


def word_scene(facts: Facts, combat: bool) -> str:
    """One line: dominant labels only, no numbers, nothing that the scene does not tell."""
    parts = [_where(facts), "" if combat else _hour(facts)]
    if not combat and _sees_sky(facts):
        parts.append(_WEATHER.get(facts.weather, ""))
    parts.append(f"{facts.air} air" if facts.air else "")
    parts += facts.states
    parts.append(_MOVEMENT.get(facts.movement, facts.movement))
    if combat:
        parts += [attack_clause(facts), _wounds(facts), "hungry" if facts.hungry else ""]
    return ", ".join(part for part in parts if part)


def narrative_openings(facts: Facts, combat: bool) -> tuple[str, ...]:
    """Beginnings that hold a small model to the place, the hour and the weather or the enemy."""
    where = _where(facts)
    if combat:
        attack = attack_clause(facts)
        return (f"{_capital(where)}, {attack}, and the", f"Suddenly {attack} {where}, and the")
    hour = _hour(facts)
    sky = _WEATHER_OPENING.get(facts.weather) if _sees_sky(facts) else None
    if sky:
        when = f"{hour}, " if hour else ""
        return (
            f"{sky} {where}{' ' + hour if hour else ''}, and",
            _capital(f"{when}{sky.lower()} {where} while"),
        )
    if hour:
        return (f"{_capital(hour)} {where},", f"{_capital(where)} {hour},")
    return (f"{_capital(where)},", f"All around, {where},")


def attack_clause(facts: Facts) -> str:
    """``a zombie and a spider attack``."""
    if not facts.enemies:
        return "danger strikes"
    verb = "attacks" if len(facts.enemies) == 1 else "attack"
    return f"{' and '.join(_with_article(enemy) for enemy in facts.enemies)} {verb}"


def _where(facts: Facts) -> str:
    if facts.underground and facts.land not in ("cave", "deep dark"):
        return f"in a cave under the {facts.biome or 'ground'}"
    return place_phrase(facts.biome)


def _sees_sky(facts: Facts) -> bool:
    return has_sky(facts.land) and not facts.underground


def _hour(facts: Facts) -> str:
    return _HOUR.get(facts.time, "") if _sees_sky(facts) else ""


def _wounds(facts: Facts) -> str:
    if facts.hurt >= _BADLY_HURT:
        return "badly hurt"
    return "wounded" if facts.hurt >= _WOUNDED else ""


def _with_article(name: str) -> str:
    return f"{'an' if name[:1] in 'aeiou' else 'a'} {name}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
