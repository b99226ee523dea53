"""A hub on this machine: serves folders as model repositories, as the Hugging Face hub answers its client.

Large files (LFS) are redirected to another origin, as the hub's are. ``test_hub_stand_in.py`` holds it
against the client's own download.
"""

from __future__ import annotations

import hashlib
import json
import re
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

COMMIT = "c0ffee" + "0" * 34
TOKEN = "hf_of_an_account_with_access"
_LARGE = (".safetensors", ".gguf", ".bin", ".model", "tokenizer.json")
_API = re.compile(r"/api/models/([^/]+/[^/]+)(?:/(revision|tree)/([^/]+))?")
_RESOLVE = re.compile(r"/([^/]+/[^/]+)/resolve/([^/]+)/(.+)")


@dataclass(frozen=True)
class Request:
    method: str
    path: str
    range: str | None
    authorization: str | None


@dataclass
class Troubles:
    """Each holds names of files. Once: ``drops`` hangs up halfway, ``hangs`` sends no more from there on."""

    drops: set[str] = field(default_factory=set)
    hangs: set[str] = field(default_factory=set)
    corrupt: set[str] = field(default_factory=set)
    too_long: set[str] = field(default_factory=set)
    ignores_ranges: set[str] = field(default_factory=set)
    busy_once: set[str] = field(default_factory=set)
    stated_sizes: dict[str, int] = field(default_factory=dict)


