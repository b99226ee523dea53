"""The thread that owns the library. Whatever happens to the file, who asks is soon back with or without."""

from __future__ import annotations

import logging
import queue
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeoutError
from pathlib import Path
from typing import Any, TypeVar

from metabgm.library.database import Damage, Database, open_database
from metabgm.library.errors import DamagedError, LibraryError

log = logging.getLogger(__name__)

PATIENCE_S = 0.5
"""A text from the library takes milliseconds; one that takes this long is no better than a written one."""

RETRY_S = 30.0
"""A file that could not be used is left alone that long: a full disk or a lock is not gone at once."""

MOST_WAITING = 64
"""A session keeps a text every few seconds at most; more wait only when the disk hangs, and are dropped."""

MOST_TOLD = 32
"""SQLite has fewer reasons."""

STOP_S = 2.0
"""For what still waits to be written when the sidecar ends. A disk that hangs must not hold the end up."""

Answer = TypeVar("Answer")
Work = Callable[[Database], Any]
_Job = tuple[Work, "Future[Any]"]


class Librarian:
    """``patience_s``, ``retry_s``: see PATIENCE_S and RETRY_S. ``clock``: seconds, never falling."""

    def __init__(
        self,
        path: Path,
        *,
        patience_s: float = PATIENCE_S,
        retry_s: float = RETRY_S,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._path = path
        self._patience_s = patience_s
        self._retry_s = retry_s
        self._clock = clock
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._database: Database | None = None
        self._told: set[str] = set()
        self._in_trouble = False
        self._leave_alone_until = float("-inf")
        self._thread = threading.Thread(target=self._run, name="library", daemon=True)

    def start(self) -> None:
        """Once; the file is opened at once, so that it is ready when the first text is wanted."""
        self._thread.start()

    def stop(self) -> None:
        """Returns when what was posted is written, after STOP_S at the latest."""
        self._jobs.put(None)
        self._thread.join(STOP_S)

    def post(self, work: Callable[[Database], object]) -> None:
        """Has it done soon, from any thread, without waiting. Beyond MOST_WAITING it is dropped."""
        if self._jobs.qsize() < MOST_WAITING:
            self._jobs.put((work, Future()))

    def ask(self, work: Callable[[Database], Answer]) -> Answer | None:
        """Its answer; None when it can't be had within the patience, for whatever reason."""
        future: Future[Answer | None] = Future()
        if self._jobs.qsize() >= MOST_WAITING:
            return None
        self._jobs.put((work, future))
        try:
            return future.result(self._patience_s)
        except FutureTimeoutError:
            future.cancel()
            return None

    def _run(self) -> None:
        self._open()
        for work, future in iter(self._jobs.get, None):
            if future.set_running_or_notify_cancel():
                future.set_result(self._do(work))
        self._close()

    def _do(self, work: Work) -> Any:
        if self._database is None:
            self._open()
        if self._database is None:
            return None
        try:
            answer = work(self._database)
        except DamagedError as error:
            damage = self._database.damage(str(error))
            self._close()
            self._open(damage)
        except LibraryError as error:
            self._close()
            self._give_up(str(error))
        except Exception:
            log.exception("a fault in the library")
        else:
            if self._in_trouble:
                log.info("the library serves again")
            self._in_trouble = False
            return answer
        return None

    def _open(self, damage: Damage | None = None) -> None:
        if self._clock() < self._leave_alone_until:
            return
        try:
            self._database = open_database(self._path, damage)
        except LibraryError as error:
            self._give_up(str(error))

    def _close(self) -> None:
        if self._database is not None:
            self._database.close()
        self._database = None

    def _give_up(self, trouble: str) -> None:
        """For a while. A reason is told once, since a nearly full disk is one every now and then."""
        if trouble not in self._told:
            log.warning("going on without the library: %s", trouble)
            self._in_trouble = True
        if len(self._told) < MOST_TOLD:
            self._told.add(trouble)
        self._leave_alone_until = self._clock() + self._retry_s
