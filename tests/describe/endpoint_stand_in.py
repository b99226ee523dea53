"""A real HTTP server that speaks the chat-completions API, well or, on request, in every wrong way."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from metabgm.describe.prompts import NARRATIVE_TASK

PATIENCE_S = 30.0
NARRATIVE = "Cold rain drums on black pines, and something unseen keeps pace between the dripping trunks."
DESCRIPTION = "A brooding cello line over sparse piano chords, in a minor key with a halting rhythm."

Messages = list[dict[str, str]]
Writes = Callable[[dict[str, Any]], str]
"""From a request's body to the text of the answer."""


def canned(body: dict[str, Any]) -> str:
    return NARRATIVE if body["messages"][0]["content"] == NARRATIVE_TASK else DESCRIPTION


class Reply(BaseHTTPRequestHandler):
    """One request and what is sent for it. ``body``: what was asked."""

    protocol_version = "HTTP/1.1"
    server: _Server
    body: dict[str, Any]

    def do_POST(self) -> None:
        self.body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.close_connection = True
        behave = self.server.stand_in.heard(self)
        try:
            behave(self)
        except (BrokenPipeError, ConnectionResetError):
            self.server.stand_in.client_left.set()

    def text(self) -> str:
        return self.server.stand_in.writes(self.body)

    def head(self, status: int = 200, kind: str = "text/event-stream", **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Connection", "close")
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def send(self, data: bytes | str) -> None:
        self.wfile.write(data.encode() if isinstance(data, str) else data)
        self.wfile.flush()

    def event(self, text: str | None, finish: str | None = None, **delta: Any) -> None:
        choice = {"index": 0, "delta": {"content": text} | delta, "finish_reason": finish}
        self.send(f"data: {json.dumps(self.chunk(choices=[choice]))}\n\n")

    def chunk(self, **fields: Any) -> dict[str, Any]:
        return {
            "id": "c1",
            "object": "chat.completion.chunk",
            "created": 1,
            "model": self.body["model"],
        } | fields

    def wait_until_client_leaves(self) -> None:
        """Says nothing; a client that gives up closes its end."""
        self.connection.settimeout(PATIENCE_S)
        try:
            left = self.connection.recv(1) == b""
        except ConnectionResetError:
            left = True
        if left:
            self.server.stand_in.client_left.set()

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: a test's output is its own."""


Behaviour = Callable[[Reply], None]


def streaming(reply: Reply) -> None:
    """As the API's reference shows it: role, text in pieces, reason, usage, end."""
    reply.head()
    reply.event("", role="assistant")
    words = reply.text().split(" ")
    for word in [words[0], *(f" {word}" for word in words[1:])]:
        reply.event(word)
    reply.event(None, "stop")
    reply.send(f"data: {json.dumps(reply.chunk(choices=[], usage={'total_tokens': 9}))}\n\n")
    reply.send("data: [DONE]\n\n")


def whole(reply: Reply) -> None:
    """A server that doesn't stream."""
    reply.head(kind="application/json")
    message = {"role": "assistant", "content": reply.text(), "refusal": None}
    choice = {"index": 0, "message": message, "finish_reason": "stop", "logprobs": None}
    reply.send(json.dumps(reply.chunk(object="chat.completion", choices=[choice])))


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    stand_in: StandIn

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that leaves is no news."""


class StandIn:
    """``behaviours``: one for each request, the last for all that follow. ``asked``: the bodies so far."""

    def __init__(self, behaviours: Sequence[Behaviour], writes: Writes) -> None:
        self.writes = writes
        self.asked: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.paths: list[str] = []
        self.client_left = threading.Event()
        self._behaviours = list(behaviours)
        self._server = _Server(("127.0.0.1", 0), Reply)
        self._server.stand_in = self
        self.port = int(self._server.server_address[1])
        self.url = f"http://127.0.0.1:{self.port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()

    def behave(self, *behaviours: Behaviour) -> None:
        """From the next request on."""
        self._behaviours = list(behaviours)

    def heard(self, reply: Reply) -> Behaviour:
        self.asked.append(reply.body)
        self.headers.append({name.lower(): value for name, value in reply.headers.items()})
        self.paths.append(reply.path)
        return self._behaviours.pop(0) if len(self._behaviours) > 1 else self._behaviours[0]

    def die(self) -> None:
        """As a process does: nobody listens any more."""
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    @property
    def server(self) -> ThreadingHTTPServer:
        return self._server


@contextmanager
def stand_in(*behaviours: Behaviour, writes: Writes = canned) -> Iterator[StandIn]:
    standing = StandIn(behaviours or [streaming], writes)
    try:
        yield standing
    finally:
        standing.die()


def unused_port() -> int:
    """Nobody listens there: connecting is refused."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
