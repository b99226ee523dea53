"""A compose worker for each engine, so that a slow one holds up nobody else."""

from __future__ import annotations

from metabgm.music.engine import Engine, EngineName
from metabgm.server.anchors import Anchors
from metabgm.server.compose_worker import ComposeWorker


class ComposeWorkers:
    """Begins with one engine; another one may join while that plays. Used on the event loop."""

    def __init__(self, engine: Engine) -> None:
        self._anchors = Anchors()
        self._workers = {engine.name: ComposeWorker(engine, self._anchors)}
        self._started = False

    def start(self) -> None:
        """Once."""
        self._started = True
        for worker in self._workers.values():
            worker.start()

    def stop(self) -> None:
        """Returns after the chunks at hand."""
        for worker in self._workers.values():
            worker.stop()

    def join(self, engine: Engine) -> None:
        """From now on orders for this engine are carried out too."""
        worker = self._workers[engine.name] = ComposeWorker(engine, self._anchors)
        if self._started:
            worker.start()

    def of(self, engine: EngineName) -> ComposeWorker:
        """The engine's. Raises KeyError for one that hasn't joined."""
        return self._workers[engine]

    def forget_session(self) -> None:
        """All orders and anchors of the session are void."""
        for worker in self._workers.values():
            worker.forget_session()
        self._anchors.clear()
