"""The real sidecar in a process of its own, with a token of its own and the user's models."""

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
class RunningSidecar:
    """``start_s``: seconds from the start of the process until it listened."""

    child: Child
    url: str
    token_file: Path
    start_s: float


@contextmanager
def running_sidecar(
    log: Path, *, engine: str, seed: int, record: Path | None = None
) -> Iterator[RunningSidecar]:
    """Listens on a free port, its language model loaded. Raises JourneyError."""
    with tempfile.TemporaryDirectory(prefix="metabgm-") as config:
        command = [sidecar_command(), "--port", "0", "--engine", engine, "--seed", str(seed)]
        if record is not None:
            command += ["--record", str(record)]
        began = time.monotonic()
        with Child("the sidecar", command, log, {"METABGM_CONFIG_DIR": config}) as child:
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
