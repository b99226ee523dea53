"""The paper's Algorithm 1 (section II.B): what of a scene the language model gets to read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from metabgm.scene.elements import Elements, combat_reason

COMBAT_ELEMENTS = (
    "Scene",
    "Health",
    "Satiety",
    "Status",
    "Movement",
    "Position",
    "Hostile Entity",
    "Being Attacked",
)
EXPLORATION_ELEMENTS = ("Scene", "Time", "Weather", "Temperature", "Status", "Movement", "Position")
DECIMALS = 2


@dataclass(frozen=True)
class Characterized:
    """``elements``: what is left. ``combat``: which of the two selections was made.

    ``steps``: one JSON map for each step, with what it took away, for the provenance.
    """

    elements: dict[str, dict[str, Any]]
    combat: bool
    steps: tuple[dict[str, Any], ...]


def characterize(elements: Elements, *, combat: bool | None = None) -> Characterized:
    """Algorithm 1: drop negative labels, keep two decimals, keep what matters in or out of combat.

    ``combat`` overrides the algorithm's own judgement: the music under a fight is still that of the place.
    """
    affirmative, negatives = _without_negatives(elements)
    precise = {key: _rounded(value) for key, value in affirmative.items()}
    why = combat_reason(elements)
    in_combat = why is not None if combat is None else combat
    kept = COMBAT_ELEMENTS if in_combat else EXPLORATION_ELEMENTS
    relevant = {key: precise[key] for key in kept if key in precise}
    return Characterized(
        elements=relevant,
        combat=in_combat,
        steps=(
            {"step": "negatives", "dropped": negatives},
            {"step": "precision", "decimals": DECIMALS},
            {
                "step": "relevance",
                "combat": in_combat,
                "why": why or "not attacked, not targeted",
                "dropped": [key for key in precise if key not in relevant],
            },
        ),
    )


def _without_negatives(elements: Elements) -> tuple[dict[str, Any], dict[str, list[str]]]:
    kept: dict[str, Any] = {}
    dropped: dict[str, list[str]] = {}
    for key, value in elements.items():
        if not isinstance(value, Mapping):
            kept[key] = value
            continue
        kept[key] = {label: inner for label, inner in value.items() if "Not" not in label}
        negative = [label for label in value if "Not" in label]
        if negative:
            dropped[key] = negative
    return kept, dropped


def _rounded(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {label: _rounded(inner) for label, inner in value.items()}
    if isinstance(value, float):
        return round(value, DECIMALS)
    return value
