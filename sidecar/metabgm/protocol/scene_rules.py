"""What makes a scene's numbers a scene (PROTOCOL.md, "The scene")."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from metabgm.protocol.outcomes import FieldError, inside, wrong

WHOLE = 100.0
TOLERANCE = 0.5
PROBABILITY_SUM_MAX = 1.001
NEGATIVE = "Not "

# Shares that divide the whole window among them.
DIVISIONS = {
    "Time": ("Dawn", "Day", "Dusk", "Night"),
    "Weather": ("Clear", "Rain", "Snow", "Thunder"),
}
# Labels that come with their negative; a later mod may add some.
PAIRS = {
    "Status": ("On Fire", "Wet", "Freezing", "Poisoned", "Sleeping", "Alive"),
    "Movement": ("Walking", "Sprinting", "Sneaking", "Swimming", "Gliding", "Riding"),
    "Position": ("On Ground", "Under Water", "In Water", "In Lava", "Under Roof"),
    "Being Attacked": ("Attacked",),
}
QUANTITY_RANGES = {
    "Time": {"Time Of Day": (0, 23_999)},
    "Satiety": {"Food": (0, 20)},
}
# All labels of this element are entities, except these.
HOSTILE_QUANTITIES = ("Count", "Nearest")
# What the player rides is a share beside the pair that says whether.
RIDING = "Riding "

Elements = Mapping[str, Mapping[str, Any]]


def first_broken_rule(elements: Elements, path: str) -> FieldError | None:
    """``elements``: typed and finite, all twelve there. The first fault in the order of the table."""
    return next(_broken_rules(elements, path), None)


def _broken_rules(elements: Elements, path: str) -> Iterator[FieldError]:
    for element, labels in elements.items():
        at = inside(path, element)
        if element == "Scene":
            yield from _place(labels, at)
        elif element == "Biome Ahead":
            yield from _probabilities(labels, at)
        else:
            yield from _shares(_shares_of(element, labels), at)
            yield from _quantities(element, labels, at)
            if element in DIVISIONS:
                divided = DIVISIONS[element]
                yield from _whole((labels.get(label, 0.0) for label in divided), at, ", ".join(divided))
            yield from _pairs(element, labels, at)


def _place(place: Mapping[str, Any], path: str) -> Iterator[FieldError]:
    for key in ("biome", "dimension"):
        shares, at = place[key], inside(path, key)
        if not shares:
            yield wrong(at, shares, f"at least one {key}")
        yield from _shares(shares, at)
        yield from _whole(shares.values(), at, "shares")


def _probabilities(ahead: Mapping[str, float], path: str) -> Iterator[FieldError]:
    for biome, probability in ahead.items():
        if not 0 <= probability <= 1:
            yield wrong(inside(path, biome), probability, "float 0..1")
    total = sum(ahead.values())
    if total > PROBABILITY_SUM_MAX:
        yield wrong(path, f"sum {total:g}", f"sum at most {PROBABILITY_SUM_MAX}")


def _shares_of(element: str, labels: Mapping[str, float]) -> dict[str, float]:
    """Labels known to be percentages; an unknown one may be a quantity and is taken as it comes."""
    if element == "Hostile Entity":
        return {label: share for label, share in labels.items() if label not in HOSTILE_QUANTITIES}
    positive = {*DIVISIONS.get(element, ()), *PAIRS.get(element, ())}
    return {
        label: share
        for label, share in labels.items()
        if label in positive or label.startswith((NEGATIVE, RIDING))
    }


def _shares(shares: Mapping[str, float], path: str) -> Iterator[FieldError]:
    for label, share in shares.items():
        if not 0 <= share <= WHOLE:
            yield wrong(inside(path, label), share, "float 0..100")


def _quantities(element: str, labels: Mapping[str, float], path: str) -> Iterator[FieldError]:
    for label, (least, most) in QUANTITY_RANGES.get(element, {}).items():
        if label in labels and not least <= labels[label] <= most:
            yield wrong(inside(path, label), labels[label], f"float {least}..{most}")


def _pairs(element: str, labels: Mapping[str, float], path: str) -> Iterator[FieldError]:
    negated = [label.removeprefix(NEGATIVE) for label in labels if label.startswith(NEGATIVE)]
    paired = [label for label in PAIRS.get(element, ()) if label in labels]
    for label in dict.fromkeys([*paired, *negated]):
        both = (labels.get(label, 0.0), labels.get(NEGATIVE + label, 0.0))
        yield from _whole(both, inside(path, label), "a share and its negative")


def _whole(shares: Iterable[float], path: str, what: str) -> Iterator[FieldError]:
    total = sum(shares)
    if abs(total - WHOLE) > TOLERANCE:
        yield wrong(path, f"sum {total:g}", f"{what} that add up to 100 within {TOLERANCE}")
