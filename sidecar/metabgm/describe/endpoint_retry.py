"""When a request that failed is made again: soon, seldom, and as the server wishes."""

from __future__ import annotations

import math
from datetime import datetime, timezone
from email.utils import parsedate_to_datetime

from metabgm.describe.endpoint_error import EndpointError

PAUSES_S = (0.2, 0.6)
"""Before the second and the third attempt: a text for a change has about 1.6 s in all."""

MOST_RETRY_AFTER_S = 5.0
"""Who wishes a longer rest gets it: the next step of the ladder writes meanwhile."""


def pause_before(attempt: int, fault: EndpointError) -> float | None:
    """Seconds to wait after ``fault`` before ``attempt`` (2, 3, ...); None: it's not made."""
    if not fault.passing or attempt - 2 >= len(PAUSES_S):
        return None
    pause = PAUSES_S[attempt - 2]
    if fault.retry_after_s is None:
        return pause
    return max(pause, fault.retry_after_s) if fault.retry_after_s <= MOST_RETRY_AFTER_S else None


def retry_after_s(header: str | None, now: datetime | None = None) -> float | None:
    """``Retry-After`` (RFC 9110, 10.2.3): seconds or a date; None where it's neither."""
    if not header:
        return None
    try:
        seconds = float(header)
    except ValueError:
        try:
            when = parsedate_to_datetime(header)
        except ValueError:
            return None
        if when.tzinfo is None:
            when = when.replace(tzinfo=timezone.utc)
        seconds = (when - (now or datetime.now(timezone.utc))).total_seconds()
    return max(0.0, seconds) if math.isfinite(seconds) else None
