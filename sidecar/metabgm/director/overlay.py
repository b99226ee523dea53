"""The combat music: over the base, at once, until the fight is over; then it is told to end."""

from __future__ import annotations

from metabgm.director.actions import Cause, Fade, Transition
from metabgm.director.book import combat_place
from metabgm.director.desk import Desk, Playing, Snapshot
from metabgm.director.helm import Helm
from metabgm.director.leaving import Ending, Leaving
from metabgm.director.tension import Tension
from metabgm.music.engine import EngineName, Role

ROLE: Role = "combat"
# A blow is heard at once.
RISE_REST_S = 0.0


class Overlay:
    """Told of blows and threats; steered after every input."""

    def __init__(self, desk: Desk, tension: Tension) -> None:
        self.playing: Playing | None = None
        self._desk = desk
        self._tension = tension
        self._helm = Helm(desk, RISE_REST_S)
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
        """The player is elsewhere: nothing holds the fight any longer."""
        self._last_blow = None
        self._targeted = False

    def death(self, now: float) -> None:
        """The player died: the fight breaks off."""
        self.over()
        self._stop_fighting(now, self._desk.settings.death_fade_ms, stop=True)

    def fighting(self, now: float) -> bool:
        """Targeted, or hit within the hold time."""
        recent = self._last_blow is not None and now < self._last_blow + self._desk.settings.combat_hold_s
        return self._targeted or recent

    def steer(self, now: float, snapshot: Snapshot | None, under: Playing | None, *, enabled: bool) -> None:
        """Takes the decisions that are due. ``under``: the base that plays."""
        self._leaving.retire(now)
        if snapshot is None:
            return
        fighting = enabled and self.fighting(now)
        if fighting and self.playing is None:
            grown_from = self._leaving.latest or under
            self._begin(now, snapshot, self._cause, grown_from, self._desk.engines.quick)
        elif not enabled:
            self._stop_fighting(now, self._desk.settings.toggle_fade_ms, stop=True)
        elif not fighting:
            self._stop_fighting(now, self._desk.settings.combat_fade_out_ms, stop=False)
        if self.playing is not None:
            self._helm.follow(now, self.playing, self._tension.combat(now))

    def near_end(self, now: float, track: int, snapshot: Snapshot | None) -> None:
        """The fight outlasts the piece."""
        if self.playing is not None and self.playing.track == track and snapshot is not None:
            cause = Cause("continue", self._cause.time_ms)
            self._begin(now, snapshot, cause, self.playing, self._desk.engines.quick)

    def falters(self, now: float, track: int, snapshot: Snapshot | None) -> None:
        """The composer takes over before the piece runs dry."""
        if self.playing is not None and self.playing.track == track and snapshot is not None:
            cause = Cause("continue", self._cause.time_ms)
            self._begin(now, snapshot, cause, self.playing, "composer")

    def renew(self, now: float, snapshot: Snapshot, cause: Cause) -> None:
        """Other music for the same fight."""
        if self.playing is not None:
            self._begin(now, snapshot, cause, self.playing, self._desk.engines.quick)

    def volume(self, gain: float, ms: int) -> None:
        """Applies to the fight at hand and to those to come."""
        self._desk.combat_volume = gain
        if self.playing is not None:
            self._desk.decide(Fade(self.playing.track, gain, ms, stop=False))

    def _stop_fighting(self, now: float, fade_ms: int, *, stop: bool) -> None:
        if self.playing is None:
            return
        ending = None if stop else Ending(self._helm.ending(self.playing))
        self._leaving.fade_out(self.playing, now, fade_ms, stop=stop, ending=ending)
        self.playing = None

    def _begin(
        self, now: float, snapshot: Snapshot, cause: Cause, grown_from: Playing | None, engine: EngineName
    ) -> None:
        settings, place = self._desk.settings, combat_place(snapshot.signature)
        self._leaving.stop_all()
        described = self._desk.book.take(place)
        prepared = described is not None
        if described is None:
            described = self._desk.template(place, snapshot.combat)
        order = self._desk.order(
            ROLE,
            described,
            anchor=None if grown_from is None else grown_from.order.order,
            room=snapshot.room,
            controls=self._tension.combat(now),
            engine=engine,
            seconds=settings.combat_piece_s,
        )
        transition = Transition(settings.combat_fade_in_ms, settings.combat_fade_out_ms, settings.duck_db)
        if self.playing is not None:
            self._leaving.add(self.playing, now, fade_ms=0)
        cause = Cause(cause.kind, cause.time_ms, prepared=prepared)
        self.playing = self._desk.start(now, order, place, transition, cause)
        if self._desk.combat_volume < 1.0:
            self.volume(self._desk.combat_volume, settings.combat_fade_in_ms)
