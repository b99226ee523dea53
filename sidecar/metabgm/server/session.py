"""One mod's session: carries out what the director decides (law 1). Knows no socket.

All methods run on the event loop; the workers' news come back through ``post``.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from metabgm.describe.texts import Texts
from metabgm.director.actions import (
    Action,
    Announce,
    CancelTexts,
    DiscardOpening,
    Fade,
    JudgeTexts,
    PrepareOpening,
    RequestTexts,
    StartPiece,
    Steer,
    StopTrack,
)
from metabgm.director.director import Director
from metabgm.director.inputs import AnyInput, CommandGiven, EventSeen, NearEnd, SceneSeen, TextsReady, Tick
from metabgm.music.engine import Engine
from metabgm.protocol import messages_from_mod as heard
from metabgm.protocol import messages_to_mod as said
from metabgm.server.compose_worker import Composed, ComposeNews, ComposeWorker, Finished, Planned
from metabgm.server.describe_worker import DescribeWorker
from metabgm.server.ladder import DescriberLadder
from metabgm.server.library_describer import LibraryDescriber
from metabgm.server.recording import Recorder
from metabgm.server.streams import Streams

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Services:
    """What all sessions share. ``post`` runs a call on the event loop, from any thread.

    ``music_reason``: why ``engine`` is not the one that was wanted; empty when it is.
    """

    engine: Engine
    composing: ComposeWorker
    describing: DescribeWorker
    ladder: DescriberLadder
    library: LibraryDescriber
    post: Callable[[Callable[[], None]], None]
    clock: Callable[[], float]
    wall_clock: Callable[[], str]
    music_reason: str = ""


class Session:
    """Begins once the mod has identified itself."""

    def __init__(
        self,
        services: Services,
        director: Director,
        streams: Streams,
        send: Callable[[said.ToMod], None],
        recorder: Recorder | None,
    ) -> None:
        self._services = services
        self._director = director
        self._streams = streams
        self._send = send
        self._recorder = recorder
        self._began = services.clock()
        self._closed = False
        self._near_ends: dict[int, float] = {}

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

    def tick(self) -> None:
        """Time passed."""
        now = self._services.clock()
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
            step=step_of(self._services),
            loading=loading_of(self._services.ladder),
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
            case PrepareOpening():
                self._streams.prepare(action.order, self._news)
            case DiscardOpening():
                self._streams.discard(action.order)
            case StartPiece():
                self._streams.begin(action, self._news)
            case Steer():
                self._streams.steer(action.track, action.controls)
            case Fade():
                self._send(said.Fade(track=action.track, gain=action.gain, ms=action.ms, stop=action.stop))
            case StopTrack():
                self._streams.stop(action.track)
            case Announce():
                self._send(self.status(action.message))

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
            case Finished():
                self._streams.finished(news)
                if news.failure:
                    self._send(self.status(f"a piece broke off: {news.failure}"))


def step_of(services: Services) -> said.Step:
    """The step of the ladder in use."""
    ladder = services.ladder
    reason = "; ".join(reason for reason in (services.music_reason, ladder.reason) if reason)
    return said.Step(music=services.engine.name, texts=ladder.step, reason=reason)


def loading_of(ladder: DescriberLadder) -> tuple[said.Loading, ...]:
    """What still loads."""
    return tuple(said.Loading(name=name, fraction=fraction) for name, fraction in ladder.loading.items())
