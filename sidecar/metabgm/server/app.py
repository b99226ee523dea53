"""The sidecar as a server: binds, refuses or accepts, and gives each mod its session."""

from __future__ import annotations

import asyncio
import logging
import secrets
import signal
from collections.abc import Callable
from datetime import datetime, timezone
from http import HTTPStatus
from pathlib import Path

from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.http11 import Request, Response
from websockets.typing import Subprotocol

from metabgm import __version__
from metabgm.describe.template import TemplateDescriber
from metabgm.director.director import Director
from metabgm.library.librarian import Librarian
from metabgm.library.paths import library_path
from metabgm.music.engine import Engine, EngineName
from metabgm.protocol import messages_from_mod as heard
from metabgm.protocol import messages_to_mod as said
from metabgm.protocol.close_codes import CloseCode
from metabgm.protocol.credit import CreditLedger
from metabgm.protocol.handshake import judge
from metabgm.protocol.identify import AudioMade
from metabgm.protocol.limits import LIMITS
from metabgm.protocol.session import SidecarProtocol
from metabgm.protocol.version import SUBPROTOCOL
from metabgm.server.compose_workers import ComposeWorkers
from metabgm.server.config import SidecarConfig
from metabgm.server.connection import Connection
from metabgm.server.describe_worker import DescribeWorker
from metabgm.server.instant_texts import instant_texts
from metabgm.server.ladder import DescriberLadder
from metabgm.server.library_describer import LibraryDescriber
from metabgm.server.loading import endpoint_describer, load_in_background
from metabgm.server.music_ladder import MusicLadder
from metabgm.server.musicgen_loading import BringUp
from metabgm.server.musicgen_loading import load_in_background as load_musicgen_in_background
from metabgm.server.recording import Recorder
from metabgm.server.services import Services, loading_of, step_of
from metabgm.server.session import Session
from metabgm.server.streams import Streams
from metabgm.stream.audio_format import best_format

log = logging.getLogger(__name__)

PING_S = 20.0
# A mod that does not answer a close is not waited for: the next one may be at the door.
CLOSE_TIMEOUT_S = 2.0


