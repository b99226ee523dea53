"""What should play now and next: a state machine fed with inputs and the time (law 1)."""

from __future__ import annotations

from metabgm.director.actions import Action, Announce, Cause
from metabgm.director.base import Base
from metabgm.director.desk import Desk, Snapshot, Template
from metabgm.director.inputs import (
    AnyInput,
    CommandGiven,
    EventSeen,
    Faltering,
    MusicKept,
    MusicSeen,
    NearEnd,
    OpeningLost,
    OpeningReady,
    SceneSeen,
    TextsReady,
)
from metabgm.director.openings import Openings
from metabgm.director.overlay import Overlay
from metabgm.director.preparation import Preparation
from metabgm.director.prepared import Prepared
from metabgm.director.settings import DirectorSettings
from metabgm.director.stings import Stings
from metabgm.director.tension import Tension
from metabgm.scene.elements import share

VOLUME_RAMP_MS = 100


class Director:
    """One for each session. It knows no clock, thread or socket: the same inputs at the same times
    with the same seed give the same decisions (law 6).
    """

    def __init__(self, settings: DirectorSettings, seed: int, template: Template) -> None:
        self._desk = Desk(settings, seed, template)
        self._openings = Openings(self._desk)
        self._tension = Tension()
        self._prepared = Prepared(self._desk)
        self._base = Base(self._desk, self._openings, self._prepared, self._tension)
        self._overlay = Overlay(self._desk, self._tension)
        self._stings = Stings(self._desk)
        self._preparation = Preparation(self._desk, self._openings, self._prepared, self._tension)
        self._snapshot: Snapshot | None = None
        self._enabled = True

    @property
    def enabled(self) -> bool:
        """False while the player has switched the music off."""
        return self._enabled

    def handle(self, now: float, given: AnyInput) -> list[Action]:
        """Takes one input at ``now`` (seconds on the session's clock, never falling)."""
        if isinstance(given, SceneSeen):
            self._see(now, given)
        elif isinstance(given, EventSeen):
            self._notice(now, given)
        elif isinstance(given, CommandGiven):
            self._obey(now, given)
        elif isinstance(given, TextsReady):
            self._read(now, given)
        elif isinstance(given, NearEnd):
            self._base.near_end(now, given.track)
            self._overlay.near_end(now, given.track, self._snapshot)
        elif isinstance(given, Faltering):
            self._base.falters(now, given.track)
            self._overlay.falters(now, given.track, self._snapshot)
        elif isinstance(given, OpeningReady):
            self._prepared.became_ready(given.order)
        elif isinstance(given, OpeningLost):
            self._prepared.lose(given.order)
        elif isinstance(given, MusicSeen):
            self._see_music(given)
        elif isinstance(given, MusicKept):
            self._keep_music(given)
        heard = self._overlay.playing or self._base.playing
        self._overlay.steer(now, self._snapshot, self._base.playing, enabled=self._enabled)
        self._tension.fighting = self._overlay.playing is not None
        self._stings.steer(now, self._snapshot, heard, fighting=self._tension.fighting, enabled=self._enabled)
        self._base.steer(now, enabled=self._enabled)
        if self._enabled and self._snapshot is not None:
            self._preparation.steer(now, self._snapshot, self._base.playing)
        return self._desk.take_decisions()

    def _see(self, now: float, scene: SceneSeen) -> None:
        first = self._snapshot is None
        self._snapshot = Snapshot.of(scene.elements)
        self._tension.see(now, self._snapshot)
        cause = Cause("start" if first else "scene", scene.time_ms)
        self._overlay.threatened(share(scene.elements, "Hostile Entity", "Targeting Player") > 0, cause)
        if scene.reason == "combat" and share(scene.elements, "Being Attacked", "Blows") > 0:
            self._blow(now, cause)
        self._stings.see(self._snapshot, cause)
        self._base.want(now, self._snapshot, cause)

    def _see_music(self, seen: MusicSeen) -> None:
        engines = self._desk.engines
        if seen.step != engines.step:
            self._openings.discard_all()
            if seen.step == "musicgen":
                self._base.rise()
        engines.see(seen.step, seen.pace)
        if not engines.prepares:
            self._prepared.discard_all()

    def _keep_music(self, kept: MusicKept) -> None:
        playing = self._base.playing
        if playing is not None and playing.order.order == kept.order:
            self._desk.keep_music(playing, kept.music)

    def _notice(self, now: float, event: EventSeen) -> None:
        cause = Cause("event", event.time_ms)
        if event.kind == "hurt" and event.detail:
            self._blow(now, cause)
        elif event.kind == "death":
            self._overlay.death(now)
            self._tension.death(now)
        elif event.kind in ("respawn", "dimension_changed"):
            self._overlay.over()
            self._tension.gone()
        elif event.kind == "boss_seen":
            self._tension.boss(now)
        self._stings.notice(event.kind, cause)

    def _blow(self, now: float, cause: Cause) -> None:
        self._overlay.blow(now, cause)
        self._tension.blow(now)

    def _obey(self, now: float, given: CommandGiven) -> None:
        cause = Cause("command", given.time_ms)
        if given.command == "toggle":
            self._toggle(now, cause)
        elif given.command == "volume":
            self._overlay.volume(given.volume, VOLUME_RAMP_MS)
        elif given.command == "like":
            self._like()
        elif given.command == "style":
            self._desk.style = given.text
            self._desk.book.clear()
            self._openings.discard_all()
            self._prepared.discard_all()
            self._renew(now, cause, new_texts=True, message="composing in the style you asked for")
        elif given.command == "dislike":
            self._dislike()
            self._renew(now, cause, new_texts=True, message="composing something else")
        elif given.command == "regenerate":
            self._renew(now, cause, new_texts=True, message="composing anew")
        elif given.command == "skip":
            self._renew(now, cause, new_texts=False, message="next piece")

    def _like(self) -> None:
        heard = self._overlay.playing or self._base.playing
        if heard is not None:
            self._desk.judge(heard, liked=True)
            self._announce("these words will serve here again")

    def _dislike(self) -> None:
        heard = self._overlay.playing or self._base.playing
        if heard is not None:
            self._desk.judge(heard, liked=False)

    def _renew(self, now: float, cause: Cause, *, new_texts: bool, message: str) -> None:
        if not self._enabled:
            self._announce("the music is switched off")
            return
        self._announce(message)
        if self._overlay.playing is not None and self._snapshot is not None:
            self._overlay.renew(now, self._snapshot, cause)
        else:
            self._base.renew(now, cause, new_texts=new_texts)

    def _toggle(self, now: float, cause: Cause) -> None:
        self._enabled = not self._enabled
        if self._enabled:
            self._base.want_again(now, cause)
        else:
            self._openings.discard_all()
            self._prepared.discard_all()
            self._base.silence(now)
        self._announce("music on" if self._enabled else "music off")

    def _announce(self, message: str) -> None:
        self._desk.decide(Announce(message, self._enabled))

    def _read(self, now: float, answer: TextsReady) -> None:
        place = self._desk.receive(answer.request, answer.texts)
        self._preparation.answered(now)
        if place is not None:
            self._base.texts_ready(now, place)
