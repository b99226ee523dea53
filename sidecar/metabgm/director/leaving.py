"""Tracks that fade out: they may come back until their fade is over, then they are stopped."""

from __future__ import annotations

from metabgm.director.actions import Fade, StopTrack
from metabgm.director.book import Place
from metabgm.director.desk import Desk, Playing

# The mod's fade ends a network delay and a mix block after the director's own reckoning.
FADE_MARGIN_S = 0.5
# A fade that is nearly over is no longer worth turning round.
POINT_OF_NO_RETURN_S = 0.3


class Leaving:
    """Keeps what is on its way out on one kind of deck."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._until: dict[Playing, float] = {}

    def add(self, playing: Playing, now: float, fade_ms: int) -> None:
        """The mod fades it out by itself, as the transition of its successor says."""
        self._until[playing] = now + fade_ms / 1000

    def fade_out(self, playing: Playing, now: float, fade_ms: int, *, stop: bool) -> None:
        """Tells the mod to fade it out."""
        self._desk.decide(Fade(playing.track, 0.0, fade_ms, stop))
        self.add(playing, now, fade_ms)

    def returning(self, place: Place, now: float) -> Playing | None:
        """The track of that place, if its fade can still be turned round; it no longer leaves then."""
        for playing, until in self._until.items():
            if playing.place == place and now < until - POINT_OF_NO_RETURN_S:
                del self._until[playing]
                return playing
        return None

    def retire(self, now: float) -> None:
        """Stops what has faded out."""
        for playing, until in list(self._until.items()):
            if now >= until + FADE_MARGIN_S:
                self._stop(playing)

    def stop_all(self) -> None:
        """The decks are needed, or the session ends."""
        for playing in list(self._until):
            self._stop(playing)

    def _stop(self, playing: Playing) -> None:
        del self._until[playing]
        self._desk.decide(StopTrack(playing.track))
