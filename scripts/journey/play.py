"""A trace in, the log and the mix out: the sidecar and the player, each in its own process."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from journey.child import Child
from journey.failure import JourneyError
from journey.log import JourneyLog, LogError, read_log
from journey.sidecar import RunningSidecar, running_sidecar
from journey.usage import Usage, UsageMeter, usage_meter

SAMPLE_S = 1.0
# Beyond the journey itself: the start of a JVM, the last fade, a busy machine.
PLAYER_GRACE_S = 60.0

Progress = Callable[[str, float], None]
"""Told what is done and its fraction 0..1."""


@dataclass(frozen=True)
class Journey:
    """What is played. ``folder``: where everything is written; ``record``: the session, for ``replay``."""

    player: Path
    trace: Path
    seconds: float
    folder: Path
    engine: str
    seed: int
    record: Path | None = None

    @property
    def wav(self) -> Path:
        return self.folder / "journey.wav"

    @property
    def log(self) -> Path:
        return self.folder / "player.log.jsonl"

    @property
    def sidecar_log(self) -> Path:
        return self.folder / "sidecar.log"


@dataclass(frozen=True)
class Played:
    """``usage``: of the sidecar while it played; None where the system does not tell."""

    log: JourneyLog
    usage: Usage | None
    sidecar_start_s: float


def play(journey: Journey, progress: Progress) -> Played:
    """In real time. Raises JourneyError."""
    if shutil.which("java") is None:
        raise JourneyError("java is not installed")
    progress("starting the sidecar", 0.0)
    with running_sidecar(
        journey.sidecar_log, engine=journey.engine, seed=journey.seed, record=journey.record
    ) as sidecar:
        usage = _run_player(journey, sidecar, progress)
        start_s = sidecar.start_s
    return Played(_read(journey.log), usage, start_s)


def player_command(journey: Journey, sidecar: RunningSidecar) -> list[str]:
    """The headless player in real time."""
    return [
        *("java", "-jar", str(journey.player)),
        *("--trace", str(journey.trace), "--seconds", f"{journey.seconds:g}", "--realtime"),
        *("--out", str(journey.wav), "--log", str(journey.log)),
        *("--url", sidecar.url, "--token-file", str(sidecar.token_file)),
    ]


def _run_player(journey: Journey, sidecar: RunningSidecar, progress: Progress) -> Usage | None:
    meter = usage_meter(sidecar.child.pid)
    command = player_command(journey, sidecar)
    with Child("the player", command, journey.folder / "player.out.log") as player:
        began = time.monotonic()
        while player.exit_code is None:
            passed = time.monotonic() - began
            progress(f"playing {journey.trace.name} in real time", min(1.0, passed / journey.seconds))
            if sidecar.child.exit_code is not None:
                raise sidecar.child.failed(f"ended with exit code {sidecar.child.exit_code} in the middle")
            if passed > journey.seconds + PLAYER_GRACE_S:
                raise player.failed(f"did not finish {journey.seconds:g} s within {passed:.0f} s")
            _sample(meter)
            time.sleep(SAMPLE_S)
        if player.exit_code != 0:
            raise player.failed(f"ended with exit code {player.exit_code}")
    return None if meter is None else meter.usage()


def _sample(meter: UsageMeter | None) -> None:
    if meter is not None:
        meter.sample()


def _read(path: Path) -> JourneyLog:
    try:
        with path.open("rb") as lines:
            log = read_log(lines)
        log.mix  # noqa: B018  (an unfinished log is refused here)
    except (OSError, LogError) as error:
        raise JourneyError(str(error)) from error
    return log
