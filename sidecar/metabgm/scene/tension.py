"""How intense and how warm the music of a scene should be: pure functions of its elements, 0..1.

0.5 is the ordinary: the piece as its description alone makes it (``Controls`` in ``music/engine.py``).
"""

from __future__ import annotations

from metabgm.scene.elements import Elements, share
from metabgm.scene.rooms import is_indoors, room_of

_ORDINARY = 0.5
# Blocks: mobs are told within this distance (protocol/PROTOCOL.md, "The scene").
_IN_SIGHT = 24.0
_CLOSE = 6.0
_HOUR_WARMTH = {"Dawn": 0.04, "Dusk": 0.08, "Night": -0.1}
_WEATHER_WARMTH = {"Rain": -0.04, "Snow": -0.1, "Thunder": -0.08}
_ROOM_WARMTH = {"cave": -0.12, "water": -0.06, "nether": -0.1, "end": -0.2}
_MILD = 0.8  # the base temperature of plains
# Blocks a second: less is looking around, not going somewhere.
_STANDING = 0.4
_MOST = 1e6  # no quantity of a game means more than this


def base_intensity(elements: Elements) -> float:
    """Danger, hurry and storms raise it; stealth, shelter and rest lower it."""
    return _within(_ORDINARY + _danger(elements) + _hurry(elements) - _peace(elements))


def combat_intensity(elements: Elements, *, blows: int, boss: bool) -> float:
    """``blows``: those that fell within the last seconds. ``boss``: one is here."""
    close = 0.1 if 0.0 < _quantity(elements, "Hostile Entity", "Nearest") <= _CLOSE else 0.0
    more = 0.06 * min(max(_hostiles(elements) - 1.0, 0.0), 4.0)
    hurt = 0.35 * _health_gone(elements)
    return _within(0.35 + more + close + 0.06 * min(blows, 4) + hurt + (0.3 if boss else 0.0))


def warmth(elements: Elements) -> float:
    """Heat, evening light and a roof of one's own are warm; night, snow, caves and the End are cold."""
    room = room_of(elements)
    level = _ORDINARY + _ROOM_WARMTH.get(room, 0.0)
    temperature = elements.get("Temperature", {}).get("Temperature")
    if isinstance(temperature, (int, float)) and room != "nether":
        level += min(max(0.15 * (temperature - _MILD), -0.15), 0.15)
    if room in ("open", "indoors"):
        level += sum(gain * _part(elements, "Time", hour) for hour, gain in _HOUR_WARMTH.items())
    if room == "open":
        level += sum(gain * _part(elements, "Weather", sky) for sky, gain in _WEATHER_WARMTH.items())
    if room == "indoors":
        level += 0.15
    return _within(level - 0.1 * _part(elements, "Status", "Freezing"))


def _danger(elements: Elements) -> float:
    hostiles, nearest = _hostiles(elements), _quantity(elements, "Hostile Entity", "Nearest")
    nearness = 1.0 - min(nearest / _IN_SIGHT, 1.0)
    level = 0.06 * min(hostiles, 4.0) * (0.5 + nearness)
    level += 0.15 * _part(elements, "Hostile Entity", "Targeting Player")
    level += 0.3 * max(_health_gone(elements) - 0.3, 0.0)
    level += 0.15 * max(_part(elements, "Status", "On Fire"), _part(elements, "Position", "In Lava"))
    room = room_of(elements)
    if room == "open":
        level += 0.12 * _part(elements, "Weather", "Thunder")
    deep = room == "cave" and share(elements, "Position", "Y") < 0.0
    return level + (0.06 if deep or room in ("nether", "end") else 0.0)


def _hurry(elements: Elements) -> float:
    sprinting, gliding = (_part(elements, "Movement", label) for label in ("Sprinting", "Gliding"))
    return max(0.1 * sprinting, 0.2 * gliding)


def _peace(elements: Elements) -> float:
    sneaking = 0.15 * _part(elements, "Movement", "Sneaking")
    sleeping = 0.35 * _part(elements, "Status", "Sleeping")
    if _hostiles(elements) > 0.0:
        return max(sneaking, sleeping)
    night_inside = 0.15 * _part(elements, "Time", "Night") if is_indoors(elements) else 0.0
    at_rest = 0.12 if _stands(elements) and _health_gone(elements) == 0.0 else 0.0
    return max(sneaking, sleeping) + max(night_inside, at_rest)


def _stands(elements: Elements) -> bool:
    speed = elements.get("Movement", {}).get("Speed")
    return isinstance(speed, (int, float)) and speed < _STANDING


def _hostiles(elements: Elements) -> float:
    return _quantity(elements, "Hostile Entity", "Count")


def _health_gone(elements: Elements) -> float:
    most, lowest = (_quantity(elements, "Health", label) for label in ("Max Health", "Lowest Health"))
    return min(max(1.0 - lowest / most, 0.0), 1.0) if most > 0.0 else 0.0


def _quantity(elements: Elements, element: str, label: str) -> float:
    """Of something that is counted or measured: never below 0, and finite."""
    return min(max(share(elements, element, label), 0.0), _MOST)


def _part(elements: Elements, element: str, label: str) -> float:
    """A share of the window as 0..1."""
    return min(max(share(elements, element, label) / 100.0, 0.0), 1.0)


def _within(level: float) -> float:
    return round(min(max(level, 0.0), 1.0), 3)
