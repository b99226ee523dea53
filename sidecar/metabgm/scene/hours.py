"""The hours of a Minecraft day: 24,000 ticks, twenty a second (protocol/PROTOCOL.md, "The scene")."""

from __future__ import annotations

from metabgm.scene.elements import Elements

TICKS_A_SECOND = 20
TICKS_A_DAY = 24_000
HOURS_BEGIN = {"Day": 1_000, "Dusk": 11_400, "Night": 13_700, "Dawn": 22_300}
"""Label -> tick at which it begins."""


def hour_ahead(elements: Elements, within_s: float) -> str | None:
    """The label of the hour that begins within so many seconds; None if none does or the time is unknown."""
    ticks = elements.get("Time", {}).get("Time Of Day")
    if not isinstance(ticks, (int, float)):
        return None
    label, distance = min(
        ((label, (begins - ticks) % TICKS_A_DAY or TICKS_A_DAY) for label, begins in HOURS_BEGIN.items()),
        key=lambda ahead: ahead[1],
    )
    return label if distance <= within_s * TICKS_A_SECOND else None


def at_hour(elements: Elements, label: str) -> dict[str, dict[str, object]]:
    """The same scene as that hour begins."""
    shares = {hour: 100.0 if hour == label else 0.0 for hour in HOURS_BEGIN}
    time = {**shares, "Time Of Day": float(HOURS_BEGIN[label])}
    return {**{name: dict(element) for name, element in elements.items()}, "Time": time}
