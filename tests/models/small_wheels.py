"""A tiny wheel for tests of fetching, and a package index on this machine that serves it badly."""

from __future__ import annotations

import hashlib
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from metabgm.models.pinned import PinnedWheel

_INFO = "tiny_model-1.0.dist-info"
_FILE_NAME = "tiny_model-1.0-py3-none-any.whl"


def build_wheel(folder: Path, payload: bytes = b"weights") -> PinnedWheel:
    """Writes a valid wheel that holds ``payload``, uncompressed, and returns its pin."""
    path = folder / _FILE_NAME
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("tiny_model/model.gguf", payload)
        archive.writestr(f"{_INFO}/METADATA", "Metadata-Version: 2.1\nName: tiny-model\nVersion: 1.0\n")
        archive.writestr(f"{_INFO}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        archive.writestr(f"{_INFO}/RECORD", "")
    content = path.read_bytes()
    return PinnedWheel(
        distribution="tiny-model",
        version="1.0",
        file_name=_FILE_NAME,
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        member="tiny_model/model.gguf",
    )


class DroppingIndex(ThreadingHTTPServer):
    """A simple package index that hangs up in the middle of the first download; ranges are served."""

    daemon_threads = True

    def __init__(self, wheel: Path) -> None:
        self.content = wheel.read_bytes()
        self.ranges: list[str | None] = []
        super().__init__(("127.0.0.1", 0), _Handler)


class _Handler(BaseHTTPRequestHandler):
    server: DroppingIndex

    def do_GET(self) -> None:
        if self.path.endswith(".whl"):
            self._send_wheel()
        else:
            self._send(
                200, f'<a href="/{_FILE_NAME}">{_FILE_NAME}</a>'.encode(), {"Content-Type": "text/html"}
            )

    def _send_wheel(self) -> None:
        content, wanted = self.server.content, self.headers.get("Range")
        self.server.ranges.append(wanted)
        if wanted is None:
            self._send(
                200, content[: len(content) // 2], {"Content-Length": str(len(content)), "ETag": '"1"'}
            )
            return
        start = int(wanted.removeprefix("bytes=").rstrip("-"))
        span = f"bytes {start}-{len(content) - 1}/{len(content)}"
        self._send(206, content[start:], {"Content-Range": span, "ETag": '"1"'})

    def _send(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in ({"Content-Length": str(len(body))} | headers).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)
        self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:
        """Keeps the test's output clean."""


@contextmanager
def dropping_index(wheel: Path) -> Iterator[DroppingIndex]:
    with DroppingIndex(wheel) as index:
        thread = threading.Thread(target=index.serve_forever)
        thread.start()
        try:
            yield index
        finally:
            index.shutdown()
            thread.join()
