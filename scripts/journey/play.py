"""A trace in, the log and the mix out."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from journey.failure import JourneyError
from journey.log import JourneyLog, LogError, read_log
from journey.parts import Journey, RunningSidecar, player, running_sidecar
from journey.records import Sent
from journey.usage import Usage, usage_meter

SAMPLE_S = 1.0
# Beyond the journey itself: the start of a JVM, the goodbye, a busy machine.
PLAYER_GRACE_S = 60.0
# Twice the director's patience with the language model, and then some for a busy machine.
FIRST_PIECE_S = 10.0

Progress = Callable[[str, float], None]
"""Told what is done and its fraction 0..1."""


@dataclass(frozen=True)
class Played:
    """``usage``: of the sidecar while it played; None where the system does not tell."""

    log: JourneyLog
    usage: Usage | None
    sidecar_start_s: float


def play(journey: Journey, progress: Progress) -> Played:
    """In real time. Raises JourneyError."""
    progress("starting the sidecar", 0.0)
    with running_sidecar(journey) as sidecar:
        progress("starting the sidecar", 1.0)
        usage = _let_play(journey, sidecar, progress)
        log = _read(journey.log)
        if was_silent(log):
            raise sidecar.child.failed("made no music")
        return Played(log, usage, sidecar.start_s)


def was_silent(log: JourneyLog) -> bool:
    """Whether nothing was heard, although there was time for it."""
    asked = [sent.time_ms for sent in log.of(Sent) if sent.type == "scene"]
    waited_s = log.seconds - min(asked, default=math.inf) / 1000
    return not log.started and waited_s > FIRST_PIECE_S


def _let_play(journey: Journey, sidecar: RunningSidecar, progress: Progress) -> Usage | None:
    meter = usage_meter(sidecar.child.pid)
    with player(journey, sidecar) as playing:
        began = time.monotonic()
        while playing.exit_code is None:
            passed = time.monotonic() - began
            progress(f"playing {journey.trace.name} in real time", min(1.0, passed / journey.seconds))
            if sidecar.child.exit_code is not None:
                raise sidecar.child.failed(f"ended with exit code {sidecar.child.exit_code} in the middle")
            if passed > journey.seconds + PLAYER_GRACE_S:
                raise playing.failed(f"did not finish {journey.seconds:g} s within {passed:.0f} s")
            if meter is not None:
                meter.sample()
            time.sleep(SAMPLE_S)
        if playing.exit_code != 0:
            raise playing.failed(f"ended with exit code {playing.exit_code}")
    return None if meter is None else meter.usage()


def _read(path: Path) -> JourneyLog:
    try:
        with path.open("rb") as lines:
            log = read_log(lines)
        log.mix  # noqa: B018  (an unfinished log is refused here)
    except (OSError, LogError) as error:
        raise JourneyError(str(error)) from error
    return log
