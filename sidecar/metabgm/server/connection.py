"""One WebSocket: frames in, frames out, time passing. Decides nothing about music."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

from websockets.asyncio.server import ServerConnection
from websockets.exceptions import ConnectionClosed

from metabgm.protocol import messages_from_mod as heard
from metabgm.protocol import messages_to_mod as said
from metabgm.protocol.close_codes import CloseCode
from metabgm.protocol.codec import EncodeError, encode
from metabgm.protocol.limits import LIMITS
from metabgm.protocol.session import Close, Deliver, Reply, SidecarProtocol
from metabgm.server.session import Session

log = logging.getLogger(__name__)

# A game tick: nothing the director waits for is shorter.
TICK_S = 0.05
# Four decks' largest buffers (10 s of f32le stereo at 48 kHz each): more waiting means that nobody reads.
MOST_BYTES_WAITING = 16_000_000

OpenSession = Callable[[heard.Identify, Callable[[said.ToMod], None]], Session]


class Connection:
    """``open_session`` is called once the mod has identified itself; it sends ``ready`` by itself."""

    def __init__(
        self, socket: ServerConnection, protocol: SidecarProtocol, open_session: OpenSession
    ) -> None:
        self._socket = socket
        self._protocol = protocol
        self._open_session = open_session
        self._outgoing: asyncio.Queue[bytes] = asyncio.Queue()
        self._clock = asyncio.get_running_loop().time
        self._bytes_waiting = 0
        self._closing: asyncio.Task[None] | None = None
        self.session: Session | None = None

    async def serve(self) -> None:
        """Returns when the socket is closed, for whatever reason."""
        writer = asyncio.create_task(self._write())
        ticker = asyncio.create_task(self._tick())
        try:
            self.send(self._protocol.opening())
            async for frame in self._socket:
                self._take(frame)
        except ConnectionClosed as closed:
            log.debug("connection lost: %s", closed)
        finally:
            writer.cancel()
            ticker.cancel()
            if self.session is not None:
                self.session.close()

    def send(self, message: said.ToMod) -> None:
        """Queues a message; a mod that does not read any more is closed."""
        if self._closing is not None:
            return
        if self._bytes_waiting > MOST_BYTES_WAITING:
            self._closing = asyncio.create_task(self._close_unread())
            return
        try:
            frame = encode(message)
        except EncodeError as error:
            log.error("not sent: %s", error)
            return
        self._bytes_waiting += len(frame)
        self._outgoing.put_nowait(frame)

    def _take(self, frame: bytes | str) -> None:
        for output in self._protocol.receive(frame, self._clock()):
            match output:
                case Reply():
                    self.send(output.message)
                case Close():
                    # Frames are read on meanwhile: unread ones would keep the mod's own close from arriving.
                    self._closing = asyncio.create_task(self._socket.close(output.code, output.reason))
                case Deliver():
                    self._deliver(output.message)

    def _deliver(self, message: heard.FromMod) -> None:
        if isinstance(message, heard.Identify):
            self.session = self._open_session(message, self.send)
        elif self.session is not None:
            self.session.hear(message)

    async def _write(self) -> None:
        while True:
            frame = await self._outgoing.get()
            self._bytes_waiting -= len(frame)
            try:
                await asyncio.wait_for(self._socket.send(frame), LIMITS.send_timeout_ms / 1000)
            except asyncio.TimeoutError:
                await self._close_unread()
                return
            except ConnectionClosed:
                return

    async def _tick(self) -> None:
        while True:
            await asyncio.sleep(TICK_S)
            overdue = self._protocol.deadline(self._clock())
            if overdue is not None:
                await self._socket.close(overdue.code, overdue.reason)
                return
            if self.session is not None:
                self.session.tick()

    async def _close_unread(self) -> None:
        log.warning("the game stopped reading: its connection is closed")
        await self._socket.close(CloseCode.READER_STOPPED, "nothing was read for too long")
