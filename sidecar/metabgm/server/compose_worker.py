"""The thread that composes with one engine: a little at a time, for whichever piece needs it most."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable

from metabgm.director.actions import PieceOrder
from metabgm.music.engine import Brief, Controls, Engine, Keepable, Piece, Steering
from metabgm.server.anchors import SOUND_FRAMES, Anchors, Root
from metabgm.server.compose_job import Job, brief_of
from metabgm.server.compose_news import Composed, ComposeNews, Finished, Kept, Planned, Worked
from metabgm.stream.schedule import Task, next_task

log = logging.getLogger(__name__)

# The longest chunk of any engine, as far as what a piece is steered by goes.
MOST_CHUNK_FRAMES = 16_384


class ComposeWorker:
    """``deliver`` callbacks run on this worker's thread. Orders are numbered within one session."""

    def __init__(self, engine: Engine, anchors: Anchors) -> None:
        """``anchors``: shared with the other engines' workers."""
        self._engine = engine
        self._jobs: dict[int, Job] = {}
        self._anchors = anchors
        self._changed = threading.Condition()
        self._stopping = False
        self._thread = threading.Thread(target=self._run, name=f"compose {engine.name}", daemon=True)

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
            self._jobs[order.order] = Job(order, deliver, wanted, audible, steering)
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
            job.ending = job.ending or controls.ending
            return frame

    def abandon(self, order: int) -> None:
        """Composes no further; the piece may still be grown from."""
        with self._changed:
            job = self._jobs.pop(order, None)
            if job is not None:
                job.break_off()

    def forget_session(self) -> None:
        """All orders of the session are void: another one may use their numbers."""
        with self._changed:
            for job in self._jobs.values():
                job.break_off()
            self._jobs.clear()

    def step(self) -> bool:
        """Makes what is needed most, on the caller's thread; False when nothing is needed.

        The worker's own thread, once it is started, does this by itself.
        """
        with self._changed:
            task = self._next_task()
            if task is None or self._stopping:
                return False
            job = self._jobs[task.order]
        try:
            self._advance(job, task)
        except Exception as error:  # an engine's fault ends its piece, not the music
            log.exception("piece %d broke off", job.order.order)
            self._complete(job, f"{type(error).__name__}: {error}")
        return True

    def _run(self) -> None:
        while True:
            with self._changed:
                while self._next_task() is None and not self._stopping:
                    self._changed.wait()
                if self._stopping:
                    return
            self.step()

    def _next_task(self) -> Task | None:
        return next_task([job.demand for job in self._jobs.values()])

    def _advance(self, job: Job, task: Task) -> None:
        if job.chunks is None:
            self._plan(job)
        elif task.kind == "material":
            self._work(job)
        else:
            self._compose_chunk(job)

    def _plan(self, job: Job) -> None:
        started = time.perf_counter()
        order = job.order
        root = self._anchors.of(order.anchor)
        brief = brief_of(order, None if root is None else root.anchor)
        piece = self._engine.compose(brief)
        self._anchors.add(order.order, piece.anchor())
        job.begin(piece)
        job.deliver(_planned(brief, order.order, piece, root, started))

    def _work(self, job: Job) -> None:
        if job.headed is None:
            return
        job.made = not job.headed.work()
        if job.made and not job.audible and job.headed.ahead < job.headed.head_start:
            self._complete(job, "the engine gave out while the piece was prepared")
            return
        job.deliver(Worked(job.order.order, job.ahead, job.ready, job.made))

    def _compose_chunk(self, job: Job) -> None:
        started = time.perf_counter()
        chunk = None if job.chunks is None else next(job.chunks, None)
        if chunk is None:
            if self._wanted(job):
                self._complete(job)
            return
        self._anchors.hear(job.order, chunk)
        job.composed += len(chunk)
        job.deliver(Composed(job.order.order, chunk, _ms_since(started), job.ahead))
        self._keep(job, job.composed - len(chunk))

    def _keep(self, job: Job, before: int) -> None:
        """Once, when the piece has gone on for as long as any other one could take over."""
        if job.order.role != "base" or not isinstance(job.piece, Keepable):
            return
        music = job.piece.keep() if before < SOUND_FRAMES <= job.composed else None
        if music is not None:
            job.deliver(Kept(job.order.order, music))

    def _wanted(self, job: Job) -> bool:
        """Whether nobody has abandoned it: a piece that was broken off isn't complete."""
        with self._changed:
            return self._jobs.get(job.order.order) is job and not self._stopping

    def _complete(self, job: Job, failure: str = "") -> None:
        with self._changed:
            if self._jobs.get(job.order.order) is job:
                del self._jobs[job.order.order]
        job.deliver(Finished(job.order.order, failure))


def _planned(brief: Brief, order: int, piece: Piece, root: Root | None, started: float) -> Planned:
    return Planned(
        order,
        piece.title,
        piece.total_frames,
        piece.parameters,
        None if brief.anchor is None else brief.anchor.summary,
        _ms_since(started),
        anchor_frames=0 if root is None else root.frames,
        anchor_sound=0 if root is None else root.sound_frames,
    )


def _ms_since(started: float) -> float:
    return round((time.perf_counter() - started) * 1000, 2)
