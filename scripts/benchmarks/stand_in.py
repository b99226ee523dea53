"""The stand-in game as a process: the built mod in it, a trace lived through, what OpenAL played captured."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.bench import Bench
from journey.child import Child
from journey.failure import JourneyError
from journey.parts import Journey, RunningSidecar, running_sidecar

_MIX = re.compile(r"mix: [\d.]+ s, (\d+) underruns")
_SOUND = re.compile(r"starts=(\d+), dryOuts=(\d+), missedFrames=(\d+), longestReadMicros=(\d+)")
# The start of a JVM, the goodbye, a busy machine.
MARGIN_S = 60.0
LOOK_S = 0.5


@dataclass(frozen=True)
class Lived:
    """What the game left: ``record`` of the session, ``wav`` as it was heard, ``log`` line by line."""

    record: Path
    wav: Path
    log: list[dict[str, Any]]

    def lines(self, what: str) -> list[dict[str, Any]]:
        return [line for line in self.log if line["what"] == what]

    def debug(self) -> dict[str, int]:
        """The mod's own figures at the end. Raises JourneyError."""
        chat = "\n".join(line["text"] for line in self.lines("chat"))
        mix, sound = _MIX.findall(chat), _SOUND.findall(chat)
        if not mix or not sound:
            raise JourneyError("the mod has answered /metabgm debug with no figures", chat)
        names = ("starts", "dry_outs", "missed_frames", "longest_read_us")
        return {"underruns": int(mix[-1])} | dict(zip(names, map(int, sound[-1]), strict=True))


def live(bench: Bench, what: str, trace: Path, seconds: float, *, speed: float = 1.0) -> Lived:
    """With a sidecar of its own. Raises JourneyError."""
    journey = bench.journey(trace, seconds)
    assert journey.record is not None
    with running_sidecar(journey) as sidecar, _game(bench, journey, sidecar, speed) as game:
        _wait(bench, what, game, seconds / speed)
    text = journey.log.read_text(encoding="utf-8")
    return Lived(journey.record, journey.wav, [json.loads(line) for line in text.splitlines()])


def _wait(bench: Bench, what: str, game: Child, seconds: float) -> None:
    began = time.monotonic()
    while game.exit_code is None:
        passed = time.monotonic() - began
        if passed > seconds + MARGIN_S:
            raise game.failed(f"was not done within {seconds + MARGIN_S:.0f} s")
        bench.progress(what, min(1.0, passed / seconds))
        time.sleep(LOOK_S)
    if game.exit_code != 0:
        raise game.failed(f"ended with exit code {game.exit_code}")


@contextmanager
def _game(bench: Bench, journey: Journey, sidecar: RunningSidecar, speed: float) -> Iterator[Child]:
    config = journey.folder / "config"
    config.mkdir()
    port = int(sidecar.url.rstrip("/").rsplit(":", 1)[1])
    settings = {"port": port, "token_file": str(sidecar.token_file)}
    (config / "metabgm.json").write_text(json.dumps(settings), encoding="utf-8")
    command = [
        *("java", "-jar", str(bench.stand_in), "--mod", str(bench.mod), "--config", str(config)),
        *("--trace", str(journey.trace), "--seconds", f"{journey.seconds:g}", "--speed", f"{speed:g}"),
        *("--out", str(journey.wav), "--log", str(journey.log)),
    ]
    with Child("the stand-in game", command, journey.folder / "game.out.log") as game:
        yield game