class HubStandIn(ThreadingHTTPServer):
    """``gated``, ``private``: names of repositories. ``listings``: answers instead of the true ones.

    ``log``: what was asked, in order.
    """

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.repositories: dict[str, Path] = {}
        self.listings: dict[str, bytes] = {}
        self.gated: set[str] = set()
        self.private: set[str] = set()
        self.troubles = Troubles()
        self.log: list[Request] = []
        self.released = threading.Event()

    @property
    def endpoint(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def fetched(self) -> list[str]:
        """The files whose contents were asked for, each once, sorted."""
        found = (_RESOLVE.fullmatch(unquote(request.path)) for request in self.log if request.method == "GET")
        return sorted({match[3] for match in found if match})

    def ranges(self, name: str) -> list[str | None]:
        """The Range of each request for a file's content, None where the whole was asked for."""
        hits = (request for request in self.log if request.method == "GET")
        return [hit.range for hit in hits if "/resolve/" in hit.path and hit.path.endswith("/" + name)]


class _Handler(BaseHTTPRequestHandler):
    server: HubStandIn

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        headers = self.headers
        self.server.log.append(
            Request(
                self.command, urlsplit(self.path).path, headers.get("Range"), headers.get("Authorization")
            )
        )
        if path.startswith("/cdn/"):
            _, _, owner, repository, name = path.split("/", 4)
            self._send_content(self.server.repositories[f"{owner}/{repository}"] / name)
        elif found := _API.fullmatch(path):
            self._send_api(found[1], found[2] or "revision", found[3] or "main")
        elif found := _RESOLVE.fullmatch(path):
            self._send_file(found[1], found[2], found[3])
        else:
            self._refuse(404, "")

    def _send_api(self, repository: str, kind: str, revision: str) -> None:
        if not self._lets_in(repository, revision):
            return
        entries = [self._entry(repository, path) for path in _paths(self.server.repositories[repository])]
        body: Any = entries
        if kind == "revision":
            body = {"id": repository, "sha": COMMIT, "private": False, "siblings": entries}
        answer = self.server.listings.get(repository, json.dumps(body).encode())
        self._send(200, answer, {"Content-Type": "application/json"})

    def _entry(self, repository: str, name: str) -> dict[str, Any]:
        """A file both as ``/revision`` (rfilename, blobId) and as ``/tree`` (type, path, oid) state it."""
        content = (self.server.repositories[repository] / name).read_bytes()
        size = self.server.troubles.stated_sizes.get(name, len(content))
        blob = hashlib.sha1(b"blob %d\0" % len(content) + content).hexdigest()
        entry = {"type": "file", "rfilename": name, "path": name, "size": size, "blobId": blob, "oid": blob}
        if not name.endswith(_LARGE):
            return entry
        sha256 = hashlib.sha256(content).hexdigest()
        return entry | {"lfs": {"sha256": sha256, "oid": sha256, "size": size, "pointerSize": 130}}

    def _send_file(self, repository: str, revision: str, name: str) -> None:
        if not self._lets_in(repository, revision):
            return
        if repository in self.server.gated and not self._has_access():
            self._refuse(403 if self.headers.get("Authorization") else 401, "GatedRepo")
            return
        path = self.server.repositories[repository] / name
        if not path.is_file():
            self._refuse(404, "EntryNotFound")
            return
        if name in self.server.troubles.busy_once:
            self.server.troubles.busy_once.remove(name)
            self._refuse(503, "")
            return
        entry = self._entry(repository, name)
        if "lfs" not in entry:
            self._send_content(path, {"ETag": f'"{entry["oid"]}"'})
            return
        # Another origin: the token must not follow.
        there = f"http://localhost:{self.server.server_port}/cdn/{repository}/{quote(name)}"
        linked = {"X-Linked-Size": str(entry["size"]), "X-Linked-ETag": f'"{entry["lfs"]["sha256"]}"'}
        # What makes the client use hf_xet where it downloads by itself.
        xet = {"X-Xet-Hash": entry["lfs"]["sha256"], "Link": f'<{self.server.endpoint}/xet>; rel="xet-auth"'}
        self._send(302, b"", {"Location": there, "X-Repo-Commit": COMMIT} | linked | xet)

    def _send_content(self, path: Path, headers: Mapping[str, str] = {}) -> None:
        troubles, name, content = self.server.troubles, path.name, path.read_bytes()
        wanted = re.fullmatch(r"bytes=(\d+)-", self.headers.get("Range", ""))
        start = int(wanted[1]) if wanted and name not in troubles.ignores_ranges else 0
        told = {"X-Repo-Commit": COMMIT, "Accept-Ranges": "bytes"} | dict(headers)
        if start:
            told |= {"Content-Range": f"bytes {start}-{len(content) - 1}/{len(content)}"}
        if name in troubles.corrupt:
            content = content[:-1] + bytes([content[-1] ^ 1])
        if name in troubles.too_long:
            content += b"more"
        body = content[start:]
        told |= {"Content-Length": str(len(body))}
        hangs, drops = name in troubles.hangs, name in troubles.drops
        troubles.hangs.discard(name)
        troubles.drops.discard(name)
        self._send(206 if start else 200, body[: len(body) // 2] if hangs or drops else body, told)
        if hangs:
            self.server.released.wait()

    def _lets_in(self, repository: str, revision: str) -> bool:
        """Answers as the hub does to whom it doesn't know: that nothing is there."""
        token = self.headers.get("Authorization")
        if token is not None and not token.startswith("Bearer hf_"):
            self._refuse(401, "", "Invalid credentials in Authorization header")
        elif repository not in self.server.repositories or (
            repository in self.server.private and not self._has_access()
        ):
            if token is None:
                self._refuse(401, "", "Invalid username or password.")
            else:
                self._refuse(404, "RepoNotFound", "Repository not found")
        elif revision not in ("main", COMMIT):
            self._refuse(404, "RevisionNotFound", f"Invalid rev id: {revision}")
        else:
            return True
        return False

    def _has_access(self) -> bool:
        return self.headers.get("Authorization") == f"Bearer {TOKEN}"

    def _refuse(self, status: int, code: str, message: str = "") -> None:
        told = {"X-Error-Message": message or "refused"} | ({"X-Error-Code": code} if code else {})
        self._send(status, json.dumps({"error": message}).encode(), told)

    def _send(self, status: int, body: bytes, headers: Mapping[str, str]) -> None:
        self.send_response(status)
        for name, value in (
            {"Content-Length": str(len(body)), "X-HF-Warning": "test; the hub's own words"} | dict(headers)
        ).items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)
        self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:
        """Keeps the test's output clean."""


def _paths(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


@contextmanager
def hub_stand_in() -> Iterator[HubStandIn]:
    with HubStandIn() as hub:
        thread = threading.Thread(target=hub.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield hub
        finally:
            hub.released.set()
            hub.shutdown()
            thread.join()
