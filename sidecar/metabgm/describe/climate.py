"""Which kind of land a biome's weather makes of it, where neither its name nor its tags say so."""

from __future__ import annotations

from typing import Any

_FREEZING = 0.15
"""Base temperature below which the game lets snow fall."""
_COLD = 0.3
"""The game's taigas and windswept hills are below, its forests and plains above."""
_TROPICAL = 0.95
"""The base temperature of a jungle."""
_SCORCHING = 1.0


def land_of_climate(temperature: float | None, precipitation: Any) -> str:
    """One of ``lands.LANDS``, empty where the climate is temperate or unknown.

    ``precipitation``: ``none``, ``rain``, ``snow``; anything else is unknown.
    """
    if precipitation == "snow":
        return "snow"
    if temperature is None:
        return ""
    if temperature < _FREEZING:
        return "snow"
    if temperature < _COLD:
        return "pines"
    if precipitation == "none" and temperature >= _SCORCHING:
        return "desert"
    return "jungle" if precipitation == "rain" and temperature >= _TROPICAL else ""
