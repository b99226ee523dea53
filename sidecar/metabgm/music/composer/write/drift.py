"""Players who are never quite together: a slow drift of each, and unevenness from note to note."""

from __future__ import annotations

import numpy as np

from metabgm.music.composer.randomness import stream
from metabgm.music.composer.write.score import Part
from metabgm.music.engine import Role

# The farthest that any note comes before its beat. Steering relies on it.
EARLIEST_S = 0.05
# Standard deviations in seconds: how far a player drifts off the beat, and each onset around that.
_DRIFT_S: dict[Part, float] = {
    "lead": 0.014,
    "counter": 0.012,
    "accompaniment": 0.008,
    "bed": 0.02,
    "bass": 0.007,
    "sparkle": 0.012,
    "percussion": 0.003,
}
_JITTER_S: dict[Part, float] = {
    "lead": 0.008,
    "counter": 0.008,
    "accompaniment": 0.006,
    "bed": 0.05,
    "bass": 0.007,
    "sparkle": 0.02,
    "percussion": 0.003,
}
_LAG_S = 0.012  # a calm melody lies behind the beat
_LOOSENESS: dict[Role, float] = {"base": 1.0, "combat": 0.45, "sting": 0.45}
_MEMORY_BARS = 3.0  # after which a player no longer knows where he was
_KERNEL = np.exp(-np.arange(12) / _MEMORY_BARS)
_KERNEL = _KERNEL / np.sqrt(np.sum(_KERNEL**2))


class Drift:
    """Of all players of a piece. A player's drift doesn't depend on what anybody plays."""

    def __init__(self, seed: int, bars: int, role: Role) -> None:
        self._seed = seed
        self._bars = bars
        self._role = role
        self._walks: dict[tuple[Part, str], list[float]] = {}

    def offset_s(self, part: Part, player: str, bar: float, uneven: float) -> float:
        """Seconds after the beat, at least ``-EARLIEST_S``.

        ``bar``: where in the piece, ``uneven``: a standard normal number of the onset's own.
        """
        walk = self._walk(part, player)
        before = min(int(bar), len(walk) - 2)
        here = walk[before] + (bar - before) * (walk[before + 1] - walk[before])
        lag = _LAG_S if part == "lead" and self._role == "base" else 0.0
        offset = lag + _DRIFT_S[part] * here + _JITTER_S[part] * min(max(uneven, -2.0), 2.0)
        return max(-EARLIEST_S, _LOOSENESS[self._role] * offset)

    def _walk(self, part: Part, player: str) -> list[float]:
        """One standard normal number a bar, each near the last."""
        key = (part, player)
        if key not in self._walks:
            steps = stream(self._seed, "drift", part, player).standard_normal(self._bars + 2 + len(_KERNEL))
            self._walks[key] = np.convolve(steps, _KERNEL, "valid").tolist()
        return self._walks[key]
