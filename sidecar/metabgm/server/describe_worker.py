"""The thread that describes: one request at a time, urgent ones first."""

from __future__ import annotations

import itertools
import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from metabgm.describe.texts import DescribeCancelledError, Describer, DescribeRequest, Texts

log = logging.getLogger(__name__)

# The director asks for one change, one renewal and one idle text at a time; more is a fault.
MOST_WAITING = 16


class TooManyRequestsError(Exception):
    """More requests wait than the director can have a use for."""


@dataclass
class _Job:
    number: int
    request: DescribeRequest
    urgent: bool
    deliver: Callable[[Texts], None]
    arrival: int
    withdrawn: threading.Event = field(default_factory=threading.Event)

    @property
    def rank(self) -> tuple[int, int]:
        return (0 if self.urgent else 1, self.arrival)


class DescribeWorker:
    """``deliver`` callbacks run on this worker's thread."""

    def __init__(self, describer: Describer) -> None:
        self._describer = describer
        self._waiting: list[_Job] = []
        self._running: _Job | None = None
        self._arrivals = itertools.count()
        self._changed = threading.Condition()
        self._stopping = False
        self._thread = threading.Thread(target=self._run, name="describe", daemon=True)

    def start(self) -> None:
        """Once."""
        self._thread.start()

    def stop(self) -> None:
        """Returns after the token at hand."""
        with self._changed:
            self._stopping = True
            self._withdraw(lambda _: True)
            self._changed.notify()
        self._thread.join()

    def ask(
        self, number: int, request: DescribeRequest, deliver: Callable[[Texts], None], *, urgent: bool
    ) -> None:
        """Queues a request; an urgent one interrupts an idle one, which is begun anew later.

        Raises TooManyRequestsError beyond MOST_WAITING.
        """
        with self._changed:
            if len(self._waiting) >= MOST_WAITING:
                raise TooManyRequestsError(f"{MOST_WAITING} requests for texts are waiting already")
            self._waiting.append(_Job(number, request, urgent, deliver, next(self._arrivals)))
            if urgent and self._running is not None and not self._running.urgent:
                self._running.withdrawn.set()
                self._waiting.append(self._afresh(self._running))
            self._changed.notify()

    def cancel(self, number: int) -> None:
        """Between two tokens; nothing is delivered any more."""
        with self._changed:
            self._withdraw(lambda job: job.number == number)

    def forget_session(self) -> None:
        """All requests are void: another session may use their numbers."""
        with self._changed:
            self._withdraw(lambda _: True)

    def _afresh(self, job: _Job) -> _Job:
        return _Job(job.number, job.request, job.urgent, job.deliver, next(self._arrivals))

    def _withdraw(self, concerns: Callable[[_Job], bool]) -> None:
        self._waiting = [job for job in self._waiting if not concerns(job)]
        if self._running is not None and concerns(self._running):
            self._running.withdrawn.set()

    def _run(self) -> None:
        while True:
            with self._changed:
                self._running = None
                while not self._waiting and not self._stopping:
                    self._changed.wait()
                if self._stopping:
                    return
                job = min(self._waiting, key=lambda waiting: waiting.rank)
                self._waiting.remove(job)
                self._running = job
            try:
                texts = self._describer.describe(job.request, job.withdrawn.is_set)
            except DescribeCancelledError:
                continue
            if not job.withdrawn.is_set():
                job.deliver(texts)
