"""A whole session in virtual time: the real director, session, streams and workers, engines that toil."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from metabgm.describe.template import TemplateDescriber
from metabgm.describe.texts import DescribeRequest, Texts
from metabgm.director.director import Director
from metabgm.director.settings import DirectorSettings
from metabgm.library.librarian import Librarian
from metabgm.music.engine import EngineName
from metabgm.protocol import messages_from_mod as heard
from metabgm.protocol import messages_to_mod as said
from metabgm.protocol.credit import CreditLedger
from metabgm.server.compose_workers import ComposeWorkers
from metabgm.server.describe_worker import DescribeWorker
from metabgm.server.instant_texts import instant_texts
from metabgm.server.ladder import DescriberLadder
from metabgm.server.library_describer import LibraryDescriber
from metabgm.server.music_ladder import MusicLadder
from metabgm.server.services import Services
from metabgm.server.session import Session
from metabgm.server.streams import Streams
from metabgm.stream.audio_format import AudioFormat
from tests.scenes import elements
from tests.server.listening_mod import BUFFER_FRAMES, ListeningMod
from tests.server.slow_engine import SlowEngine
from tests.server.tones import RATE

TICK_S = 0.1
ENGINES: tuple[EngineName, ...] = ("composer", "musicgen")


class AtOnce(DescribeWorker):
    """Describes on the caller's thread."""

    def ask(
        self, number: int, request: DescribeRequest, deliver: Callable[[Texts], None], *, urgent: bool
    ) -> None:
        del number, urgent
        deliver(instant_texts(request))


class VirtualSession:
    """``told``: MusicGen's pace as it was measured; ``pace``: as it is."""

    def __init__(self, folder: Path, told: float, pace: float) -> None:
        self.now = 0.0
        self.mod = ListeningMod()
        self._due: list[tuple[float, int, Callable[[], None]]] = []
        self._count = 0
        self._fresh: list[Callable[[], None]] | None = None
        self.engines = {name: SlowEngine(name, 0.02) for name in ENGINES}
        self.musicgen.toil.pace = pace
        composing = ComposeWorkers(self.engines["composer"])
        composing.join(self.musicgen)
        self._workers = {name: composing.of(name) for name in ENGINES}
        self._busy_until = dict.fromkeys(ENGINES, 0.0)
        ladder = DescriberLadder(TemplateDescriber())
        library = LibraryDescriber(ladder, Librarian(folder / "library.sqlite3"))
        music = MusicLadder(lambda: self.now)
        services = Services(
            composing=composing,
            describing=AtOnce(library),
            ladder=ladder,
            music=music,
            library=library,
            post=self._post,
            clock=lambda: self.now,
            wall_clock=lambda: "now",
        )
        director = Director(DirectorSettings(), 1, instant_texts)
        streams = Streams(
            composing,
            CreditLedger(BUFFER_FRAMES),
            self._say,
            services.wall_clock,
            audio=AudioFormat(RATE, 2, "f32le"),
            recorder=None,
        )
        self.session = Session(services, director, streams, self._say, None)
        music.on_change = self._music_changed
        music.climb(told, self._observed)

    @property
    def musicgen(self) -> SlowEngine:
        return self.engines["musicgen"]

    def run(self, seconds: float) -> None:
        for _ in range(round(seconds / TICK_S)):
            for name in ENGINES:
                self._compose(name)
            while self._due and self._due[0][0] <= self.now:
                heapq.heappop(self._due)[2]()
            for credit in self.mod.play(self.now, TICK_S):
                self.session.hear(credit)
            self.session.tick()
            self.now = round(self.now + TICK_S, 6)

    def scene(self, biome: str, **kwargs: Any) -> None:
        scene = msgspec.convert(elements(biome, **kwargs), heard.Elements)
        window = heard.Window(ms=10_000, samples=200)
        self.session.hear(heard.Scene(time_ms=self.time_ms, reason="biome", window=window, scene=scene))

    def event(self, kind: heard.EventKind, detail: str = "") -> None:
        self.session.hear(heard.Event(time_ms=self.time_ms, kind=kind, detail=detail))

    def command(self, command: heard.CommandName) -> None:
        self.session.hear(heard.Command(time_ms=self.time_ms, command=command))

    @property
    def time_ms(self) -> int:
        return round(self.now * 1000)

    def _compose(self, name: EngineName) -> None:
        """Whatever the engine begins before this tick's end; its news come when it is done."""
        while self._busy_until[name] < self.now + TICK_S:
            began = max(self._busy_until[name], self.now)
            self._fresh = []
            if not self._workers[name].step():
                break
            done = self._busy_until[name] = began + self.engines[name].toil.take()
            fresh, self._fresh = self._fresh, None
            for call in fresh or ():
                self._post_at(done, call)
        self._fresh = None

    def _post(self, call: Callable[[], None]) -> None:
        if self._fresh is None:
            self._post_at(self.now, call)
        else:
            self._fresh.append(call)

    def _post_at(self, when: float, call: Callable[[], None]) -> None:
        self._count += 1
        heapq.heappush(self._due, (when, self._count, call))

    def _music_changed(self) -> None:
        self.session.see_music()
        self._say(self.session.status())

    def _say(self, message: said.ToMod) -> None:
        self.mod.hear(self.now, message)

    def _observed(self) -> float | None:
        toil = self.musicgen.toil
        return toil.pace if toil.worked > 5.0 else None
