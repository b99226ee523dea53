"""The combat music: over the base, at once, until the fight is over."""

from __future__ import annotations

from metabgm.director.actions import Cause, Fade, Transition
from metabgm.director.book import combat_place
from metabgm.director.desk import Desk, Playing, Snapshot
from metabgm.director.leaving import Leaving
from metabgm.music.engine import Role

ROLE: Role = "combat"


class Overlay:
    """Told of blows and threats; steered after every input."""

    def __init__(self, desk: Desk) -> None:
        self.playing: Playing | None = None
        self._desk = desk
        self._leaving = Leaving(desk)
        self._last_blow: float | None = None
        self._targeted = False
        self._cause = Cause("event", 0)

    def blow(self, now: float, cause: Cause) -> None:
        """A mob hit the player."""
        self._last_blow = now
        self._cause = cause

    def threatened(self, targeted: bool, cause: Cause) -> None:
        """Whether a hostile has the player as its target, as of the latest scene."""
        if targeted and not self._targeted:
            self._cause = cause
        self._targeted = targeted

    def over(self) -> None:
        """The player died or is elsewhere: nothing holds the fight any longer."""
        self._last_blow = None
        self._targeted = False

    def fighting(self, now: float) -> bool:
        """Targeted, or hit within the hold time."""
        recent = self._last_blow is not None and now < self._last_blow + self._desk.settings.combat_hold_s
        return self._targeted or recent

    def steer(self, now: float, snapshot: Snapshot | None, *, enabled: bool) -> None:
        """Takes the decisions that are due."""
        self._leaving.retire(now)
        if snapshot is None:
            return
        fighting = enabled and self.fighting(now)
        if fighting and self.playing is None:
            self._join_in(now, snapshot)
        elif not fighting and self.playing is not None:
            settings = self._desk.settings
            fade_ms = settings.combat_fade_out_ms if enabled else settings.toggle_fade_ms
            self._leaving.fade_out(self.playing, now, fade_ms, stop=not enabled)
            self.playing = None

    def near_end(self, now: float, track: int, snapshot: Snapshot | None) -> None:
        """The fight outlasts the piece."""
        if self.playing is not None and self.playing.track == track and snapshot is not None:
            self._begin(now, snapshot, Cause("continue", self._cause.time_ms))

    def renew(self, now: float, snapshot: Snapshot, cause: Cause) -> None:
        """Other music for the same fight."""
        if self.playing is not None:
            self._begin(now, snapshot, cause)

    def volume(self, gain: float, ms: int) -> None:
        """Applies to the fight at hand and to those to come."""
        self._desk.combat_volume = gain
        if self.playing is not None:
            self._desk.decide(Fade(self.playing.track, gain, ms, stop=False))

    def _join_in(self, now: float, snapshot: Snapshot) -> None:
        returning = self._leaving.returning(combat_place(snapshot.signature), now)
        if returning is None:
            self._begin(now, snapshot, self._cause)
            return
        gain, fade_ms = self._desk.combat_volume, self._desk.settings.combat_fade_in_ms
        self._desk.decide(Fade(returning.track, gain, fade_ms, stop=False))
        self.playing = returning

    def _begin(self, now: float, snapshot: Snapshot, cause: Cause) -> None:
        settings, place = self._desk.settings, combat_place(snapshot.signature)
        self._leaving.stop_all()
        described = self._desk.book.take(place)
        prepared = described is not None
        if described is None:
            described = self._desk.template(place, snapshot.combat)
        anchor = self.playing.order.order if self.playing is not None else None
        order = self._desk.order(ROLE, described, anchor=anchor, seconds=settings.combat_piece_s)
        transition = Transition(settings.combat_fade_in_ms, settings.combat_fade_out_ms, settings.duck_db)
        if self.playing is not None:
            self._leaving.add(self.playing, now, fade_ms=0)
        cause = Cause(cause.kind, cause.time_ms, prepared=prepared)
        self.playing = self._desk.start(now, order, place, transition, cause)
        if self._desk.combat_volume < 1.0:
            self.volume(self._desk.combat_volume, settings.combat_fade_in_ms)
