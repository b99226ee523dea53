"""Where the player was known to be at every moment."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

from msgspec.structs import replace

from journey.log import JourneyLog
from journey.records import Sent, Whereabouts


def sightings(log: JourneyLog) -> list[Whereabouts]:
    """Once a second and whenever a scene told of a change meanwhile, in order.

    What is not known for a moment, as after a teleport, is taken to be as it was.
    """
    seen = log.of(Whereabouts)
    seconds = [at.at_ms for at in seen]
    between = [
        replace(
            seen[min(bisect_right(seconds, sent.time_ms), len(seen) - 1)],
            at_ms=sent.time_ms,
            biome=sent.biome,
            dimension=sent.dimension,
            weather=sent.weather,
            combat=sent.combat,
        )
        for sent in log.of(Sent)
        if seen and sent.type == "scene"
    ]
    return list(accumulate(sorted([*seen, *between], key=lambda at: at.at_ms), _completed))


def _completed(before: Whereabouts, now: Whereabouts) -> Whereabouts:
    return replace(
        now,
        biome=now.biome or before.biome,
        dimension=now.dimension or before.dimension,
        weather=now.weather or before.weather,
        time=now.time or before.time,
    )
