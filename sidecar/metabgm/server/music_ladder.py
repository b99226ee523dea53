"""What MusicGen is good for on this machine (law 4): not loaded, measured, observed, given up."""

from __future__ import annotations

import logging
from collections.abc import Callable

from metabgm.music.engine import EngineName
from metabgm.music.musicgen.ladder import Step, next_step, reason_of

log = logging.getLogger(__name__)

LOADING = "MusicGen is loading: the composer plays until then"
FAULTS = 3
FAULTS_S = 60.0
"""So many pieces broken off within this time, and it won't be asked again."""
REVIEW_S = 1.0
# A pace that has changed by less is planned with as it was.
_SLIGHT = 1.25


class MusicLadder:
    """Used on the event loop alone. ``on_change`` is told of another step, pace, reason or loading."""

    def __init__(self, clock: Callable[[], float], reason: str = "") -> None:
        """``clock``: seconds, never falling. ``reason``: why there is no MusicGen; empty: none is wanted."""
        self.step: Step = "composer"
        self.pace = 0.0
        self.reason = reason
        self.loading: dict[str, float] = {}
        self.on_change: Callable[[], None] = lambda: None
        self._clock = clock
        self._observed: Callable[[], float | None] = lambda: None
        self._faults: list[float] = []
        self._reviewed = clock()

    def reason_for(self, heard: EngineName) -> str:
        """Why it is this engine that is heard; empty where it is the best one."""
        if self.step == "musicgen" and heard == "composer":
            return "MusicGen plays from the next piece on"
        return self.reason

    def loads(self, what: str, fraction: float) -> None:
        """It comes nearer."""
        self.reason, self.loading = LOADING, {what: fraction}
        self.on_change()

    def climb(self, pace: float, observed: Callable[[], float | None]) -> None:
        """It is loaded and takes ``pace`` seconds for a second of its music.

        ``observed``: what it took lately, None while it has made too little to tell.
        """
        self._observed = observed
        self.loading = {}
        self._stand(next_step(None, pace), pace)

    def stay_down(self, reason: str) -> None:
        """It will make no music: ``reason`` is one line for the player."""
        self._observed = lambda: None
        self.step, self.reason, self.loading = "composer", reason, {}
        log.warning("the composer plays alone: %s", reason)
        self.on_change()

    def review(self) -> None:
        """Looks at what it took lately, at most once a second."""
        now = self._clock()
        if self.step == "composer" or now < self._reviewed + REVIEW_S:
            return
        self._reviewed = now
        pace = self._observed()
        if pace is None:
            return
        step = next_step(self.step, pace)
        if step != self.step or not self.pace / _SLIGHT <= pace <= self.pace * _SLIGHT:
            self._stand(step, pace)

    def fault(self, line: str) -> None:
        """A piece of MusicGen's broke off."""
        now = self._clock()
        self._faults = [at for at in self._faults if now < at + FAULTS_S] + [now]
        if len(self._faults) >= FAULTS and self.step != "composer":
            self.stay_down(f"MusicGen broke off {FAULTS} times within a minute ({line})")

    def _stand(self, step: Step, pace: float) -> None:
        self.step, self.pace = step, round(pace, 3)
        self.reason = reason_of(step, self.pace)
        log.info("%s: MusicGen takes %.2f s for a second of music", step, self.pace)
        self.on_change()
