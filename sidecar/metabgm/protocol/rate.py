"""How many messages may come in a stretch of time."""

from __future__ import annotations


class TokenBucket:
    """Holds up to ``burst`` tokens, full at first, and gets ``per_second`` new ones. Times in seconds."""

    def __init__(self, per_second: float, burst: float, now: float) -> None:
        self._per_second = per_second
        self._burst = burst
        self._tokens = burst
        self._filled_at = now

    def take(self, now: float) -> bool:
        """Takes one token; False, and nothing is taken, when there is none. ``now`` never falls."""
        self._tokens = min(self._burst, self._tokens + (now - self._filled_at) * self._per_second)
        self._filled_at = now
        if self._tokens < 1:
            return False
        self._tokens -= 1
        return True
