"""One file from the hub to the disk: taken up where an earlier try stopped, counted only with the right hash.

The hub's client downloads into a file with a random name that it removes when it fails (2.4.0,
``_download_to_tmp_and_move``), so after a killed process it begins again; a 13 GB model should not.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from metabgm.models.errors import ModelError
from metabgm.models.hub_listing import HubFile

if TYPE_CHECKING:
    import httpx2

PAUSES = (1.0, 2.0, 4.0)
"""Seconds before each new try after one that brought nothing: a wireless link is back within these."""

_BLOCK = 256 << 10
"""So often progress is told: some 50,000 times for a 13 GB model."""

_PASSING_TROUBLE = (408, 429, 500, 502, 503, 504)
"""Statuses of a server that is busy or being restarted."""

OpenAt = Callable[[HubFile, int], AbstractContextManager["httpx2.Response"]]
"""Asks for a file from a byte on; raises httpx2.TransportError or huggingface_hub's HfHubHTTPError."""


def bytes_there(file: HubFile, folder: Path) -> int:
    """How much of ``file`` need not be fetched any more, unless its hash turns out wrong."""
    for path in (folder / file.name, _partial(file, folder)):
        if path.is_file() and path.stat().st_size <= file.size:
            return path.stat().st_size
    return 0


def transfer(file: HubFile, folder: Path, open_at: OpenAt) -> Generator[int]:
    """Brings ``folder / file.name`` there, and yields again and again how many of its bytes are there.

    A consumer that stops leaves what the next call goes on from. Raises ModelError if the content is not
    what the hub states (it is removed then), OSError, and what ``open_at`` raises.
    """
    target, partial = folder / file.name, _partial(file, folder)
    if target.is_file() and target.stat().st_size == file.size:
        with target.open("rb") as there:
            known = _Content(file, there)
            for _ in known.take_up():
                yield 0
        if known.is_right():
            yield file.size
            return
    for stale in folder.glob(f".{file.name}.*.partial"):
        if stale != partial or stale.stat().st_size > file.size:
            stale.unlink()
    with partial.open("a+b") as there:
        content = _Content(file, there)
        yield from content.take_up()
        yield from _fetch_rest(file, content, open_at)
    if not content.is_right():
        partial.unlink()
        raise ModelError(f"{file.path} arrived damaged (wrong hash) and is removed; start again")
    os.replace(partial, target)
    yield file.size


def _partial(file: HubFile, folder: Path) -> Path:
    return folder / f".{file.name}.{file.identity[:16]}.partial"


def _fetch_rest(file: HubFile, content: _Content, open_at: OpenAt) -> Iterator[int]:
    import httpx2  # noqa: PLC0415
    from huggingface_hub.errors import HfHubHTTPError  # noqa: PLC0415

    vain_tries = 0
    while content.size < file.size:
        before = content.size
        trouble: Exception = ModelError(f"{file.path} ends after {before} of {file.size} bytes; start again")
        try:
            with open_at(file, before) as response:
                yield from content.append(response)
        except httpx2.TransportError as error:
            trouble = error
        except HfHubHTTPError as error:
            if error.response.status_code not in _PASSING_TROUBLE:
                raise
            trouble = error
        if content.size > before:
            vain_tries = 0
        elif vain_tries == len(PAUSES):
            raise trouble
        else:
            time.sleep(PAUSES[vain_tries])
            vain_tries += 1
            yield content.size


class _Content:
    """A file's bytes so far, hashed as they come."""

    def __init__(self, file: HubFile, there: BinaryIO) -> None:
        self._file, self._there = file, there
        self._start_over()

    def _start_over(self) -> None:
        self.size = 0
        if self._file.sha256 is not None:
            self._hash = hashlib.sha256()
        else:
            # As git hashes a file; the hub states nothing else of small ones.
            self._hash = hashlib.sha1(b"blob %d\0" % self._file.size, usedforsecurity=False)

    def take_up(self) -> Iterator[int]:
        """Hashes what the file holds already."""
        self._there.seek(0)
        while block := self._there.read(_BLOCK):
            self._count(block)
            yield self.size

    def append(self, response: httpx2.Response) -> Iterator[int]:
        if self.size > 0 and response.status_code != 206:
            # The server sends the whole file although only the rest was asked for.
            self._there.truncate(0)
            self._start_over()
        told = self.size
        # Blocks as they arrive: what would wait for a full one is lost when the connection drops.
        for block in response.iter_bytes():
            if self.size + len(block) > self._file.size:
                self._there.truncate(0)
                stated = self._file.size
                raise ModelError(f"{self._file.path} is longer than the {stated} bytes that the hub states")
            self._there.write(block)
            self._count(block)
            if self.size - told >= _BLOCK:
                told = self.size
                yield told

    def is_right(self) -> bool:
        return self.size == self._file.size and self._hash.hexdigest() == self._file.identity

    def _count(self, block: bytes) -> None:
        self._hash.update(block)
        self.size += len(block)
