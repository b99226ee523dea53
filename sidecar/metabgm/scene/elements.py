"""The paper's eleven scene elements, as the protocol carries them (protocol/PROTOCOL.md, "The scene")."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Elements = Mapping[str, Mapping[str, Any]]

BIOME_AHEAD = "Biome Ahead"


def share(elements: Elements, element: str, label: str) -> float:
    """Percent or quantity of a label; 0.0 where the element or the label is absent."""
    value = elements.get(element, {}).get(label, 0.0)
    return float(value) if isinstance(value, (int, float)) else 0.0


def dominant(shares: Mapping[str, Any], otherwise: str) -> str:
    """The label with the largest share above zero, the first of equals."""
    best, best_share = otherwise, 0.0
    for label, value in shares.items():
        if isinstance(value, (int, float)) and value > best_share:
            best, best_share = label, float(value)
    return best


def combat_reason(elements: Elements) -> str | None:
    """Why this window is combat: attacked in it, or a hostile targets the player. None when it is not."""
    for element, label in (
        ("Being Attacked", "Blows"),
        ("Being Attacked", "Attacked"),
        ("Hostile Entity", "Targeting Player"),
    ):
        value = share(elements, element, label)
        if value > 0:
            return f"{element}.{label} {value:g}"
    return None
