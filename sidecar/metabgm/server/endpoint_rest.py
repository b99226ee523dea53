"""How long an endpoint that failed is left alone."""

from __future__ import annotations

FIRST_REST_S = 30.0
MOST_REST_S = 600.0
"""A try in vain costs a change of music up to half its patience."""

GRACE_S = 30.0
"""After the rest the first try belongs to a request that nobody waits for; if none comes, to any."""


class EndpointRest:
    """Twice as long after each failure in a row. Times are seconds on one clock, which the caller reads."""

    def __init__(self) -> None:
        self._until: float | None = None
        self._next_s = FIRST_REST_S

    @property
    def taken(self) -> bool:
        """Whether the last try failed."""
        return self._until is not None

    def begin(self, now: float) -> float:
        """After a failure; its length in seconds."""
        length_s = self._next_s
        self._until, self._next_s = now + length_s, min(2 * length_s, MOST_REST_S)
        return length_s

    def end(self) -> None:
        """After a success."""
        self._until, self._next_s = None, FIRST_REST_S

    def may_try(self, now: float, *, urgent: bool) -> bool:
        """Whether a request may be spent on it."""
        return self._until is None or now >= self._until + (GRACE_S if urgent else 0.0)
