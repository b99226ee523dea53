"""One request to an endpoint, and its answer as it comes in."""

from __future__ import annotations

import ssl
from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import Any, cast

import httpx2

from metabgm import __version__
from metabgm.describe.endpoint_address import EndpointAddress
from metabgm.describe.endpoint_error import EndpointError
from metabgm.describe.endpoint_json import Piece, read_error, read_piece
from metabgm.describe.endpoint_retry import retry_after_s

ANSWER_BYTES = 1_000_000
"""Some 64 tokens are asked for; a server spends up to 500 bytes on the event of each."""

EVENT_BYTES = 65_536
EVENTS = 2048
"""Far more than tokens; each is parsed and its text looked at from the beginning."""

REFUSAL_BYTES = 16_384
_EVENT_STREAM, _JSON = "text/event-stream", "application/json"
_LAST_EVENT = "[DONE]"
_OK, _TOO_MANY, _SERVER_ERRORS = 200, 429, range(500, 600)
_REDIRECTS = range(300, 400)


@dataclass(frozen=True)
class Timeouts:
    """Seconds. ``first_byte_s``: a server that loads its model first takes its time; who can't wait that
    long stops earlier. ``silence_s``: between two pieces. ``whole_s``: all attempts together.
    """

    connect_s: float = 3.0
    first_byte_s: float = 45.0
    silence_s: float = 10.0
    whole_s: float = 60.0


@dataclass(frozen=True)
class Request:
    """A POST of ``body`` as JSON. ``key``: sent as a bearer token, empty if there is none."""

    address: EndpointAddress
    body: Mapping[str, Any]
    key: str = field(default="", repr=False)

    def headers(self) -> dict[str, str]:
        """Nothing compressed: a few bytes could unpack to any size."""
        headers = {
            "accept": f"{_EVENT_STREAM}, {_JSON}",
            "accept-encoding": "identity",
            "user-agent": f"metabgm-sidecar/{__version__}",
        }
        return headers | ({"authorization": f"Bearer {self.key}"} if self.key else {})


class Exchange:
    """``text``: as far as it has come. ``finish``: why the server ended it, empty if it did not."""

    def __init__(self, request: Request, timeouts: Timeouts, enough: Callable[[str], bool]) -> None:
        """``enough`` sees the text after each piece; True ends the exchange there."""
        self.text = self.finish = ""
        self._request, self._timeouts, self._enough = request, timeouts, enough
        self._asks_for_tool = False
        self._response: httpx2.Response | None = None
        self._heard = 0
        self._heard_at: float | None = None

    async def run(self, client: httpx2.AsyncClient) -> None:
        """Raises EndpointError, also for an answer without any text."""
        request = self._request
        try:
            async with client.stream(
                "POST", request.address.url, json=request.body, headers=request.headers()
            ) as response:
                self._response = response
                await self._read(response)
        except httpx2.ConnectTimeout:
            within = f"within {self._timeouts.connect_s:g} s"
            raise EndpointError(f"took no connection {within}", passing=True) from None
        except httpx2.ConnectError as error:
            refused = not _is_about_tls(error)
            raise EndpointError("cannot be reached", str(error), passing=refused) from None
        except httpx2.SSEError:
            raise EndpointError(f"sent an event of more than {EVENT_BYTES} bytes") from None
        except (httpx2.HTTPError, httpx2.InvalidURL) as error:
            raise EndpointError("broke off", str(error) or type(error).__name__) from None

    def check_pace(self, now: float) -> None:
        """To be asked again and again, ``now`` in seconds. Raises EndpointError."""
        heard = self._response.num_bytes_downloaded if self._response is not None else 0
        if heard > ANSWER_BYTES:
            raise EndpointError(f"sent more than {ANSWER_BYTES} bytes")
        if self._heard_at is None or heard != self._heard:
            self._heard, self._heard_at = heard, now
        most = self._timeouts.silence_s if heard else self._timeouts.first_byte_s
        if now - self._heard_at > most:
            raise EndpointError(f"sent nothing for {most:g} s")

    async def _read(self, response: httpx2.Response) -> None:
        if response.status_code != _OK:
            raise await _refusal(response)
        if response.headers.get("content-encoding", "identity") != "identity":
            raise EndpointError("compresses its answer, which it was asked not to do")
        kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind == _EVENT_STREAM:
            stopped = await self._read_events(response)
        elif kind == _JSON:
            stopped = self._take(read_piece(await _body(response, ANSWER_BYTES)))
        else:
            raise EndpointError(f"answered with content that is not {_EVENT_STREAM} or {_JSON}", kind)
        if stopped:
            return
        if not self.text.strip():
            wrong = "asked for a tool instead of writing" if self._asks_for_tool else "wrote nothing"
            raise EndpointError(wrong, f"finish_reason {self.finish}" if self.finish else "")
        if not self.finish:
            raise EndpointError("broke off in the middle of its answer")

    async def _read_events(self, response: httpx2.Response) -> bool:
        count = 0
        source = httpx2.EventSource(response, EVENT_BYTES)
        # Its type promises less than it is: a generator that an early end has to close.
        async with aclosing(cast("AsyncGenerator[httpx2.ServerSentEvent]", source.__aiter__())) as events:
            async for event in events:
                count += 1
                if count > EVENTS:
                    raise EndpointError(f"sent more than {EVENTS} events")
                if event.data.strip() == _LAST_EVENT:
                    self.finish = self.finish or "stop"
                    return False
                if event.data and self._take(read_piece(event.data)):
                    return True
                if self.finish:
                    return False
        return False

    def _take(self, piece: Piece) -> bool:
        """Whether the text is enough."""
        self.text += piece.text
        self.finish = piece.finish
        self._asks_for_tool = self._asks_for_tool or piece.asks_for_tool
        return bool(piece.text) and self._enough(self.text)


async def _refusal(response: httpx2.Response) -> EndpointError:
    status = response.status_code
    if status in _REDIRECTS:
        target = httpx2.URL(response.headers.get("location", "")).host
        return EndpointError(
            f"answered {status}: redirects are not followed", f"to {target}" if target else ""
        )
    said = read_error(await _body(response, REFUSAL_BYTES, cut=True))
    return EndpointError(
        f"answered {status}",
        said,
        passing=status == _TOO_MANY or status in _SERVER_ERRORS,
        retry_after_s=retry_after_s(response.headers.get("retry-after")),
    )


async def _body(response: httpx2.Response, most: int, *, cut: bool = False) -> bytes:
    body = b""
    async with aclosing(response.aiter_raw()) as blocks:
        async for block in blocks:
            body += block
            if len(body) > most:
                if cut:
                    return body[:most]
                raise EndpointError(f"sent more than {most} bytes")
    return body


def _is_about_tls(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, ssl.SSLError):
            return True
        error = error.__cause__ or error.__context__
    return False
