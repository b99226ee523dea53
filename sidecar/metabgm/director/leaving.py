"""Tracks that fade out: they may come back until they are told to end, then they are stopped."""

from __future__ import annotations

from dataclasses import dataclass

from metabgm.director.actions import Fade, Steer, StopTrack
from metabgm.director.book import Place
from metabgm.director.desk import Desk, Playing
from metabgm.music.engine import Controls

# The mod's fade ends a network delay and a mix block after the director's own reckoning.
FADE_MARGIN_S = 0.5
# A fade that is nearly over is no longer worth turning round.
POINT_OF_NO_RETURN_S = 0.3


@dataclass(frozen=True)
class Ending:
    """How a piece closes under its fade. ``controls``: those that end it; None: it ends by itself.

    ``return_s``: it may come back for so long; later it can't, since a cadence is not taken back.
    """

    controls: Controls | None
    return_s: float = 0.0


@dataclass
class _Exit:
    gone_at: float
    return_until: float
    ending: Controls | None = None


class Leaving:
    """Keeps what is on its way out on one kind of deck."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._exits: dict[Playing, _Exit] = {}

    def add(self, playing: Playing, now: float, fade_ms: int, ending: Ending | None = None) -> None:
        """The mod fades it out by itself, as the transition of its successor says.

        Without an ``ending`` it plays on under its fade.
        """
        gone_at = now + fade_ms / 1000
        self._exits[playing] = _Exit(gone_at, gone_at - POINT_OF_NO_RETURN_S)
        if ending is not None:
            self._exits[playing] = _Exit(gone_at, now + ending.return_s, ending.controls)
            self._close_due(now)

    def fade_out(
        self, playing: Playing, now: float, fade_ms: int, *, stop: bool, ending: Ending | None = None
    ) -> None:
        """Tells the mod to fade it out."""
        self._desk.decide(Fade(playing.track, 0.0, fade_ms, stop))
        self.add(playing, now, fade_ms, ending)

    def returning(self, place: Place, now: float) -> Playing | None:
        """The track of that place, if its fade can still be turned round; it no longer leaves then."""
        for playing, leaves in self._exits.items():
            if playing.place == place and now < leaves.return_until:
                del self._exits[playing]
                return playing
        return None

    def runs_out(self, track: int) -> None:
        """It is about to end by itself: there is nothing to come back to."""
        for playing, leaves in self._exits.items():
            if playing.track == track:
                leaves.return_until, leaves.ending = 0.0, None

    @property
    def latest(self) -> Playing | None:
        """What left last, while it may still be heard."""
        return next(reversed(self._exits), None)

    def retire(self, now: float) -> None:
        """Ends what will not come back, stops what has faded out."""
        self._close_due(now)
        for playing, leaves in list(self._exits.items()):
            if now >= leaves.gone_at + FADE_MARGIN_S:
                self._stop(playing)

    def stop_all(self) -> None:
        """The decks are needed, or the session ends."""
        for playing in list(self._exits):
            self._stop(playing)

    def _close_due(self, now: float) -> None:
        for playing, leaves in self._exits.items():
            if leaves.ending is not None and now >= leaves.return_until:
                self._desk.decide(Steer(playing.track, leaves.ending))
                leaves.ending = None

    def _stop(self, playing: Playing) -> None:
        del self._exits[playing]
        self._desk.decide(StopTrack(playing.track))
