"""From a request to an answer: as many attempts as it takes, while the caller looks on."""

from __future__ import annotations

import asyncio
import itertools
import ssl
from collections.abc import Callable

from metabgm.describe.endpoint_client import open_client
from metabgm.describe.endpoint_error import EndpointError
from metabgm.describe.endpoint_exchange import Exchange, Request, Timeouts
from metabgm.describe.endpoint_retry import pause_before
from metabgm.describe.endpoint_text import first_line, without_chatter
from metabgm.describe.endpoint_watch import watched
from metabgm.describe.texts import DescribeCancelledError
from metabgm.describe.writer import Answer, WriterError

FAIR_WAIT_S = 1.0
"""A server silent for so long is at fault when time is up; before that the caller was in a hurry."""

_CUT_SHORT = ("length", "content_filter")


class Inquiry:
    """Serves once, on a running loop."""

    def __init__(
        self,
        request: Request,
        tls: ssl.SSLContext,
        timeouts: Timeouts,
        stop: Callable[[str], bool],
        cancelled: Callable[[], bool],
    ) -> None:
        self._request, self._tls, self._timeouts = request, tls, timeouts
        self._stop, self._cancelled = stop, cancelled
        self._began = self._now()

    async def answer(self) -> Answer:
        """Raises DescribeCancelledError, WriterError."""
        for attempt in itertools.count(1):
            try:
                return await self._attempt(first=attempt == 1)
            except EndpointError as fault:
                line = fault.line(self._request.address.place, self._request.key)
                pause = pause_before(attempt + 1, fault)
            if pause is None or not await watched(asyncio.sleep(pause), lambda: self._enough("")):
                raise WriterError(line)
        raise AssertionError  # itertools.count has no end

    async def _attempt(self, *, first: bool) -> Answer:
        exchange = Exchange(self._request, self._timeouts, self._enough)
        async with open_client(self._request.address, self._tls, self._timeouts.connect_s) as client:
            whole = await watched(exchange.run(client), lambda: self._look(exchange))
        if whole or exchange.text.strip():
            text = first_line(without_chatter(exchange.text))
            return Answer(text, exchange.finish not in _CUT_SHORT)
        waited = self._now() - self._began
        if waited >= FAIR_WAIT_S or not first:
            raise EndpointError(f"sent nothing within {waited:.1f} s")
        return Answer("", False)

    def _look(self, exchange: Exchange) -> bool:
        now = self._now()
        if now - self._began > self._timeouts.whole_s:
            raise EndpointError(f"did not finish within {self._timeouts.whole_s:g} s")
        exchange.check_pace(now)
        return self._enough(exchange.text)

    def _enough(self, text: str) -> bool:
        if self._cancelled():
            raise DescribeCancelledError
        return self._stop(without_chatter(text))

    @staticmethod
    def _now() -> float:
        return asyncio.get_running_loop().time()
