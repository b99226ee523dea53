"""A real sidecar in a process of its own, and a game's end of the wire, for tests through the real socket."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgpack
import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from metabgm.protocol.version import PROTOCOL_VERSION, SUBPROTOCOL
from tests.scenes import elements

PATIENCE_S = 90.0
Message = dict[str, Any]


class SidecarProcess:
    """Started with a config folder of its own, to play from the bundled bank; ``log`` grows while it runs."""

    def __init__(self, folder: Path, arguments: Sequence[str] = (), **popen: Any) -> None:
        self.token_path = folder / "token"
        folders = {"METABGM_CONFIG_DIR": str(folder), "METABGM_DATA_DIR": str(folder / "data")}
        environment = os.environ | folders | popen.pop("env", {})
        told = folder / "data" / "sounds" / "use.txt"
        told.parent.mkdir(parents=True, exist_ok=True)
        told.write_text("bundled\n", encoding="utf-8")
        self.process = subprocess.Popen(
            serve_command(arguments),
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            env=environment,
            **popen,
        )
        self.log: list[str] = []
        self._ended = False
        self._logged = threading.Condition()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        listening = self.wait_for_line(r"listening on ws://[^:]+:(\d+)")
        self.port = int(listening.group(1))

    def wait_for_line(self, pattern: str, patience_s: float = PATIENCE_S) -> re.Match[str]:
        deadline = time.monotonic() + patience_s
        with self._logged:
            while True:
                for line in self.log:
                    found = re.search(pattern, line)
                    if found is not None:
                        return found
                left = deadline - time.monotonic()
                if left <= 0 or self._ended:
                    raise AssertionError(f"no line like {pattern!r} in:\n" + "\n".join(self.log))
                self._logged.wait(min(left, 0.2))

    def logged(self, pattern: str) -> bool:
        with self._logged:
            return any(re.search(pattern, line) for line in self.log)

    def wait_for_change(self, most_s: float) -> None:
        """Until something is logged, or that long."""
        with self._logged:
            self._logged.wait(most_s)

    def wait_until_free(self) -> None:
        """Until the last game's connection is gone."""
        deadline = time.monotonic() + PATIENCE_S
        with self._logged:
            while self._games("has connected") > self._games("has gone"):
                if not self._logged.wait(max(0.0, deadline - time.monotonic())):
                    raise AssertionError("the game is still connected:\n" + "\n".join(self.log))

    def _games(self, what: str) -> int:
        return sum("game " + what in line for line in self.log)

    def stop(self) -> int:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(PATIENCE_S)
        self._reader.join(PATIENCE_S)
        return code

    def kill(self) -> None:
        self.process.kill()
        self.process.wait(PATIENCE_S)

    def _read(self) -> None:
        assert self.process.stderr is not None
        with self.process.stderr:
            for line in self.process.stderr:
                with self._logged:
                    self.log.append(line.rstrip("\n"))
                    self._logged.notify_all()
        with self._logged:
            self._ended = True
            self._logged.notify_all()


def serve_command(arguments: Sequence[str]) -> list[str]:
    return [sys.executable, "-m", "metabgm", "serve", "--port", "0", *arguments]


def failed_start(folder: Path, *arguments: str) -> str:
    """What a sidecar that can't start says; its exit code must be 1."""
    environment = os.environ | {"METABGM_CONFIG_DIR": str(folder), "METABGM_DATA_DIR": str(folder / "data")}
    ended = subprocess.run(
        serve_command(arguments),
        env=environment,
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )
    assert ended.returncode == 1, ended
    return ended.stderr


@contextmanager
def running_sidecar(folder: Path, *arguments: str, **popen: Any) -> Iterator[SidecarProcess]:
    sidecar = SidecarProcess(folder, arguments, **popen)
    try:
        yield sidecar
    finally:
        sidecar.stop()


class Game:
    """The mod's end: hears everything, says what the test wants."""

    def __init__(self, connection: ClientConnection) -> None:
        self.socket = connection
        self.heard: list[Message] = []

    def say(self, message: Message) -> None:
        self.socket.send(msgpack.packb(message))

    def hear(self, kind: str, where: Callable[[Message], bool] = lambda _: True) -> Message:
        """The next message of that kind; those before it are kept in ``heard``."""
        while True:
            message = self.hear_any(kind)
            if where(message):
                return message

    def hear_any(self, *kinds: str) -> Message:
        """The next message of one of these kinds; those before it are kept in ``heard``."""
        deadline = time.monotonic() + PATIENCE_S
        while True:
            message: Message = msgpack.unpackb(self.socket.recv(timeout=deadline - time.monotonic()))
            self.heard.append(message)
            if message["type"] in kinds:
                return message

    def closed(self) -> tuple[int, str]:
        """Waits for the sidecar to close; its code and reason."""
        with pytest.raises(ConnectionClosed) as closed:
            self._hear_to_the_end()
        frame = closed.value.rcvd
        return (0, "lost") if frame is None else (frame.code, frame.reason)

    def _hear_to_the_end(self) -> None:
        while True:
            self.socket.recv(timeout=PATIENCE_S)

    def identify(self, **changes: Any) -> Message:
        self.hear("hello")
        self.say(identify_message(**changes))
        return self.hear("ready")

    def scene(self, biome: str = "minecraft:forest", reason: str = "interval", **kwargs: Any) -> None:
        self.say(scene_message(biome, reason=reason, **kwargs))


def identify_message(**changes: Any) -> Message:
    audio = {"rates": [48000], "channels": [2], "formats": ["f32le"], "buffer_ms": 3000}
    message = {
        "type": "identify",
        "protocol": PROTOCOL_VERSION,
        "mod": "test",
        "game": "26.1",
        "player": "p",
        "world": "w",
        "audio": audio | changes.pop("audio", {}),
    }
    return message | changes


def scene_message(biome: str = "minecraft:forest", reason: str = "interval", **kwargs: Any) -> Message:
    return {
        "type": "scene",
        "time_ms": 1000,
        "reason": reason,
        "window": {"ms": 10_000, "samples": 200},
        "scene": elements(biome, **kwargs),
    }


@contextmanager
def game(sidecar: SidecarProcess, **changes: Any) -> Iterator[Game]:
    """Connects as the mod does; ``changes`` are connect's arguments, ``host_header`` the Host it claims."""
    host = changes.pop("host_header", None)
    if host is not None:
        changes["sock"] = socket.create_connection(("127.0.0.1", sidecar.port))
    arguments: dict[str, Any] = {
        "additional_headers": {"Authorization": f"Bearer {sidecar.token_path.read_text().strip()}"},
        "subprotocols": [SUBPROTOCOL],
        "compression": None,
        "max_size": None,
        # A test that hears no more leaves frames unread; the closing handshake would wait behind them.
        "max_queue": None,
    }
    url = f"ws://{host or f'127.0.0.1:{sidecar.port}'}/"
    with connect(url, **(arguments | changes)) as connection:
        yield Game(connection)
