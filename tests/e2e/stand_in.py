"""The stand-in game as a process: the built mod in it, a trace lived through, what OpenAL plays in a WAV."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from tests.e2e import player
from tests.e2e.player import ROOT, TRACES, Played

JAVA = ROOT / "fabric-mod"
STAND_IN = JAVA / "testgame" / "target" / "metabgm-testgame.jar"
MOD = JAVA / "client" / "target" / "metabgm-mod.jar"


def start_stand_in(
    port: int, token_path: Path, out: Path, *arguments: str, trace: Path = TRACES / "journey.jsonl"
) -> subprocess.Popen[str]:
    for jar in (STAND_IN, MOD):
        assert jar.exists(), f"{jar} is missing: build it with mvn -f fabric-mod/pom.xml package"
    config = out / "config"
    config.mkdir(parents=True)
    settings = {"port": port, "token_file": str(token_path)}
    (config / "metabgm.json").write_text(json.dumps(settings), encoding="utf-8")
    command = [
        "java",
        "-jar",
        str(STAND_IN),
        "--mod",
        str(MOD),
        "--config",
        str(config),
        "--trace",
        str(trace),
    ]
    command += ["--out", str(out / "mix.wav"), "--log", str(out / "log.jsonl"), *arguments]
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True)


def wait_for(stand_in: subprocess.Popen[str], out: Path) -> Played:
    """What was heard and seen; nothing of the mod may have been thrown into the game."""
    played = player.wait_for(stand_in, out)
    assert played.summary["escaped"] == 0, played.log
    assert [line for line in played.lines("log") if line["thrown"]] == []
    return played
