"""The thread that composes: one chunk at a time, for whichever piece needs it most."""

from __future__ import annotations

import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from metabgm.director.actions import PieceOrder
from metabgm.music.engine import (
    Anchor,
    Brief,
    Cancellable,
    Controls,
    Engine,
    Frames,
    Piece,
    Role,
    Steering,
)
from metabgm.stream.schedule import Demand, most_urgent

log = logging.getLogger(__name__)

# Pieces that a new one may still grow from: those on the decks, their successors and prepared openings.
ANCHORS_KEPT = 32
# The longest chunk of any engine, as far as what a piece is steered by goes.
MOST_CHUNK_FRAMES = 16_384


@dataclass(frozen=True)
class Planned:
    """The piece exists, no sample of it yet. ``ms``: time the plan took."""

    order: int
    title: str
    total_frames: int | None
    parameters: Mapping[str, Any]
    anchor: str | None
    ms: float


@dataclass(frozen=True)
class Composed:
    """The next chunk. ``ms``: time it took."""

    order: int
    chunk: Frames
    ms: float


@dataclass(frozen=True)
class Finished:
    """The piece is complete, or broke off for ``failure``."""

    order: int
    failure: str = ""


ComposeNews = Planned | Composed | Finished


@dataclass
class _Job:
    order: PieceOrder
    deliver: Callable[[ComposeNews], None]
    wanted: int
    audible: bool
    steering: Steering
    composed: int = 0
    piece: Piece | None = None
    chunks: Iterator[Frames] | None = None

    @property
    def role(self) -> Role:
        return self.order.role

    def break_off(self) -> None:
        """Whoever waits for the chunk at hand waits less, where the engine can do that."""
        if isinstance(self.piece, Cancellable):
            self.piece.cancel()


class ComposeWorker:
    """``deliver`` callbacks run on this worker's thread. Orders are numbered within one session."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._jobs: dict[int, _Job] = {}
        self._anchors: OrderedDict[int, Anchor] = OrderedDict()
        self._changed = threading.Condition()
        self._stopping = False
        self._thread = threading.Thread(target=self._run, name="compose", daemon=True)

    def start(self) -> None:
        """Once."""
        self._thread.start()

    def stop(self) -> None:
        """Returns after the chunk at hand."""
        with self._changed:
            self._stopping = True
            for job in self._jobs.values():
                job.break_off()
            self._changed.notify()
        self._thread.join()

    def compose(
        self, order: PieceOrder, deliver: Callable[[ComposeNews], None], *, wanted: int, audible: bool
    ) -> None:
        """Begins a piece, up to ``wanted`` frames."""
        with self._changed:
            steering = Steering((0, order.controls))
            self._jobs[order.order] = _Job(order, deliver, wanted, audible, steering)
            self._changed.notify()

    def demand(self, order: int, wanted: int, *, audible: bool = True) -> None:
        """Raises how far the piece should be composed; ignored once it is complete."""
        with self._changed:
            job = self._jobs.get(order)
            if job is not None and (wanted > job.wanted or audible != job.audible):
                job.wanted, job.audible = max(wanted, job.wanted), audible
                self._changed.notify()

    def steer(self, order: int, controls: Controls) -> int | None:
        """The piece follows the controls from the frame that is answered; None once it is complete.

        The frame is the first that no chunk can reach which is composed now: it depends on what was
        demanded, never on how far the thread happens to be.
        """
        with self._changed:
            job = self._jobs.get(order)
            if job is None:
                return None
            frame = job.wanted + MOST_CHUNK_FRAMES
            job.steering.add(frame, controls)
            return frame

    def abandon(self, order: int) -> None:
        """Composes no further; the piece may still be grown from."""
        with self._changed:
            job = self._jobs.pop(order, None)
            if job is not None:
                job.break_off()

    def forget_session(self) -> None:
        """All orders and anchors of the session are void: another one may use their numbers."""
        with self._changed:
            for job in self._jobs.values():
                job.break_off()
            self._jobs.clear()
            self._anchors.clear()

    def _run(self) -> None:
        while True:
            with self._changed:
                job = self._next_job()
                while job is None and not self._stopping:
                    self._changed.wait()
                    job = self._next_job()
                if job is None or self._stopping:
                    return
            try:
                self._advance(job)
            except Exception as error:  # an engine's fault ends its piece, not the music
                log.exception("piece %d broke off", job.order.order)
                self._complete(job, f"{type(error).__name__}: {error}")

    def _next_job(self) -> _Job | None:
        demands = [
            Demand(number, job.role, job.audible, job.composed, job.wanted)
            for number, job in self._jobs.items()
        ]
        chosen = most_urgent(demands)
        return None if chosen is None else self._jobs[chosen]

    def _advance(self, job: _Job) -> None:
        started = time.perf_counter()
        if job.chunks is None:
            piece = self._plan(job.order)
            job.piece, job.chunks = piece, piece.chunks(job.steering)
            job.deliver(self._planned(job.order, piece, started))
            return
        chunk = next(job.chunks, None)
        if chunk is None:
            if self._wanted(job):
                self._complete(job)
            return
        job.composed += len(chunk)
        job.deliver(Composed(job.order.order, chunk, _ms_since(started)))

    def _wanted(self, job: _Job) -> bool:
        """Whether nobody has abandoned it: a piece that was broken off isn't complete."""
        with self._changed:
            return self._jobs.get(job.order.order) is job and not self._stopping

    def _plan(self, order: PieceOrder) -> Piece:
        with self._changed:
            anchor = None if order.anchor is None else self._anchors.get(order.anchor)
        piece = self._engine.compose(brief_of(order, anchor))
        with self._changed:
            self._anchors[order.order] = piece.anchor()
            while len(self._anchors) > ANCHORS_KEPT:
                self._anchors.popitem(last=False)
        return piece

    def _planned(self, order: PieceOrder, piece: Piece, started: float) -> Planned:
        with self._changed:
            anchor = None if order.anchor is None else self._anchors.get(order.anchor)
        summary = None if anchor is None else anchor.summary
        return Planned(
            order.order, piece.title, piece.total_frames, piece.parameters, summary, _ms_since(started)
        )

    def _complete(self, job: _Job, failure: str = "") -> None:
        with self._changed:
            if self._jobs.get(job.order.order) is job:
                del self._jobs[job.order.order]
        job.deliver(Finished(job.order.order, failure))


def brief_of(order: PieceOrder, anchor: Anchor | None) -> Brief:
    """What the engine is asked for; ``anchor``: that of the piece which the order grows from."""
    return Brief(order.texts.description, order.seed, order.role, order.seconds, anchor, place=order.place)


def _ms_since(started: float) -> float:
    return round((time.perf_counter() - started) * 1000, 2)
