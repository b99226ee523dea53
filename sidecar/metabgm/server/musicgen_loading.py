"""Brings MusicGen up in a thread of its own: the composer plays meanwhile."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass

from metabgm.music.engine import Engine
from metabgm.server.compose_workers import ComposeWorkers
from metabgm.server.music_ladder import MusicLadder

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class MusicGenReady:
    """``pace``: seconds of work for a second of its music, as measured; ``observed``: as it is lately."""

    engine: Engine
    pace: float
    observed: Callable[[], float | None]


class NoMusicGenError(Exception):
    """One line for the player."""


BringUp = Callable[[Callable[[str, float], None]], MusicGenReady]
"""Given what is told the work at hand and its fraction 0..1. Raises NoMusicGenError."""


def load_in_background(
    bring_up: BringUp,
    ladder: MusicLadder,
    composing: ComposeWorkers,
    post: Callable[[Callable[[], None]], None],
) -> threading.Thread:
    """The ladder climbs when the engine has joined the others, else it says why not.

    ``post``: runs a call on the event loop, from any thread.
    """

    def tell(what: str, fraction: float) -> None:
        post(lambda: ladder.loads(what, fraction))

    def join(ready: MusicGenReady) -> None:
        composing.join(ready.engine)
        ladder.climb(ready.pace, ready.observed)

    def load() -> None:
        try:
            ready = bring_up(tell)
        except NoMusicGenError as error:
            reason = str(error)
        except Exception as error:
            log.exception("MusicGen could not be loaded")
            reason = f"MusicGen could not be loaded: {type(error).__name__}: {error}"
        else:
            post(lambda: join(ready))
            return
        post(lambda: ladder.stay_down(reason))

    thread = threading.Thread(target=load, name="load music", daemon=True)
    thread.start()
    return thread
