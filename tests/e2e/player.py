"""The headless player as a process: a trace in, a WAV and a log out."""

from __future__ import annotations

import json
import subprocess
import wave
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from tests.server.sidecar_process import SidecarProcess

ROOT = Path(__file__).parents[2]
JAR = ROOT / "fabric-mod" / "player" / "target" / "metabgm-player.jar"
TRACES = ROOT / "tests" / "traces"
PATIENCE_S = 300


@dataclass(frozen=True)
class Played:
    """What the player left: ``mix`` of shape (frames, 2) in -1..1 and the lines of its log."""

    mix: npt.NDArray[np.float64]
    log: list[dict[str, Any]]

    def lines(self, what: str) -> list[dict[str, Any]]:
        return [line for line in self.log if line["what"] == what]

    @property
    def summary(self) -> dict[str, Any]:
        return self.log[-1]

    def loudest_step(self) -> float:
        """The largest jump between two samples of a channel: a click would show."""
        return float(np.abs(np.diff(self.mix, axis=0)).max())


def start_player(
    sidecar: SidecarProcess, out: Path, *arguments: str, trace: Path = TRACES / "journey.jsonl"
) -> subprocess.Popen[str]:
    assert JAR.exists(), f"{JAR} is missing: build it with mvn -f fabric-mod/pom.xml package"
    command = ["java", "-jar", str(JAR), "--trace", str(trace), "--out", str(out / "mix.wav")]
    command += ["--log", str(out / "log.jsonl"), "--url", f"ws://127.0.0.1:{sidecar.port}/"]
    command += ["--token-file", str(sidecar.token_path), *arguments]
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True)


def wait_for(player: subprocess.Popen[str], out: Path) -> Played:
    """What a program that plays has left in ``out`` when it has ended well."""
    _, error = player.communicate(timeout=PATIENCE_S)
    assert player.returncode == 0, error
    with wave.open(str(out / "mix.wav")) as file:
        assert (file.getframerate(), file.getnchannels(), file.getsampwidth()) == (48000, 2, 2)
        samples = np.frombuffer(file.readframes(file.getnframes()), "<i2").reshape(-1, 2)
    text = (out / "log.jsonl").read_text(encoding="utf-8")
    return Played(samples / 32768.0, [json.loads(line) for line in text.splitlines()])