class Sidecar:
    """``token``: what a mod must show. ``record``: where the session is recorded, if anywhere.

    ``composer``: makes the music until ``musicgen`` is brought up, if it is wanted, and its part after that.
    """

    def __init__(
        self,
        config: SidecarConfig,
        composer: Engine,
        token: str,
        record: Path | None = None,
        musicgen: BringUp | None = None,
    ) -> None:
        """Raises WriterError if the endpoint can't be used as it is configured."""
        self._config = config
        self._token = token
        self._record = record
        self._recordings = 0
        self._connections: set[Connection] = set()
        endpoint = endpoint_describer(config.describer, config.describer_model) if config.describer else None
        self._ladder = DescriberLadder(TemplateDescriber(), endpoint)
        self._composer = composer
        self._musicgen = musicgen
        self._composing = ComposeWorkers(composer)
        self._librarian = Librarian(library_path())
        self._library = LibraryDescriber(self._ladder, self._librarian)
        self._describing = DescribeWorker(self._library)
        self._services: Services | None = None

    async def run(self, listening: Callable[[int], None]) -> None:
        """Serves until SIGINT or SIGTERM; tells ``listening`` the port. Raises OSError when it can't bind."""
        loop = asyncio.get_running_loop()
        music = MusicLadder(loop.time)
        self._services = Services(
            composing=self._composing,
            describing=self._describing,
            ladder=self._ladder,
            music=music,
            library=self._library,
            post=lambda call: _post(loop, call),
            clock=loop.time,
            wall_clock=lambda: datetime.now(timezone.utc).isoformat(timespec="milliseconds"),
        )
        stopped = asyncio.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            _on_signal(loop, number, stopped.set)
        server = await self._bind()
        self._composing.start()
        self._librarian.start()
        self._describing.start()
        self._ladder.on_change = lambda: _post(loop, self._tell_status)
        if self._config.model:
            load_in_background(self._config.model, self._config.threads, self._ladder)
        else:
            self._ladder.stay_down("no language model is configured")
        music.on_change = self._tell_music
        if self._musicgen is not None:
            load_musicgen_in_background(
                self._musicgen, music, self._composing, lambda call: _post(loop, call)
            )
        try:
            listening(server.sockets[0].getsockname()[1])
            await stopped.wait()
        finally:
            server.close()
            await server.wait_closed()
            self._describing.stop()
            self._librarian.stop()
            self._composing.stop()

    async def _bind(self) -> Server:
        return await serve(
            self._serve,
            self._config.host,
            self._config.port,
            process_request=self._judge,
            subprotocols=[Subprotocol(SUBPROTOCOL)],
            compression=None,
            max_size=LIMITS.frame_to_sidecar_bytes,
            ping_interval=PING_S,
            ping_timeout=PING_S,
            close_timeout=CLOSE_TIMEOUT_S,
            server_header=f"metabgm-sidecar/{__version__}",
        )

    def _judge(self, connection: ServerConnection, request: Request) -> Response | None:
        refusal = judge(request.headers, bound_host=self._config.host, token=self._token)
        if refusal is None:
            return None
        log.warning("refused %s: %s", connection.remote_address, refusal.reason)
        return connection.respond(HTTPStatus(refusal.status), refusal.reason + "\n")

    async def _serve(self, socket: ServerConnection) -> None:
        if len(self._connections) >= LIMITS.clients:
            await socket.close(CloseCode.TOO_MANY_CLIENTS, "another game is connected to this sidecar")
            return
        made = AudioMade(rates=(self._composer.sample_rate,))
        protocol = SidecarProtocol(asyncio.get_running_loop().time(), made)
        connection = Connection(socket, protocol, self._open_session)
        self._connections.add(connection)
        log.info("a game has connected")
        try:
            await connection.serve()
        finally:
            self._connections.discard(connection)
            log.info("the game has gone")

    def _open_session(self, identify: heard.Identify, send: Callable[[said.ToMod], None]) -> Session:
        services = self._services
        assert services is not None
        seed = self._config.seed if self._config.seed is not None else secrets.randbits(63)
        recorder = None
        if self._record is not None:
            recorder = Recorder(
                self._next_recording(self._record),
                musicgen=self._config.musicgen if self._musicgen is not None else None,
                seed=seed,
                settings=self._config.director,
            )
        best: EngineName = "musicgen" if services.music.step == "musicgen" else "composer"
        send(
            said.Ready(
                session=secrets.token_hex(8),
                engine=best,
                describer=self._ladder.name,
                step=step_of(services, best),
                loading=loading_of(services),
            )
        )
        audio = best_format(identify.audio, self._composer.sample_rate)
        streams = Streams(
            self._composing,
            CreditLedger(buffer_frames=identify.audio.buffer_ms * audio.rate // 1000),
            send,
            services.wall_clock,
            audio=audio,
            recorder=recorder,
        )
        director = Director(self._config.director, seed, instant_texts)
        session = Session(services, director, streams, send, recorder, engine=best)
        session.see_music()
        return session

    def _next_recording(self, path: Path) -> Path:
        """A game that comes back gets a file of its own: FILE, FILE-2, ..."""
        self._recordings += 1
        if self._recordings == 1:
            return path
        return path.with_name(f"{path.stem}-{self._recordings}{path.suffix}")

    def _tell_music(self) -> None:
        for connection in self._connections:
            if connection.session is not None:
                connection.session.see_music()
        self._tell_status()

    def _tell_status(self) -> None:
        for connection in self._connections:
            if connection.session is not None:
                connection.send(connection.session.status())


def _post(loop: asyncio.AbstractEventLoop, call: Callable[[], None]) -> None:
    if not loop.is_closed():
        loop.call_soon_threadsafe(call)


def _on_signal(loop: asyncio.AbstractEventLoop, number: int, call: Callable[[], None]) -> None:
    try:
        loop.add_signal_handler(number, call)
    except NotImplementedError:  # Windows has no signal handlers in its event loop
        signal.signal(number, lambda _number, _frame: loop.call_soon_threadsafe(call))
