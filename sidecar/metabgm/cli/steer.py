"""``--steer "0:0.3,20:0.9,40:end"``: what the game would ask of a piece while it sounds."""

from __future__ import annotations

from itertools import pairwise

from metabgm.cli.errors import InputError
from metabgm.music.engine import Controls

_EXPECTED = "expected seconds:intensity (0 to 1) or seconds:end, separated by commas"
_MOST_SECONDS = 3600.0


def steers(text: str) -> list[tuple[float, Controls]]:
    """From which second on which controls hold. Raises InputError for text that can't be followed."""
    made = [_item(item.strip()) for item in text.split(",")]
    for (before, _), (after, _) in pairwise(made):
        if after < before:
            raise InputError(f"--steer: {after:g} s after {before:g} s, expected times in order")
    return made


def _item(item: str) -> tuple[float, Controls]:
    seconds, colon, what = item.partition(":")
    try:
        at = float(seconds)
        intensity = 0.5 if what == "end" else float(what)
    except ValueError:
        raise InputError(f"--steer: {item!r}, {_EXPECTED}") from None
    if not colon or not 0.0 <= at <= _MOST_SECONDS or not 0.0 <= intensity <= 1.0:
        raise InputError(f"--steer: {item!r}, {_EXPECTED}")
    return at, Controls(intensity, ending=what == "end")
