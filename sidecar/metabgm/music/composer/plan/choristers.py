"""Who plays a chorale that the words ask for: four voices want breath or bows, not a pad."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

import numpy as np

from metabgm.music.composer.plan.cast import Cast
from metabgm.music.composer.randomness import weighted
from metabgm.music.composer.sound.instruments import instruments

_USUAL = (("strings", 0.45), ("choir", 0.3), ("organ", 0.2), ("brass", 0.05))
_ABLE = frozenset(name for name, _ in _USUAL)


def with_choristers(
    rng: np.random.Generator, cast: Cast, *, named: Collection[str], without: Collection[str]
) -> Cast:
    """The cast with somebody who can sing four voices in the bed; who is named or able stays."""
    if cast.bed and cast.bed[0].name in _ABLE | set(named):
        return cast
    able = [(name, weight) for name, weight in _USUAL if name not in without]
    return replace(cast, bed=(instruments()[weighted(rng, able)],)) if able else cast
