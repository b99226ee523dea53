"""The two programs of a journey, each a process: the real sidecar and the headless player."""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from journey.child import Child
from journey.failure import JourneyError

LISTENING_S = 60.0
MODEL_S = 120.0
LISTENING = r"^listening on (ws://\S+)"
MODEL_READY = r"^language model ready: (\S+)"


@dataclass(frozen=True)
class Journey:
    """What is played. ``folder``: where everything is written; ``record``: the session, for ``replay``.

    ``commands``: the player's, as ``SECONDS:NAME``; ``sidecar_options``: more of its own.
    """

    player: Path
    trace: Path
    seconds: float
    folder: Path
    engine: str
    seed: int
    record: Path | None = None
    commands: tuple[str, ...] = ()
    sidecar_options: tuple[str, ...] = ()

    @property
    def wav(self) -> Path:
        return self.folder / "journey.wav"

    @property
    def log(self) -> Path:
        return self.folder / "player.log.jsonl"


@dataclass(frozen=True)
class RunningSidecar:
    """``start_s``: seconds from the start of the process until it listened."""

    child: Child
    url: str
    token_file: Path
    start_s: float


@contextmanager
def running_sidecar(journey: Journey) -> Iterator[RunningSidecar]:
    """On a free port, with a token of its own and the user's models, loaded. Raises JourneyError."""
    with tempfile.TemporaryDirectory(prefix="metabgm-") as config:
        command = [sidecar_command(), "--port", "0", "--engine", journey.engine, "--seed", str(journey.seed)]
        command += journey.sidecar_options
        if journey.record is not None:
            command += ["--record", str(journey.record)]
        log = journey.folder / "sidecar.log"
        # A library of its own too: what serves again would not be described anew.
        environment = {"METABGM_CONFIG_DIR": config, "METABGM_DATA_DIR": config}
        began = time.monotonic()
        with Child("the sidecar", command, log, environment) as child:
            url = child.wait_for(LISTENING, LISTENING_S).group(1)
            start_s = time.monotonic() - began
            child.wait_for(MODEL_READY, MODEL_S)
            yield RunningSidecar(child, url, Path(config) / "token", start_s)


def sidecar_command() -> str:
    """The installed command beside this Python. Raises JourneyError."""
    found = shutil.which("metabgm-sidecar", path=str(Path(sys.executable).parent))
    if found is None:
        raise JourneyError(f"metabgm-sidecar is not installed beside {sys.executable}")
    return found


def player(journey: Journey, sidecar: RunningSidecar) -> Child:
    """In real time; to be entered."""
    command = [
        *("java", "-jar", str(journey.player)),
        *("--trace", str(journey.trace), "--seconds", f"{journey.seconds:g}", "--realtime"),
        *("--out", str(journey.wav), "--log", str(journey.log)),
        *("--url", sidecar.url, "--token-file", str(sidecar.token_file)),
        *(word for command in journey.commands for word in ("--command", command)),
    ]
    return Child("the player", command, journey.folder / "player.out.log")
