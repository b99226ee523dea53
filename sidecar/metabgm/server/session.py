"""One mod's session: carries out what the director decides (law 1). Knows no socket.

All methods run on the event loop; the workers' news come back through ``post``.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial

from metabgm.describe.texts import Texts
from metabgm.director.actions import (
    Action,
    Announce,
    CancelTexts,
    DiscardOpening,
    Fade,
    JudgeTexts,
    KeepMusic,
    PrepareOpening,
    RequestTexts,
    StartPiece,
    Steer,
    StopTrack,
)
from metabgm.director.director import Director
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
    Tick,
)
from metabgm.music.engine import EngineName
from metabgm.protocol import messages_from_mod as heard
from metabgm.protocol import messages_to_mod as said
from metabgm.server.compose_news import Composed, ComposeNews, Finished, Kept, Planned, Worked
from metabgm.server.recording import Recorder
from metabgm.server.services import Services, loading_of, step_of
from metabgm.server.streams import Streams

log = logging.getLogger(__name__)


class Session:
    """Begins once the mod has identified itself."""

    def __init__(
        self,
        services: Services,
        director: Director,
        streams: Streams,
        send: Callable[[said.ToMod], None],
        recorder: Recorder | None,
        *,
        engine: EngineName = "composer",
    ) -> None:
        """``engine``: the one that base music would be made with now."""
        self._services = services
        self._director = director
        self._streams = streams
        self._send = send
        self._recorder = recorder
        self._began = services.clock()
        self._closed = False
        self._near_ends: dict[int, float] = {}
        self._heard = engine
        self._music = MusicSeen(step="composer", pace=0.0, reason="")

    def hear(self, message: heard.FromMod) -> None:
        """A valid message of the mod."""
        match message:
            case heard.Scene():
                self._give(
                    SceneSeen(time_ms=message.time_ms, reason=message.reason, elements=message.elements())
                )
            case heard.Event():
                self._give(EventSeen(time_ms=message.time_ms, kind=message.kind, detail=message.detail))
            case heard.Command():
                self._give(
                    CommandGiven(
                        time_ms=message.time_ms,
                        command=message.command,
                        text=message.text if isinstance(message.text, str) else "",
                        volume=message.volume if isinstance(message.volume, float) else 1.0,
                    )
                )
            case heard.Credit():
                self._streams.grant(message.track, message.frames)
                if self._streams.near_end(message.track):
                    self._give(NearEnd(track=message.track))
            case _:
                log.debug("nothing to do for %s", type(message).__name__)

    def see_music(self) -> None:
        """The music's ladder has another step, pace or reason than the director was told."""
        music = self._services.music
        seen = MusicSeen(step=music.step, pace=music.pace, reason=music.reason)
        if seen != self._music:
            self._music = seen
            self._give(seen)

    def tick(self) -> None:
        """Time passed."""
        now = self._services.clock()
        self._services.music.review()
        for track in self._streams.take_faltering(now):
            self._give(Faltering(track=track))
        for track, in_seconds in self._streams.take_ran_out():
            self._near_ends[track] = now + in_seconds
        for track, due in list(self._near_ends.items()):
            if now >= due:
                del self._near_ends[track]
                self._give(NearEnd(track=track))
        self._give(Tick())

    def status(self, message: str = "") -> said.Status:
        """Where the session stands."""
        return said.Status(
            playing=self._director.enabled,
            step=step_of(self._services, self._heard),
            loading=loading_of(self._services),
            message=message,
        )

    def close(self) -> None:
        """The mod is gone: nothing more is described, composed or sent for it."""
        self._closed = True
        self._services.describing.forget_session()
        self._services.composing.forget_session()
        self._streams.close()
        if self._recorder is not None:
            self._recorder.close()

    def _give(self, given: AnyInput) -> None:
        if self._closed:
            return
        now = self._services.clock() - self._began
        actions = self._director.handle(now, given)
        if self._recorder is not None:
            self._recorder.decided(now, given, actions)
        for action in actions:
            self._carry_out(action)

    def _carry_out(self, action: Action) -> None:
        match action:
            case RequestTexts():
                deliver = partial(self._described, action.request)
                self._services.describing.ask(action.request, action.describe, deliver, urgent=action.urgent)
            case CancelTexts():
                self._services.describing.cancel(action.request)
            case JudgeTexts():
                self._services.library.judge(action.describe, action.texts, liked=action.liked)
            case KeepMusic():
                self._services.library.keep_music(action.describe, action.texts, action.music)
            case PrepareOpening():
                self._streams.prepare(action.order, self._news)
            case DiscardOpening():
                self._streams.discard(action.order)
            case StartPiece():
                self._streams.begin(action, self._news)
                self._hear(action)
            case Steer():
                self._streams.steer(action.track, action.controls)
            case Fade():
                self._send(said.Fade(track=action.track, gain=action.gain, ms=action.ms, stop=action.stop))
            case StopTrack():
                self._streams.stop(action.track)
            case Announce():
                self._send(self.status(action.message))

    def _hear(self, start: StartPiece) -> None:
        """The player sees which engine makes the base music, and why."""
        if start.order.role == "base" and start.order.engine != self._heard:
            self._heard = start.order.engine
            self._send(self.status())

    def _described(self, request: int, texts: Texts) -> None:
        answer = TextsReady(request=request, texts=texts)
        self._services.post(partial(self._give, answer))

    def _news(self, news: ComposeNews) -> None:
        self._services.post(partial(self._composed, news))

    def _composed(self, news: ComposeNews) -> None:
        if self._closed:
            return
        match news:
            case Planned():
                self._streams.planned(news)
            case Composed():
                self._streams.composed(news)
            case Worked():
                if self._streams.worked(news):
                    self._give(OpeningReady(order=news.order))
            case Kept():
                self._give(MusicKept(order=news.order, music=news.music))
            case Finished():
                engine = self._streams.engine_of(news.order)
                self._streams.finished(news)
                if news.failure:
                    self._broke_off(news, engine)

    def _broke_off(self, news: Finished, engine: EngineName | None) -> None:
        self._send(self.status(f"a piece broke off: {news.failure}"))
        if engine == "musicgen":
            self._services.music.fault(news.failure)
            self._give(OpeningLost(order=news.order))
