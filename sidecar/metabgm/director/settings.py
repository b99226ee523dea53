"""How patient and how bold the director is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class DirectorSettings:
    """Seconds, milliseconds and decibels; every value may be set in the sidecar's config file.

    ``dwell_s``: least time between two changes of the base music. ``patience_s``: how long a change waits
    for the language model before it takes the template's texts. ``restless_s``: how long a place that
    the player left again during its fade-in has to prove itself for a whole dwell. ``return_s``: how long a
    piece that was left may come back before it is told to end. ``hour_ahead_s``: how long before dusk, night
    and the like their texts are prepared. ``stings``: short pieces for what happens; ``sting_cooldown_s``:
    least time between two.
    """

    dwell_s: float = 8.0
    patience_s: float = 3.0
    combat_hold_s: float = 6.0
    combat_piece_s: float = 60.0
    restless_s: float = 30.0
    return_s: float = 1.5
    duck_db: float = -12.0
    base_fade_in_ms: int = 2500
    base_fade_out_ms: int = 7000
    fade_back_ms: int = 1500
    combat_fade_in_ms: int = 250
    combat_fade_out_ms: int = 5000
    death_fade_ms: int = 1200
    toggle_fade_ms: int = 800
    stings: bool = True
    sting_cooldown_s: float = 20.0
    sting_duck_db: float = -5.0
    least_probability_ahead: float = 0.3
    hour_ahead_s: float = 90.0
    spare_after_s: float = 20.0
    idle_rest_s: float = 3.0
    direct: bool = False
