"""The base music: which piece belongs to the place, and when it may change."""

from __future__ import annotations

from dataclasses import dataclass, replace

from metabgm.director.actions import Cause, Fade, PieceOrder, Transition
from metabgm.director.book import Place
from metabgm.director.desk import Desk, Playing, Snapshot
from metabgm.director.helm import Helm
from metabgm.director.leaving import Ending, Leaving
from metabgm.director.openings import Openings
from metabgm.director.prepared import Prepared
from metabgm.director.tension import Tension
from metabgm.music.engine import EngineName, Role

ROLE: Role = "base"
RISE_REST_S = 2.0


@dataclass
class _Wish:
    """The place the player is in, since when, and when its texts were at hand."""

    place: Place
    since: float
    cause: Cause
    ready_at: float | None
    asked_at: float | None = None
    request: int | None = None


@dataclass(frozen=True)
class _Renewal:
    """The player asked for other music in the same place."""

    cause: Cause
    since: float


class Base:
    """Told what the player's place is; steered after every input."""

    def __init__(self, desk: Desk, openings: Openings, prepared: Prepared, tension: Tension) -> None:
        self.playing: Playing | None = None
        self._desk = desk
        self._openings = openings
        self._prepared = prepared
        self._tension = tension
        self._helm = Helm(desk, RISE_REST_S)
        self._leaving = Leaving(desk)
        self._wish: _Wish | None = None
        self._snapshot: Snapshot | None = None
        self._restless: dict[Place, float] = {}
        self._renewal: _Renewal | None = None
        self._rises = False

    def want(self, now: float, snapshot: Snapshot, cause: Cause) -> None:
        """The player is there now."""
        place = Place(snapshot.signature, combat=False)
        self._snapshot = snapshot
        if self._wish is not None and self._wish.place == place:
            return
        if self._wish is not None:
            self._give_up(now, self._wish)
        self._wish = _Wish(place, now, cause, ready_at=now if self._desk.book.has(place) else None)
        self._renewal = None

    def want_again(self, now: float, cause: Cause) -> None:
        """Music was switched on again: start it as if the player had just arrived."""
        if self._wish is not None:
            self._wish = replace(self._wish, since=now, cause=cause)

    def texts_ready(self, now: float, place: Place) -> None:
        """The book has texts for the place."""
        if self._wish is not None and self._wish.place == place and self._wish.ready_at is None:
            self._wish.ready_at = now

    def renew(self, now: float, cause: Cause, *, new_texts: bool) -> None:
        """Other music for the same place: at once from what is at hand, else as soon as there are texts."""
        if self.playing is None or self._snapshot is None or self._renewal is not None:
            return
        if new_texts:
            self._prepared.discard(self.playing.place)
        if new_texts and not self._desk.book.has_fresh(self.playing.place):
            self._desk.request(
                self.playing.place,
                self._snapshot.exploration,
                fresh=True,
                patience_s=self._desk.settings.patience_s,
            )
            self._renewal = _Renewal(cause, now)
            return
        self._begin(now, self.playing.place, cause, keep_texts=not new_texts, ending=self._ending(0.0))

    def near_end(self, now: float, track: int) -> None:
        """The piece runs out: the next one grows from it."""
        self._leaving.runs_out(track)
        if self.playing is not None and self.playing.track == track and self._wish is not None:
            cause = Cause("continue", self._wish.cause.time_ms)
            self._begin(now, self._wish.place, cause, ending=Ending(None))

    def falters(self, now: float, track: int) -> None:
        """The composer takes over before the piece runs dry."""
        if self.playing is not None and self.playing.track == track and self._wish is not None:
            cause = Cause("continue", self._wish.cause.time_ms)
            self._begin(now, self._wish.place, cause, ending=self._ending(0.0), engine="composer")

    def rise(self) -> None:
        """MusicGen keeps up from now on: it needn't wait for the end of the composer's piece."""
        self._rises = True

    def silence(self, now: float) -> None:
        """Fades everything out."""
        if self.playing is not None:
            self._leaving.fade_out(self.playing, now, self._desk.settings.toggle_fade_ms, stop=True)
        self.playing = None
        self._renewal = None

    def steer(self, now: float, *, enabled: bool) -> None:
        """Takes the decisions that are due."""
        self._leaving.retire(now)
        if not enabled or self._wish is None:
            return
        if self.playing is None:
            self._change(now, self._wish, allowed_at=self._wish.since)
        elif self.playing.place == self._wish.place:
            self._renew_when_possible(now)
            self._improve_when_possible(now, self.playing)
        elif not self._fade_back(now, self._wish.place, self.playing):
            self._change(now, self._wish, allowed_at=self._allowed_at(now, self._wish, self.playing))
        if self.playing is not None:
            self._helm.follow(now, self.playing, self._tension.base(now))

    def _give_up(self, now: float, wish: _Wish) -> None:
        if wish.request is not None:
            self._desk.cancel(wish.request)
        if self._restless.get(wish.place, 0.0) > now:
            self._restless[wish.place] = now + self._desk.settings.restless_s

    def _allowed_at(self, now: float, wish: _Wish, playing: Playing) -> float:
        if self._restless.get(wish.place, 0.0) > now:
            return wish.since + self._desk.settings.dwell_s
        return max(wish.since, playing.since + self._desk.settings.dwell_s)

    def _fade_back(self, now: float, place: Place, playing: Playing) -> bool:
        if self._restless.get(place, 0.0) > now:
            return False
        returning = self._leaving.returning(place, now)
        if returning is None:
            return False
        fade_ms = self._desk.settings.fade_back_ms
        self._desk.decide(Fade(returning.track, 1.0, fade_ms, stop=False))
        self._leaving.fade_out(playing, now, fade_ms, stop=False)
        self._restless[playing.place] = now + self._desk.settings.restless_s
        self.playing = replace(returning, since=now)
        return True

    def _change(self, now: float, wish: _Wish, allowed_at: float) -> None:
        if wish.ready_at is None and wish.asked_at is None and self._snapshot is not None:
            if not self._desk.awaits(wish.place):
                patience_s = max(allowed_at - now, self._desk.settings.patience_s)
                wish.request = self._desk.request(
                    wish.place, self._snapshot.exploration, patience_s=patience_s
                )
            wish.asked_at = now
        out_of_patience = wish.asked_at is not None and now >= wish.asked_at + self._desk.settings.patience_s
        if now < allowed_at or (wish.ready_at is None and not out_of_patience):
            return
        cause = replace(
            wish.cause,
            held_ms=round((allowed_at - wish.since) * 1000),
            prepared=wish.ready_at is not None and wish.ready_at <= allowed_at,
        )
        self._begin(now, wish.place, cause, ending=self._ending(self._desk.settings.return_s))

    def _renew_when_possible(self, now: float) -> None:
        renewal, playing = self._renewal, self.playing
        if renewal is None or playing is None:
            return
        patience_over = now >= renewal.since + self._desk.settings.patience_s
        if self._desk.book.has_fresh(playing.place) or patience_over:
            cause = replace(renewal.cause, prepared=False)
            self._begin(now, playing.place, cause, ending=self._ending(0.0))

    def _improve_when_possible(self, now: float, playing: Playing) -> None:
        """MusicGen goes on with what the composer began."""
        dwelt = now >= playing.since + self._desk.settings.dwell_s
        better = self._rises or self._prepared.ready(playing.place)
        if self._wish is None or self._renewal is not None or not (dwelt and better):
            return
        if playing.order.engine == "composer":
            cause = Cause("continue", self._wish.cause.time_ms)
            self._begin(now, playing.place, cause, keep_texts=True, ending=self._ending(0.0))

    def _ending(self, return_s: float) -> Ending | None:
        return None if self.playing is None else Ending(self._helm.ending(self.playing), return_s)

    def _begin(
        self,
        now: float,
        place: Place,
        cause: Cause,
        *,
        keep_texts: bool = False,
        ending: Ending | None = None,
        engine: EngineName | None = None,
    ) -> None:
        """``engine``: the one that has to make it; None: the best there is."""
        settings = self._desk.settings
        order = self._next_order(now, place, keep_texts=keep_texts, engine=engine)
        if order is None:
            return
        self._leaving.stop_all()
        if self.playing is not None:
            self._leaving.add(self.playing, now, settings.base_fade_out_ms, ending)
        transition = Transition(settings.base_fade_in_ms, settings.base_fade_out_ms)
        self.playing = self._desk.start(now, order, place, transition, cause)
        self._renewal = None
        self._rises = False
        self._restless.pop(place, None)

    def _next_order(
        self, now: float, place: Place, *, keep_texts: bool, engine: EngineName | None
    ) -> PieceOrder | None:
        if self._snapshot is None:
            return None
        prepared = self._prepared.take(place) if engine is None else None
        if prepared is not None:
            return prepared
        anchor = self.playing.order.order if self.playing is not None else None
        room, controls = self._snapshot.room, self._tension.base(now)
        maker = engine or self._desk.engines.base
        if keep_texts and self.playing is not None:
            return self._desk.order_again(self.playing.order, room, controls, maker)
        opening = self._openings.take(place, anchor) if engine is None else None
        if opening is not None:
            return opening
        described = self._desk.book.take(place) or self._desk.template(place, self._snapshot.exploration)
        return self._desk.order(ROLE, described, anchor=anchor, room=room, controls=controls, engine=maker)
